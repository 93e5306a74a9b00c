import type { Domain, DomainRecord } from "../../mod.ts";
import { type Area, remove, show } from "../base/area.ts";
import { deleteAll } from "../base/bulk.ts";
import { inParallel } from "../parallel.ts";
import type { Context } from "../context.ts";
import { command, group } from "../options.ts";
import { printList, printObject } from "../output/print.ts";
import { toId, withoutRepeats } from "../resolve.ts";

const area: Area<Domain> = {
  name: "domain",
  argument: "domain",
  plural: "domains",
  sample: "example.com",
  multiple: false,
  async find(ctx, client, names) {
    const unique = await withoutRepeats(ctx, "domain", names, (name) => name);
    const fetch = (name: string) => client.fetchDomain(name, { signal: ctx.signal });
    return await Array.fromAsync(inParallel(unique, fetch));
  },
  all: (client, options) => client.fetchAllDomains(options),
};

/** `doapi domain` */
export function domain(ctx: Context, about: string) {
  return group(about, {
    "new": create(ctx),
    "show": show(ctx, area),
    "delete": remove(ctx, area),
    "new-record": newRecord(ctx),
    "show-record": showRecord(ctx),
    "update-record": updateRecord(ctx),
    "delete-record": deleteRecord(ctx),
  });
}

async function records(
  ctx: Context,
  domain: Domain,
  args: readonly string[],
): Promise<DomainRecord[]> {
  const ids = args.map((arg) => toId("record", arg));
  const unique = await withoutRepeats(ctx, "record", ids, (id) => id);
  const fetch = (id: number | bigint) => domain.fetchRecord(id, { signal: ctx.signal });
  return await Array.fromAsync(inParallel(unique, fetch));
}

function create(ctx: Context) {
  return command("Let DigitalOcean's name servers answer for a domain.")
    .arguments("<domain:word> <address:word>")
    .example("Pointing to an address", "doapi domain new example.com 203.0.113.7")
    .action(async (options, name, address) => {
      const client = await ctx.client(options);
      await printObject(
        ctx,
        options,
        await client.createDomain(name, address, { signal: ctx.signal }),
      );
    });
}

function newRecord(ctx: Context) {
  return command("Add a DNS record.")
    .option("--priority <priority:integer>", "The priority (MX and SRV records).")
    .option("--port <port:integer>", "The port (SRV records).")
    .option("--weight <weight:integer>", "The weight (SRV records).")
    .option("--delete", "Afterwards delete older records of the same type and name.")
    .arguments("<domain:word> <type:word> <name:word> <data:word>")
    .example(
      "A mail server",
      "doapi domain new-record --priority 10 example.com MX @ mail.example.com.",
    )
    .action(async (options, name, type, record, data) => {
      const client = await ctx.client(options);
      const { signal } = ctx;
      const domain = await client.fetchDomain(name, { signal });
      const { priority, port, weight } = options;
      const fields = { priority, port, weight, signal };
      const created = await domain.createRecord(type, record, data, fields);
      let failure: unknown = null;
      if (options.delete) {
        try {
          const old: DomainRecord[] = [];
          for await (const r of domain.fetchAllRecords({ signal })) {
            // As the API has written them, who takes "txt" for TXT.
            const same = r.type === created.type && r.name === created.name;
            if (same && r.id !== created.id) old.push(r);
          }
          await deleteAll(ctx, old);
        } catch (error) {
          failure = error;
        }
      }
      await printObject(ctx, options, created);
      if (failure) throw failure;
    });
}

function showRecord(ctx: Context) {
  return command("Show the records of a domain: the given ones, or all.")
    .arguments("<domain:word> [record...:word]")
    .example("All records", "doapi domain show-record example.com")
    .action(async (options, name, ...args) => {
      const domain = (await ctx.client(options)).domain(name);
      const all = () => domain.fetchAllRecords({ signal: ctx.signal });
      await printList(ctx, options, args.length ? await records(ctx, domain, args) : all());
    });
}

function updateRecord(ctx: Context) {
  return command("Change fields of a DNS record.")
    .option("--type <type:string>", "The new type.")
    .option("--name <name:string>", "The new name.")
    .option("--data <data:string>", "The new value.")
    .option("--port <port:integer>", "The new port.")
    .option("--no-port", "Unset the port.")
    .option("--priority <priority:integer>", "The new priority.")
    .option("--no-priority", "Unset the priority.")
    .option("--weight <weight:integer>", "The new weight.")
    .option("--no-weight", "Unset the weight.")
    .arguments("<domain:word> <record:word>")
    .example("A new address", "doapi domain update-record --data 203.0.113.9 example.com 28448433")
    .action(async (options, name, record) => {
      const { type, data } = options;
      const fields: Record<string, unknown> = { type, name: options.name, data };
      for (const key of ["priority", "port", "weight"] as const) {
        const value = options[key] as number | boolean | undefined;
        fields[key] = value === false ? null : value === true ? undefined : value;
      }
      const given = Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined));
      // A record's answer says as well whether there is the domain.
      const domain = (await ctx.client(options)).domain(name);
      const [target] = await records(ctx, domain, [record]);
      const updated = await (target as DomainRecord).updateRecord(given, { signal: ctx.signal });
      await printObject(ctx, options, updated);
    });
}

function deleteRecord(ctx: Context) {
  return command("Delete DNS records. There is no output.")
    .arguments("<domain:word> <record...:word>")
    .example("For good", "doapi domain delete-record example.com 28448433")
    .action(async (options, name, ...args) => {
      const domain = (await ctx.client(options)).domain(name);
      const found = await records(ctx, domain, args);
      await deleteAll(ctx, found);
    });
}
