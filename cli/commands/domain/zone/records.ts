/** Records of the API as they are in zone files, and the other way round. */

import { counted } from "../../../../lib/api/words.ts";
import { isIPv4, isIPv6 } from "node:net";
import type { DomainRecord } from "../../../../mod.ts";
import { RECORD_TYPES } from "../../../api/record_types.ts";
import { comparable, plain } from "../data.ts";
import type { Attributes } from "../fields.ts";
import { relative } from "../find.ts";
import { absolute, type Entry, type Problem, type Zone } from "./master_file.ts";

/** A record that a zone file has. */
export interface ZoneRecord extends Attributes {
  type: string;
  /** As the API has it: without the domain. */
  name: string;
  data: string;
}

/** How the values of a type are read and written. */
interface Form {
  /** The fields of the values, in their order; `host` is data that is a name. */
  fields: readonly ("priority" | "weight" | "port" | "flags" | "tag" | "data" | "host")[];
  /** Whether the data can be that of a record. */
  fits?: (data: string) => boolean;
}

const FORMS: Readonly<Record<string, Form>> = {
  A: { fields: ["data"], fits: isIPv4 },
  AAAA: { fields: ["data"], fits: isIPv6 },
  CAA: { fields: ["flags", "tag", "data"] },
  CNAME: { fields: ["host"] },
  MX: { fields: ["priority", "host"] },
  NS: { fields: ["host"] },
  SRV: { fields: ["priority", "weight", "port", "host"] },
  TXT: { fields: ["data"] },
};

const NUMBERS = ["priority", "weight", "port", "flags"];

/** The records of a zone that the API can have, and what stands in the way of the others. */
export interface Readable {
  records: ZoneRecord[];
  problems: Problem[];
  /** Entries of types that the API does not have. */
  others: Problem[];
}

/** Reads the records of a zone; what the API makes by itself is left out. */
export function recordsOf({ entries, problems }: Zone, domain: string): Readable {
  const found: Readable = { records: [], problems: [...problems], others: [] };
  for (const entry of entries) {
    // The API has its own.
    if (entry.type === "SOA") continue;
    if (!RECORD_TYPES.includes(entry.type)) {
      found.others.push({ line: entry.line, text: `the API has no ${entry.type} records` });
      continue;
    }
    const record = recordOf(entry, domain);
    if (typeof record === "string") found.problems.push({ line: entry.line, text: record });
    else found.records.push(record);
  }
  return found;
}

function recordOf({ name, ttl, type, values, origin }: Entry, domain: string): ZoneRecord | string {
  const { fields, fits } = FORMS[type] as Form;
  const own = relative(name, domain);
  if (own.endsWith(".")) return `${name} is not in ${domain}`;
  const given = type === "TXT" ? [values.join("")] : values;
  if (given.length !== fields.length) {
    return `${type} records have ${counted(fields.length, "value")}, but got ${given.length}`;
  }
  const record: ZoneRecord = { type, name: own, data: "", ...(ttl === null ? {} : { ttl }) };
  for (const [i, field] of fields.entries()) {
    const value = given[i] as string;
    if (NUMBERS.includes(field)) {
      if (!/^\d{1,5}$/.test(value)) return `${value} is not a ${field}`;
      Object.assign(record, { [field]: Number(value) });
    } else if (field === "host") record.data = absolute(value, origin);
    else Object.assign(record, { [field]: value });
  }
  if (fits?.(record.data) === false) return `${record.data} is not an address of ${type} records`;
  return record;
}

/** What two records have in common that are the same, whatever their times to live. */
export function identity(
  { type, name, data, ...fields }: ZoneRecord | DomainRecord["fields"],
  domain: string,
): string {
  const rest = (FORMS[type]?.fields ?? []).map((field) => (fields as Attributes)[field as "port"]);
  // A record of the API has null where its type has no such field.
  return JSON.stringify([type, name, comparable(type, data, domain), ...rest]);
}

/** A record as a line of a zone file. */
export function lineOf(fields: ZoneRecord | DomainRecord["fields"]): string {
  const { type, name, data, ttl } = fields;
  const values = FORMS[type]?.fields.map((field) => {
    if (field === "host") return data === "@" ? "@" : `${plain(data)}.`;
    if (field !== "data") return String((fields as ZoneRecord)[field] ?? 0);
    if (type === "TXT") return strings(data).map(quoted).join(" ");
    return type === "CAA" ? quoted(fields.tag === "iodef" ? data : plain(data)) : data;
  });
  return [owner(name), ttl ?? "", "IN", type, values?.join(" ") ?? data].join("\t");
}

/** A name with escapes of what means something else there. */
function owner(name: string): string {
  return name.replace(/[\s;"()\\$]/g, "\\$&");
}

/** Bytes that one string of a TXT record can have. */
const LONGEST = 255;

/** Text in strings that are short enough, with whole characters. */
function strings(text: string): string[] {
  const all = [""];
  for (const character of text) {
    const next = all.at(-1) + character;
    if (new TextEncoder().encode(next).length <= LONGEST) all[all.length - 1] = next;
    else all.push(character);
  }
  return all;
}

function quoted(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const written = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte < 32 || byte > 126) return `\\${String(byte).padStart(3, "0")}`;
    return /["\\]/.test(character) ? `\\${character}` : character;
  });
  return `"${written.join("")}"`;
}
