import { domainToASCII } from "node:url";
import { ValidationError } from "@cliffy/command";
import {
  type CallOptions,
  type DomainRecord,
  type DomainReference,
  UnprocessableEntityError,
} from "../../../mod.ts";
import type { Choice } from "../../api/finder.ts";
import { existingOne, IF_EXISTS } from "../../base/existing.ts";
import { allOf, IGNORE_MISSING } from "../../base/missing.ts";
import { deleteAll } from "../../base/bulk.ts";
import type { Context } from "../../context.ts";
import { command, universal, WATCH } from "../../args/options.ts";
import { printList, printObject } from "../../output/print.ts";
import { toId, withoutRepeats } from "../../api/resolve.ts";
import { listing } from "../../output/listing.ts";
import { listOf, oneOfType } from "../../output/manual.ts";

async function records(
  ctx: Context,
  domain: DomainReference,
  args: readonly string[],
  choice: Choice = {},
): Promise<DomainRecord[]> {
  const ids = args.map((arg) => toId("record", arg));
  const unique = await withoutRepeats(ctx, "record", ids, (id) => id);
  const fetch = (id: number | bigint) => domain.fetchRecord(id, { signal: ctx.signal });
  return await allOf(ctx, unique, choice, fetch);
}

/** `doapi domain new-record` */
export function newRecord(ctx: Context) {
  return command("Add a DNS record.", oneOfType("domain_record"))
    .option(...IF_EXISTS)
    .option("--priority <priority:integer>", "The priority (MX and SRV records).")
    .option("--port <port:integer>", "The port (SRV records).")
    .option("--weight <weight:integer>", "The weight (SRV records).")
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
      const { signal } = ctx;
      const domain = await client.fetchDomain(name, { signal });
      const { priority = null, port = null, weight = null } = options;
      const values = { priority, port, weight };
      const alone = ALONE.includes(type.toUpperCase());
      if (options.delete && alone) {
        const old = await only(domain, type, record, { signal });
        if (old) {
          const fields = { type, name: record, data, ...values };
          return await printObject(ctx, options, await old.updateRecord(fields, { signal }));
        }
      }
      const there = await existingOne(ctx, `${type} ${record} ${data}`, options, async () => {
        const wanted = [type.toUpperCase(), relative(record, domain.name), plain(data)].join(" ");
        const all = await Array.fromAsync(domain.fetchAllRecords({ signal }));
        return all.find((r) => `${r.type} ${r.name} ${plain(r.data)}` === wanted) ?? null;
      });
      if (there) return await printObject(ctx, options, there);
      const created = await domain.createRecord(type, record, data, { ...values, signal });
      let failure: unknown = null;
      if (options.delete && !alone) {
        try {
          const all = await Array.fromAsync(domain.fetchAllRecords({ signal }));
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
  options: CallOptions,
): Promise<DomainRecord | null> {
  const wanted = relative(name, domain.name);
  for await (const record of domain.fetchAllRecords(options)) {
    if (record.type === type.toUpperCase() && record.name === wanted) return record;
  }
  return null;
}

/** Data without the dot at the end of a host, which is not always sent with it. */
function plain(data: string): string {
  return data.replace(/\.$/, "");
}

/** A record's name as the API writes it: without the domain, which it has if it ends with a dot. */
function relative(name: string, domain: string): string {
  const ascii = domainToASCII(name) || name.toLowerCase();
  if (ascii === `${domain}.`) return "@";
  return ascii.endsWith(`.${domain}.`) ? ascii.slice(0, -domain.length - 2) : ascii;
}

/** `doapi domain show-record` */
export function showRecord(ctx: Context) {
  return command("Show the records of a domain: the given ones, or all.", listOf("domain_record"))
    .option(...WATCH)
    .arguments("<domain:word> [record...:word]")
    .example("All records", "doapi domain show-record example.com")
    .action(async (options, name, ...args) => {
      const domain = (await ctx.client(options)).domain(name);
      const all = () => domain.fetchAllRecords(listing(ctx));
      await printList(ctx, options, args.length ? await records(ctx, domain, args) : all());
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
      if (Object.keys(given).length === 0) {
        throw new ValidationError("Give at least one field to change, such as --data.");
      }
      // A record's answer says as well whether there is the domain.
      const domain = (await ctx.client(options)).domain(name);
      const [target] = await records(ctx, domain, [record]);
      const updated = await changed(target as DomainRecord, given, { signal: ctx.signal });
      await printObject(ctx, options, updated);
    });
}

/** Changes a record: with the given fields alone or, where the API refuses that, with all. */
async function changed(
  record: DomainRecord,
  given: Record<string, unknown>,
  options: CallOptions,
): Promise<DomainRecord> {
  try {
    return await record.updateRecord(given, options);
  } catch (error) {
    // Where the data is a host, the API checks the data that it has itself, and misses the dot.
    if (!(error instanceof UnprocessableEntityError) || "data" in given) throw error;
    const { id: _, ...fields } = record.fields;
    return await record.updateRecord({ ...fields, data: sendable(record), ...given }, options);
  }
}

/** Types whose data is a host, which is sent with a dot at its end and comes without it. */
const HOSTS = ["CAA", "CNAME", "MX", "NS", "SRV"];

/** A record's data as the API takes it. */
function sendable({ type, data, fields }: DomainRecord): string {
  const isHost = HOSTS.includes(type) && data !== "@" && fields.tag !== "iodef";
  return isHost && !data.endsWith(".") ? `${data}.` : data;
}

/** `doapi domain delete-record` */
export function deleteRecord(ctx: Context) {
  return command("Delete DNS records. There is no output.")
    .option(...IGNORE_MISSING)
    .arguments("<domain:word> <record...:word>")
    .example("For good", "doapi domain delete-record example.com 28448433")
    .action(async (options, name, ...args) => {
      const domain = (await ctx.client(options)).domain(name);
      await deleteAll(ctx, options, await records(ctx, domain, args, options));
    });
}
