import { domainToASCII } from "node:url";
import type { Schema } from "../../../lib/api/facts.ts";
import { isObject } from "./check.ts";
import { Unreadable } from "./document.ts";
import { parseJSON, toNumber } from "./number.ts";
import { Reference } from "./reference.ts";
import { resolved, type Shape, shapeOf } from "./schema.ts";
import { singular } from "./thing.ts";

/** What a field refers to: the path of the list that has it. */
export type RefOf = (field: string) => string | undefined;

/**
 * Reads a value, or `key:value,key:value` and what can stand in it, as the schema of each value
 * suggests. What does not fit stays text, for `check` to refuse.
 *
 * @throws {Unreadable} If a part has no key.
 */
export function readText(schema: Schema, text: string, name: string, refOf: RefOf): unknown {
  const kind = resolved(schema);
  if (isList(kind)) return readItems(kind, text, name, refOf);
  return isNested(kind) ? readEntries(kind, text, refOf) : readScalar(kind, text, name, refOf);
}

/** Whether text for a value is one item of it, or several with `+` between them. */
export function isList(schema: Schema): boolean {
  return takes(schema, "array") && !takes(schema, "string");
}

/** Whether text for a value is the values of its fields. */
export function isNested(schema: Schema): boolean {
  return takes(schema, "object") && !takes(schema, "string");
}

/** Whether a value can be of a type. */
export function takes(schema: Schema, type: NonNullable<Schema["type"]>): boolean {
  const { type: own, anyOf } = resolved(schema);
  return own ? own === type : anyOf?.some((one) => takes(one, type)) ?? false;
}

/** Reads what stands within an object, where quotes hold together what belongs together. */
function readInner(schema: Schema, text: string, name: string, refOf: RefOf): unknown {
  const quoted = isList(schema) ? null : unquoted(text);
  const list = refOf(name);
  if (quoted === null) return readText(schema, text, name, refOf);
  return list === undefined ? quoted : readScalar(resolved(schema), quoted, name, refOf);
}

function readItems(schema: Schema, text: string, name: string, refOf: RefOf): unknown[] {
  const { items = {} } = resolved(schema);
  return split(text, "+").map((item) => readInner(items, item, name, refOf));
}

function readScalar(schema: Schema, text: string, name: string, refOf: RefOf): unknown {
  const list = refOf(name);
  if (list !== undefined) return new Reference(list, text, !takes(schema, "integer"));
  if (text === "null" && schema.nullable) return null;
  // Anything will do where there is no type.
  if (!schema.type && !schema.anyOf) return asJSON(text);
  const number = takes(schema, "integer") || takes(schema, "number") ? toNumber(text) : null;
  if (number !== null) return number;
  if (takes(schema, "boolean") && /^(true|false)$/.test(text)) return text === "true";
  return HOSTS.includes(name) ? inASCII(text) : text;
}

/** Fields that are names of hosts, which the API has in their ASCII form. */
const HOSTS = ["custom_domain", "dns_names", "domain"];

function inASCII(name: string): string {
  // What is in ASCII stays as it was typed.
  return /[^\0-\x7f]/.test(name) ? domainToASCII(name) || name : name;
}

/** A value as JSON if it is JSON, and else as text. */
export function asJSON(text: string): unknown {
  try {
    return parseJSON(text);
  } catch {
    return text;
  }
}

/** Reads `key:value,key:value`. */
function readEntries(schema: Schema, text: string, refOf: RefOf): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const part of split(text, ",")) {
    const [, key, value] = /^([^:]*[^:\s]):(.*)$/s.exec(part) ?? [];
    if (key === undefined || value === undefined) {
      throw new Unreadable(`has ${JSON.stringify(part)} where key:value or @FILE should be`);
    }
    const { path, schema: field } = fieldAt(schema, key.split("."), refOf);
    put(object, path, readValue(field, value, path.at(-1) ?? key, refOf));
  }
  return object;
}

