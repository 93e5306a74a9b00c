import { isIpv4, isIpv6 } from "./addresses.ts";
import { unprocessable } from "../http/errors.ts";
import type { DnsRecord, DomainRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { optionalInteger, optionalString } from "../http/validate.ts";

type Body = Readonly<Record<string, unknown>>;

/** Seconds that a record is cached if nobody says otherwise. */
export const DEFAULT_TTL = 1800;

const MIN_TTL = 30;

/** The longest time that DNS can say. */
const MAX_TTL = 2 ** 31 - 1;

/** What a record of each type needs besides its data, and whether its data is a host name. */
interface RecordType {
  readonly needs: readonly ("priority" | "port" | "weight" | "flags" | "tag")[];
  readonly hostname: boolean;
  readonly named: boolean;
}

const TYPES: Readonly<Record<string, RecordType>> = {
  A: { needs: [], hostname: false, named: true },
  AAAA: { needs: [], hostname: false, named: true },
  CAA: { needs: ["flags", "tag"], hostname: true, named: true },
  CNAME: { needs: [], hostname: true, named: true },
  MX: { needs: ["priority"], hostname: true, named: false },
  NS: { needs: [], hostname: true, named: false },
  SOA: { needs: [], hostname: false, named: false },
  SRV: { needs: ["priority", "port", "weight"], hostname: true, named: true },
  TXT: { needs: [], hostname: false, named: true },
};

/** A record with its id, the request's fields and the fields that every record has. */
export function newRecord(
  store: Store,
  domain: string,
  fields: Pick<DnsRecord, "type" | "data"> & Partial<DnsRecord>,
): DnsRecord {
  return {
    name: "@",
    priority: null,
    port: null,
    ttl: DEFAULT_TTL,
    weight: null,
    flags: null,
    tag: null,
    ...fields,
    id: store.state.counters.record++,
    domain,
  };
}

const LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
const HOST = new RegExp(`^(${LABEL}\\.)*${LABEL}$`);
const OWNER = new RegExp(`^(\\*|(\\*\\.)?(${LABEL}\\.)*${LABEL})$`);

/** A URL without blanks, as `mailto:me@example.com`. */
const URL_DATA = /^[a-z]+:[!-~]+$/i;

/** How long a name may be, all labels and dots together. */
const MAX_NAME = 253;

/**
 * The name of a record, relative to its domain: one with a dot at its end is absolute, any other
 * is relative already, also where it looks like a whole name.
 */
function relative(name: string, domain: string): string {
  const lower = name.toLowerCase();
  if (lower === "@" || lower === `${domain}.`) return "@";
  // With a dot still at its end it is in another domain, and no name in this one.
  const own = lower.endsWith(`.${domain}.`) ? lower.slice(0, -domain.length - 2) : lower;
  if (!OWNER.test(own) || `${own}.${domain}`.length > MAX_NAME) {
    throw unprocessable("Name is not a valid record name");
  }
  return own;
}

/** The name of a host as the API keeps it: without its dot, "@" for the domain itself. */
function hostname(data: string, domain: string): string {
  // A lone dot says that a service is not offered.
  if (data === "@" || data === ".") return data;
  if (!data.endsWith(".")) throw unprocessable("Data needs to end with a dot (.)");
  const bare = data.slice(0, -1).toLowerCase();
  if (!HOST.test(bare) || bare.length > MAX_NAME) {
    throw unprocessable("Data is not a valid hostname");
  }
  return bare === domain ? "@" : data.slice(0, -1);
}

function checkData({ type, tag, domain }: DnsRecord, data: string): string {
  if (type === "A" && !isIpv4(data)) throw unprocessable("IPv4 address is invalid.");
  if (type === "AAAA" && !isIpv6(data)) throw unprocessable("IPv6 address is invalid.");
  // Where violations are reported is a URL, and ";" stands for nobody.
  if (type === "CAA" && (tag === "iodef" ? URL_DATA : /^;$/).test(data)) return data;
  return TYPES[type]?.hostname ? hostname(data, domain) : data;
}

const RANGES = { priority: 65535, port: 65535, weight: 65535, flags: 255 } as const;
const LABELS = { priority: "Priority", port: "Port", weight: "Weight", flags: "Flags" } as const;

function checkNumbers(record: DnsRecord): void {
  for (const key of ["priority", "port", "weight", "flags"] as const) {
    const value = record[key];
    if (value !== null && (value < 0 || value > RANGES[key])) {
      throw unprocessable(`${LABELS[key]} must be between 0 and ${RANGES[key]}`);
    }
  }
  if (record.ttl < MIN_TTL) throw unprocessable(`Ttl must be greater than or equal to ${MIN_TTL}`);
  if (record.ttl > MAX_TTL) throw unprocessable(`Ttl must be less than or equal to ${MAX_TTL}`);
  if (record.tag !== null && !["issue", "issuewild", "iodef"].includes(record.tag)) {
    throw unprocessable("Tag must be issue, issuewild, or iodef");
  }
}

function checkNeeds(record: DnsRecord): void {
  for (const key of TYPES[record.type]?.needs ?? []) {
    if (record[key] === null) {
      throw unprocessable(`${key[0]?.toUpperCase()}${key.slice(1)} can't be blank`);
    }
  }
}

function checkConflicts(store: Store, record: DnsRecord): void {
  for (const other of store.records.all("domain", record.domain).items) {
    if (other.id === record.id || other.name !== record.name) continue;
    if (other.type === "CNAME" || record.type === "CNAME") {
      throw unprocessable("CNAME records cannot share a name with other records");
    }
  }
}

/** The type of a record to be made. */
export function readType(body: Body): string {
  const type = optionalString(body, "type");
  if (type === undefined) throw unprocessable("Type can't be blank");
  const upper = type.toUpperCase();
  if (!Object.hasOwn(TYPES, upper)) throw unprocessable(`Type ${JSON.stringify(type)} is invalid`);
  // Each domain has its SOA record from the start.
  if (upper === "SOA") throw unprocessable("SOA record already exists");
  return upper;
}

/**
 * A record with the fields of a body written over it, checked; the given one is left as it is.
 * A field that is null is emptied, one that is left out stays.
 */
export function editRecord(store: Store, record: DnsRecord, body: Body): DnsRecord {
  const kind = TYPES[record.type] as RecordType;
  const next = { ...record };
  const name = optionalString(body, "name");
  if (name !== undefined && name !== "") next.name = relative(name, record.domain);
  else if (next.name === "" && kind.named) throw unprocessable("Name can't be blank");
  else if (next.name === "") next.name = "@";
  if (body.tag !== undefined) next.tag = optionalString(body, "tag") || null;
  const data = optionalString(body, "data");
  if (data) next.data = checkData(next, data);
  else if (next.data === "") throw unprocessable("Data can't be blank");
  // The API checks what it has as if it were sent, and has the names of hosts without their dot.
  else checkData(next, record.data);
  for (const key of ["priority", "port", "weight", "flags"] as const) {
    if (body[key] !== undefined) next[key] = optionalInteger(body, key) ?? null;
  }
  next.ttl = optionalInteger(body, "ttl") ?? next.ttl;
  checkNeeds(next);
  checkNumbers(next);
  checkConflicts(store, next);
  return next;
}

function zoneLine(record: DnsRecord, domain: string): string {
  const owner = record.name === "@" ? `${domain}.` : `${record.name}.${domain}.`;
  const host = record.data === "@" ? domain : record.data;
  const target = host === "." ? host : `${host}.`;
  const data = {
    A: record.data,
    AAAA: record.data,
    CAA: `${record.flags} ${record.tag} ${JSON.stringify(host)}`,
    MX: `${record.priority} ${target}`,
    SRV: `${record.priority} ${record.weight} ${record.port} ${target}`,
    TXT: JSON.stringify(record.data),
  }[record.type] ?? target;
  return `${owner} ${record.ttl} IN ${record.type} ${data}`;
}

/** The zone file of a domain. */
export function zoneFile(store: Store, { name, ttl }: DomainRecord): string {
  const records = store.records.all("domain", name).items;
  const lines = [
    `$ORIGIN ${name}.`,
    `$TTL ${ttl}`,
    `${name}. IN SOA ns1.digitalocean.com. hostmaster.${name}. 1451606505 10800 3600 604800 ${ttl}`,
    ...records.filter(({ type }) => type !== "SOA").map((record) => zoneLine(record, name)),
  ];
  return lines.join("\n") + "\n";
}

/** The fields of a request that would make a record such as this one. */
export function requestOf(record: DnsRecord): { type: string } & Partial<DnsRecord> {
  const { type, name, data, ttl, tag, priority, port, weight, flags } = record;
  const isHost = TYPES[type]?.hostname && !["@", ".", ";"].includes(data) && tag !== "iodef";
  const fields = { priority, port, weight, flags, tag, ttl: ttl === DEFAULT_TTL ? null : ttl };
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  return { type, name, data: isHost ? `${data}.` : data, ...Object.fromEntries(given) };
}
