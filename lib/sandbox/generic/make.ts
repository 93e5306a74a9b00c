import type { Schema } from "../../api/facts.ts";
import { reservedIp } from "../rules/addresses.ts";
import { timestamp } from "../state/clock.ts";
import type { Json } from "../state/json.ts";
import { unit, uuid } from "../state/random.ts";
import { fitsPattern } from "./schema.ts";
import { finalStatus, isStatus } from "./status.ts";

/** What values are made for: they depend on nothing else, so that each answer repeats them. */
export interface Purpose {
  /** The number of the resource; 0 where there is none. */
  readonly number: number;
  /** What the resource is known by. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly updated: number;
}

const YEAR = 365 * 86_400_000;

const EXPIRES = /expir|valid_until|not_after|renew/;

function time(name: string, { created, updated }: Purpose): string {
  if (EXPIRES.test(name)) return timestamp(created + YEAR);
  return timestamp(/updat|modif|last/.test(name) ? updated : created);
}

/** A whole number that depends on the name and the resource. */
function draw(name: string, { number }: Purpose, below: number): number {
  let seed = number;
  for (const char of name) seed = (Math.imul(seed, 31) + char.charCodeAt(0)) | 0;
  return Math.floor(unit(seed) * below);
}

function hexOf(name: string, { number }: Purpose): string {
  return uuid(name, number).replaceAll("-", "");
}

type Maker = (name: string, purpose: Purpose) => string;

const FORMATS: Readonly<Record<string, Maker>> = {
  uuid: (name, { number }) => uuid(name, number),
  "date-time": time,
  date: (name, purpose) => time(name, purpose).slice(0, 10),
  uri: (name, { key }) => `https://example.com/${name}/${encodeURIComponent(key)}`,
  url: (name, { key }) => `https://example.com/${name}/${encodeURIComponent(key)}`,
  email: () => "sammy@example.com",
  hostname: (name, purpose) =>
    `${name}-${hexOf(name, purpose).slice(0, 8)}.example.com`
      .replaceAll("_", "-"),
  ipv4: (name, purpose) => reservedIp(1 + draw(name, purpose, 700)),
  ipv6: (name, purpose) => `2001:db8::${(1 + draw(name, purpose, 65_535)).toString(16)}`,
  cidr: (name, purpose) => `10.${draw(name, purpose, 200)}.0.0/16`,
  byte: (name, purpose) => btoa(hexOf(name, purpose)),
  int64: () => "0",
  uint64: () => "0",
};

/** What a text is that has no format, by its name; the first that fits. */
const NAMES: readonly (readonly [RegExp, Maker])[] = [
  [/(^|_)(uu)?id$/, FORMATS.uuid as Maker],
  [/^name$|_name$/, (_name, { key }) => key],
  [/(_at|date|time)$/, time],
  [/ur[il]$|link$/, FORMATS.uri as Maker],
  [/^ip$|_ip$|ip_address$/, FORMATS.ipv4 as Maker],
  [/email$/, FORMATS.email as Maker],
  [/cidr|subnet|ip_range/, FORMATS.cidr as Maker],
  [/(host|endpoint|domain)$/, FORMATS.hostname as Maker],
  [/secret|password|token|api_key|access_key|auth_key/, hexOf],
  [/fingerprint|digest|hash/, hexOf],
  [/(^|_)region(_slug)?$/, () => "nyc3"],
  [/balance|amount|cost|price|usage/, () => "0.00"],
  [/^(api_)?version$/, () => "1"],
];

// Texts of many kinds, for a pattern that the text above does not fit.
const CANDIDATES: readonly Maker[] = [
  (_name, { key }) => key,
  FORMATS.uuid as Maker,
  () => "example",
  () => "example.com",
  FORMATS.ipv4 as Maker,
  (_name, { number }) => `do:droplet:${number}`,
  () => "https://example.com/",
  () => "A",
  () => "",
];

function text(schema: Schema, name: string, purpose: Purpose): string {
  const { format, pattern, minLength = 0, maxLength = Infinity } = schema;
  const plain = isStatus(name) ? () => "active" : NAMES.find(([words]) => words.test(name))?.[1];
  const maker = (format === undefined ? undefined : FORMATS[format]) ?? plain ?? (() => "");
  const fits = (made: string): boolean =>
    made.length >= minLength && made.length <= maxLength &&
    (pattern === undefined || fitsPattern(pattern, made));
  const first = maker(name, purpose).slice(0, maxLength);
  if (fits(first)) return first;
  for (const candidate of CANDIDATES) {
    const made = candidate(name, purpose);
    if (fits(made)) return made;
  }
  return first.padEnd(minLength, "x");
}

function number({ minimum = 0, maximum = Infinity }: Schema, name: string, { number }: Purpose) {
  const made = name === "id" || name.endsWith("_id") ? number : 0;
  return Math.max(minimum, Math.min(made, maximum));
}

/** A value for a field that the server fills in and that is neither an object nor a list. */
export function makeScalar(schema: Schema, name: string, purpose: Purpose): Json {
  if (schema.enum) {
    const status = isStatus(name) ? finalStatus(schema) : undefined;
    const plain = schema.default ?? schema.enum.find((one) => !/unknown|unspec/i.test(String(one)));
    return (status ?? plain ?? schema.enum[0]) as Json;
  }
  if (schema.default !== undefined) return schema.default as Json;
  switch (schema.type) {
    case "string":
      return text(schema, name, purpose);
    case "integer":
    case "number":
      return number(schema, name, purpose);
    case "boolean":
      return false;
    default:
      return schema.nullable ? null : {};
  }
}
