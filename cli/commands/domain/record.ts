import { ValidationError } from "@cliffy/command";
import type { DomainRecord, DomainReference } from "../../../mod.ts";
import { existingOne, IF_EXISTS } from "../../base/existing.ts";
import { IGNORE_MISSING } from "../../base/missing.ts";
import { deleteAll } from "../../base/bulk.ts";
import type { Context } from "../../context.ts";
import { command, universal, WATCH } from "../../args/options.ts";
import { printList, printObject } from "../../output/print.ts";
import { plain } from "./data.ts";
import { attributes, changed, FLAGS, PORT, PRIORITY, TAG, TTL, WEIGHT } from "./fields.ts";
import { findRecords, having, relative } from "./find.ts";
import { listing } from "../../output/listing.ts";
import { listOf, oneOfType } from "../../output/manual.ts";

/** `doapi domain new-record` */
export function newRecord(ctx: Context) {
  return command("Add a DNS record.", oneOfType("domain_record"))
    .option(...IF_EXISTS)
    .option(...PRIORITY)
    .option(...PORT)
    .option(...WEIGHT)
    .option(...TTL)
    .option(...FLAGS)
    .option(...TAG)
    .option(
      "--delete",
      "Afterwards delete older records of the same type and name; a CNAME is changed in place.",
    )
    .arguments("<domain:word> <type:word> <name:word> <data:word>")
    .example(
      "A mail server",
      "doapi domain new-record --priority 10 example.com MX @ mail.example.com.",
    )
    .action(async (options, name, type, record, data) => {
      const client = await ctx.client(options);
      const domain = await client.fetchDomain(name);
      const values = { priority: null, port: null, weight: null, ...attributes(options) };
      const alone = ALONE.includes(type.toUpperCase());
      if (options.delete && alone) {
        const old = await only(domain, type, record);
        if (old) {
          const fields = { type, name: record, data, ...values };
          return await printObject(ctx, options, await old.updateRecord(fields));
        }
      }
      const there = await existingOne(ctx, `${type} ${record} ${data}`, options, async () => {
        const wanted = [type.toUpperCase(), relative(record, domain.name), plain(data)].join(" ");
        const all = await Array.fromAsync(domain.fetchAllRecords());
        return all.find((r) => `${r.type} ${r.name} ${plain(r.data)}` === wanted) ?? null;
      });
      if (there) return await printObject(ctx, options, there);
      const created = await domain.createRecord(type, record, data, { ...values });
      let failure: unknown = null;
      if (options.delete && !alone) {
        try {
          const all = await Array.fromAsync(domain.fetchAllRecords());
          // As the API has written them, who takes "txt" for TXT.
          const same = all.filter((r) => r.type === created.type && r.name === created.name);
          await deleteAll(ctx, universal(options), same.filter((r) => r.id !== created.id));
        } catch (error) {
          failure = error;
        }
      }
      await printObject(ctx, options, created);
      if (failure) throw failure;
    });
}

/** Types of which a name has one record: a second one would be refused while the first is there. */
const ALONE = ["CNAME", "SOA"];

/** The record of such a type that a name has. */
async function only(
  domain: DomainReference,
  type: string,
  name: string,
): Promise<DomainRecord | null> {
  for await (const record of domain.fetchAllRecords()) {
    if (having([record], { name, type }, domain).length > 0) return record;
  }
  return null;
}

/** `doapi domain show-record` */
export function showRecord(ctx: Context) {
  return command("Show the records of a domain: the given ones, or all.", listOf("domain_record"))
    .option(...WATCH)
    .arguments("<domain:word> [record...:word]")
    .example("All records", "doapi domain show-record example.com")
    .example("By name and type", "doapi domain show-record example.com www/A")
    .action(async (options, name, ...args) => {
      const domain = (await ctx.client(options)).domain(name);
      const all = () => domain.fetchAllRecords(listing(ctx));
      const given = (args: string[]) => findRecords(ctx, domain, args, { several: true });
      await printList(ctx, options, args.length ? await given(args) : all());
    });
}

/** `doapi domain update-record` */
export function updateRecord(ctx: Context) {
  return command("Change fields of a DNS record.", oneOfType("domain_record"))
    .option("--type <type:string>", "The new type.")
    .option("--name <name:string>", "The new name.")
    .option("--data <data:string>", "The new value.")
    .option("--port <port:integer>", "The new port.")
    .option("--no-port", "Unset the port.")
    .option("--priority <priority:integer>", "The new priority.")
    .option("--no-priority", "Unset the priority.")
    .option("--weight <weight:integer>", "The new weight.")
    .option("--no-weight", "Unset the weight.")
    .option(...TTL)
    .option(...FLAGS)
    .option(...TAG)
    .arguments("<domain:word> <record:word>")
    .example("A new address", "doapi domain update-record --data 203.0.113.9 example.com 28448433")
    .example("By name and type", "doapi domain update-record --ttl 300 example.com www/A")
    .action(async (options, name, record) => {
      const { type, data } = options;
      const { ttl, flags, tag } = options;
      const fields: Record<string, unknown> = { type, name: options.name, data, ttl, flags, tag };
      for (const key of ["priority", "port", "weight"] as const) {
        const value = options[key] as number | boolean | undefined;
        fields[key] = value === false ? null : value === true ? undefined : value;
      }
      const given = Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined));
      if (Object.keys(given).length === 0) {
        throw new ValidationError("Give at least one field to change, such as --data.");
      }
      // A record's answer says as well whether there is the domain.
      const domain = (await ctx.client(options)).domain(name);
      const [target] = await findRecords(ctx, domain, [record]);
      const updated = await changed(target as DomainRecord, given);
      await printObject(ctx, options, updated);
    });
}

/** `doapi domain delete-record` */
export function deleteRecord(ctx: Context) {
  return command("Delete DNS records. There is no output.")
    .option(...IGNORE_MISSING)
    .arguments("<domain:word> <record...:word>")
    .example("For good", "doapi domain delete-record example.com 28448433")
    .action(async (options, name, ...args) => {
      const domain = (await ctx.client(options)).domain(name);
      await deleteAll(ctx, options, await findRecords(ctx, domain, args, options));
    });
}