function readValue(schema: Schema, text: string, name: string, refOf: RefOf): unknown {
  const kind = resolved(schema);
  if (/^[[{]/.test(text) && !takes(kind, "string")) return asJSON(text);
  const shape = isNested(kind) ? shapeOf(kind) : null;
  if (shape && Object.values(shape.fields).every((field) => takes(field, "array"))) {
    return readLists(shape, text, refOf);
  }
  return readInner(kind, text, name, refOf);
}

/** Reads `0.0.0.0/0+tag:web`, an object of lists: what has no key belongs to the first of them. */
function readLists(shape: Shape, text: string, refOf: RefOf): Record<string, unknown> {
  const [first = ""] = Object.keys(shape.fields);
  const object: Record<string, unknown[]> = {};
  for (const part of split(text, "+")) {
    const [, key = "", rest = ""] = /^([a-z][\w-]*):(.*)$/is.exec(part) ?? [];
    const named = fieldNamed(shape, key, refOf);
    // An address of IPv6 begins like a key.
    const name = named ?? (key === "" || /^[0-9a-f]{1,4}$/i.test(key) ? first : key);
    const item = name === first && named === undefined ? part : rest;
    const schema = resolved(shape.fields[name] ?? {});
    (object[name] ??= []).push(readInner(schema.items ?? {}, item, name, refOf));
  }
  return object;
}

/** The field at the end of a path of keys, spelled as the API does or as an option is. */
export function fieldAt(
  schema: Schema,
  keys: readonly string[],
  refOf: RefOf,
): { path: string[]; schema: Schema } {
  const path: string[] = [];
  let at = schema;
  for (const key of keys) {
    const shape = shapeOf(at);
    const name = (shape && fieldNamed(shape, key, refOf)) ?? key;
    path.push(name);
    at = shape && Object.hasOwn(shape.fields, name)
      ? shape.fields[name]!
      : resolved(at).values ?? {};
  }
  return { path, schema: resolved(at) };
}

function fieldNamed({ fields }: Shape, key: string, refOf: RefOf): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  return Object.entries(fields).find(([name, schema]) => {
    return optionName(name, schema, refOf) === key.replaceAll("_", "-");
  })?.[0];
}

/** How a field is called as an option: `--droplet` for `droplet_ids`. */
export function optionName(name: string, schema: Schema, refOf: RefOf): string {
  const thing = refOf(name) ? name.replace(/_(ids?|uids?|uuids?)$/, "") : name;
  const one = isList(schema) ? singular(thing) : thing;
  return one.replaceAll("_", "-").toLowerCase();
}

/** Puts a value into an object, below objects that are made where there are none. */
export function put(
  object: Record<string, unknown>,
  path: readonly string[],
  value: unknown,
): void {
  const [name, ...rest] = path as [string, ...string[]];
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  if (rest.length > 0) {
    const next = isObject(inner) ? inner : {};
    put(next, rest, value);
    value = next;
  }
  // An assignment to "__proto__" would be lost.
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Splits text, but not within quotes or brackets at the beginning of a value. */
export function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const begins = i === start || /[:+,]/.test(text[i - 1] as string);
    if (begins) i += closedLength(text.slice(i));
    if (text[i] !== separator) continue;
    parts.push(text.slice(start, i));
    start = i + 1;
  }
  return [...parts, text.slice(start)];
}

/** How long the quotes or brackets are that text begins with; 0 if it does not, or they are open. */
function closedLength(text: string): number {
  if (text.startsWith('"')) return /^"(?:\\.|[^"\\])*"/s.exec(text)?.[0].length ?? 0;
  if (!/^[[{]/.test(text)) return 0;
  let depth = 0;
  for (const token of text.matchAll(/"(?:\\.|[^"\\])*"|[[{]|[\]}]/gs)) {
    depth += /[[{]/.test(token[0]) && token[0].length === 1 ? 1 : /^[\]}]/.test(token[0]) ? -1 : 0;
    if (depth === 0) return token.index + 1;
  }
  return 0;
}

/** What is in the quotes that a whole text stands in. */
function unquoted(text: string): string | null {
  const value = /^".*"$/s.test(text) ? asJSON(text) : null;
  return typeof value === "string" && value !== text ? value : null;
}
