/** The fields of DNS records as options, and how they are changed. */

import {
  type DomainRecord,
  type DomainRecordUpdate,
  UnprocessableEntityError,
} from "../../../mod.ts";
import { oneOf } from "../../args/choice.ts";
import { sendable } from "./data.ts";

const TAGS = ["issue", "issuewild", "iodef"] as const;

/** The options of what makes records. */
export const PRIORITY = [
  "--priority <priority:integer>",
  "The priority (MX and SRV records).",
] as const;
export const PORT = ["--port <port:integer>", "The port (SRV records)."] as const;
export const WEIGHT = ["--weight <weight:integer>", "The weight (SRV records)."] as const;
export const TTL = ["--ttl <seconds:integer>", "The time to live in seconds."] as const;
export const FLAGS = ["--flags <flags:integer>", "The flags, 0 to 255 (CAA records)."] as const;
export const TAG = [
  "--tag <property:string>",
  "What may be done: issue, issuewild or iodef (CAA records).",
  { ...oneOf("--tag", TAGS) },
] as const;

/** The fields of a record beside its type, name and data. */
export type Attributes = Pick<
  DomainRecordUpdate,
  "priority" | "port" | "weight" | "ttl" | "flags" | "tag"
>;

/** The attributes that the options give. */
export function attributes(
  options: { [N in keyof Attributes]?: Attributes[N] | undefined },
): Attributes {
  const { priority, port, weight, ttl, flags, tag } = options;
  const all = Object.entries({ priority, port, weight, ttl, flags, tag });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** Changes a record: with the given fields alone or, where the API refuses that, with all. */
export async function changed(
  record: DomainRecord,
  given: object,
): Promise<DomainRecord> {
  try {
    return await record.updateRecord(given);
  } catch (error) {
    // Where the data is a host, the API checks the data that it has itself, and misses the dot.
    if (!(error instanceof UnprocessableEntityError) || "data" in given) throw error;
    const { id: _, ...fields } = record.fields;
    const data = sendable(record.type, record.data, fields.tag);
    return await record.updateRecord({ ...fields, data, ...given });
  }
}
