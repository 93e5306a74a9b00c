import { ValidationError } from "@cliffy/command";
import type { DomainRecord } from "../../../mod.ts";
import { detailed, type Details } from "../../args/details.ts";
import { command, universal } from "../../args/options.ts";
import { suggestion } from "../../args/suggestion.ts";
import { RECORD_TYPES } from "../../api/record_types.ts";
import { idOf } from "../../api/ids.ts";
import { type Context, note } from "../../context.ts";
import { ExitError, hinted } from "../../errors.ts";
import { printObject } from "../../output/print.ts";
import { comparable } from "./data.ts";
import { having } from "./find.ts";
import {
  type Attributes,
  attributes,
  changed,
  FLAGS,
  PORT,
  PRIORITY,
  TAG,
  TTL,
  WEIGHT,
} from "./fields.ts";

/** What the help says of the records that are changed. */
const REPLACED: Details = {
  title: "The record of the name that is changed, by the type",
  rows: [
    ["A, AAAA, CNAME, SOA", "The one that the name has."],
    ["CAA", "The one with the same tag."],
    ["MX, SRV", "The one with the same priority."],
    ["TXT", "The one with the same version, such as v=spf1. Other texts are added."],
    ["NS", "None. It is added."],
  ],
};

/** `doapi domain set` */
export function setRecord(ctx: Context) {
  const child = command(
    "Create a DNS record, or change the one that it replaces.",
  );
  return detailed(child, REPLACED)
    .option(...PRIORITY)
    .option(...PORT)
    .option(...WEIGHT)
    .option(...TTL)
    .option(...FLAGS)
    .option(...TAG)
    .arguments("<domain:word> <name:word> <type:word> <data:word>")
    .example("Pointing to an address", "doapi domain set example.com www A 203.0.113.7")
    .action(async (options, name, record, typed, data) => {
      const type = typed.toUpperCase();
      if (!RECORD_TYPES.includes(type)) {
        const error = new ValidationError(
          `"${typed}" must be a type of record: ${RECORD_TYPES.join(", ")}${
            suggestion(type, RECORD_TYPES)
          }.`,
        );
        // new-record has the type before the name.
        const isTurned = RECORD_TYPES.includes(record.toUpperCase());
        const line = `doapi domain set ${name} ${typed} ${record} ${
          /\s/.test(data) ? "DATA" : data
        }`;
        throw isTurned ? hinted(error, `Perhaps ${line}`) : error;
      }
      const given = attributes(options);
      const domain = (await ctx.client(options)).domain(name);
      const form = (text: string) => comparable(type, text, domain.name);
      const all = await Array.fromAsync(domain.fetchAllRecords());
      const same = having(all, { name: record, type }, domain)
        .filter((one) => replaces(one, given, form(one.data) === form(data), data));
      const there = same.find((one) => form(one.data) === form(data)) ?? same[0];
      if (!there) {
        const created = await domain.createRecord(type, record, data, { ...given });
        return await printObject(ctx, options, created);
      }
      const isThere = form(there.data) === form(data);
      if (!isThere && same.length > 1) {
        throw new ExitError(
          `${record}/${type} of ${name} has several records: ${same.map(idOf).join(", ")}; ` +
            "change one of them with domain update-record, or add one with domain new-record",
        );
      }
      const fields = { ...(isThere ? {} : { data }), ...differing(there, given) };
      if (Object.keys(fields).length === 0) return await printObject(ctx, options, there);
      const updated = await changed(there, fields);
      if (!isThere && !ctx.dryRun && !universal(options).quiet) {
        await note(ctx, `${record}/${type} of ${name} was ${there.data}`);
      }
      await printObject(ctx, options, updated);
    });
}

/** Whether a record takes the place of one that has its name and its type. */
function replaces(
  { type, data: old, fields }: DomainRecord,
  given: Attributes,
  isThere: boolean,
  data: string,
): boolean {
  const { tag = fields.tag, priority = fields.priority } = given;
  // Of one name, records for different things stand beside each other, each on its own.
  if (type === "CAA") return fields.tag === tag;
  if (isThere) return true;
  if (type === "TXT") return version(old) !== undefined && version(old) === version(data);
  // Several servers share the work by their priorities.
  if (type === "MX" || type === "SRV") return fields.priority === priority;
  return type !== "NS";
}

/** What a text with a version is for, such as `v=spf1`: a name has one of each. */
function version(text: string): string | undefined {
  return /^v=\w+/i.exec(text)?.[0].toLowerCase();
}

/** The attributes that a record does not have yet. */
function differing({ fields }: DomainRecord, given: Attributes): Attributes {
  const has: Record<string, unknown> = { ...fields };
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => has[name] !== value));
}
