import type { Domain, DomainRecord } from "../../../../mod.ts";
import { parseZone } from "./master_file.ts";
import { lineOf } from "./records.ts";

/** The records of a domain as a zone file. */
export function zoneFile(
  { name, ttl, zone_file }: Domain,
  records: readonly DomainRecord[],
): string {
  const others = records.filter(({ type }) => type !== "SOA");
  return [
    `$ORIGIN ${name}.`,
    `$TTL ${ttl ?? TTL}`,
    `@\t${ttl ?? TTL}\tIN\tSOA\t${authority(name, zone_file, ttl ?? TTL)}`,
    ...others.map(({ fields }) => lineOf(fields)),
    "",
  ].join("\n");
}

/** Seconds, where a domain has no time to live of its own. */
const TTL = 1800;

/** The start of authority: of the API's own zone file, since no record has it whole. */
function authority(name: string, zone: unknown, ttl: number): string {
  const { entries } = parseZone(typeof zone === "string" ? zone : "", `${name}.`);
  const own = entries.find(({ type }) => type === "SOA")?.values;
  return own?.join(" ") ?? `ns1.digitalocean.com. hostmaster.${name}. 1 10800 3600 604800 ${ttl}`;
}
