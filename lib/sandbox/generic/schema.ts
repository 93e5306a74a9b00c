import { ANSWER_SCHEMAS } from "../../api/answers.ts";
import type { Schema } from "../../api/facts.ts";
import { SCHEMAS } from "../../api/operations.ts";
import { findRegion } from "../seed/catalogue/regions.ts";
import { isObject, jsonType } from "../state/json.ts";

/** Where the names of schemas lead: those of requests and those of answers differ. */
export type Names = Readonly<Record<string, Schema>>;

/** The schemas that requests name. */
export const REQUESTS: Names = SCHEMAS;

/** The schemas that answers name. */
export const RESULTS: Names = { ...SCHEMAS, ...ANSWER_SCHEMAS };

/** The schema itself where there is a name of one. */
export function resolve(schema: Schema, names: Names): Schema {
  let found = schema;
  while (found.ref !== undefined) {
    const { nullable } = found;
    found = names[found.ref] ?? {};
    if (nullable) found = { ...found, nullable };
  }
  return found;
}

/** The fields of an object, those of its alternatives included. */
export function fieldsOf(schema: Schema, names: Names): Readonly<Record<string, Schema>> {
  const { fields = {}, anyOf } = resolve(schema, names);
  if (anyOf === undefined) return fields;
  return Object.assign({}, ...anyOf.map((one) => fieldsOf(one, names)), fields);
}

/** Whether a value with that schema is an object. */
export function isObjectSchema(schema: Schema, names: Names): boolean {
  const { type, fields, anyOf } = resolve(schema, names);
  return type === "object" || fields !== undefined ||
    (type === undefined && anyOf?.some((one) => isObjectSchema(one, names)) === true);
}

function below(where: string, name: string | number): string {
  if (typeof name === "number") return `${where}[${name}]`;
  return where === "" ? name : `${where}.${name}`;
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

const PATTERNS = new Map<string, RegExp>();

/** Whether a text fits the pattern of a schema. */
export function fitsPattern(pattern: string, text: string): boolean {
  let found = PATTERNS.get(pattern);
  if (found === undefined) PATTERNS.set(pattern, found = new RegExp(pattern));
  return found.test(text);
}

const NUMBERS = /^-?\d+(\.\d+)?$/;

function wrongType(type: Schema["type"], value: unknown): boolean {
  switch (type) {
    case "integer":
      // The API takes digits in a text for a number.
      return !Number.isInteger(typeof value === "string" ? digits(value) : value);
    case "number":
      return typeof value !== "number" && !(typeof value === "string" && NUMBERS.test(value));
    case "array":
      return !Array.isArray(value);
    case "object":
      return !isObject(value);
    case undefined:
      return false;
    default:
      return jsonType(value) !== type;
  }
}

function digits(text: string): number {
  return NUMBERS.test(text) ? Number(text) : NaN;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function wrongText(schema: Schema, text: string, where: string): string | undefined {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  if (text.length < minLength) {
    return `${where} must have at least ${counted(minLength, "character")}`;
  }
  if (text.length > maxLength) {
    return `${where} must have at most ${counted(maxLength, "character")}`;
  }
  if (pattern !== undefined && !fitsPattern(pattern, text)) return `${where} is invalid`;
  return undefined;
}

function wrongNumber({ minimum, maximum }: Schema, value: number, where: string) {
  if (minimum !== undefined && value < minimum) return `${where} must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `${where} must be at most ${maximum}`;
  return undefined;
}

/** A region that the catalogue has is one, though the description's list of them be older. */
function isKnownRegion(where: string, value: unknown): boolean {
  return /(^|\.)region$/.test(where) && typeof value === "string" && !!findRegion(value);
}

const NONE: ReadonlySet<string> = new Set();

/** The name of a field without the numbers of items: `inbound_rules[].ports`. */
function plain(where: string): string {
  return where.replace(/\[\d+\]/g, "[]");
}

/**
 * What is wrong with a value by its schema, as a sentence about the field; undefined if nothing is.
 * Null is a value left out, and so is an empty text where the schema wants one of several.
 *
 * @param lenient Fields that may be left out and have other values than the schema allows.
 */
export function wrong(
  given: Schema,
  value: unknown,
  names: Names,
  where = "",
  lenient: ReadonlySet<string> = NONE,
): string | undefined {
  const schema = resolve(given, names);
  const { type, items, anyOf } = schema;
  if (value === undefined || value === null) return undefined;
  // The description calls a boolean a text in places.
  if (typeof value === "boolean" && lenient.has(plain(where))) return undefined;
  if (wrongType(type, value)) return `${where || "The body"} must be ${article(type as string)}`;
  const isFree = value === "" || isKnownRegion(where, value) || lenient.has(plain(where));
  if (schema.enum && !isFree && !schema.enum.includes(value)) {
    return `${where} must be one of ${schema.enum.join(", ")}`;
  }
  if (typeof value === "string" && value !== "" && (type === "string" || type === undefined)) {
    return lenient.has(plain(where)) ? undefined : wrongText(schema, value, where);
  }
  if (typeof value === "number") {
    return lenient.has(plain(where)) ? undefined : wrongNumber(schema, value, where);
  }
  if (Array.isArray(value) && type === "array") {
    const { minItems = 0, maxItems = Infinity } = schema;
    if (value.length < minItems) return `${where} must have at least ${counted(minItems, "item")}`;
    if (value.length > maxItems) return `${where} must have at most ${counted(maxItems, "item")}`;
    return items &&
      first(value.keys(), (i) => wrong(items, value[i], names, below(where, i), lenient));
  }
  const inside = isObject(value) ? wrongFields(schema, value, names, where, lenient) : undefined;
  return inside ?? (anyOf && wrongAlternatives(anyOf, value, names, where, lenient));
}

function wrongFields(
  { fields = {}, required = [], values }: Schema,
  value: Record<string, unknown>,
  names: Names,
  where: string,
  lenient: ReadonlySet<string>,
): string | undefined {
  for (const name of required) {
    if (isMissing(fields[name], value[name], names) && !lenient.has(plain(below(where, name)))) {
      return `${below(where, name)} is required`;
    }
  }
  return first(Object.keys(value), (name) => {
    const schema = Object.hasOwn(fields, name) ? fields[name] : values;
    return schema && wrong(schema, value[name], names, below(where, name), lenient);
  });
}

/** Whether a value is left out; null is, but in a list's place, where Go programs mean an empty one. */
function isMissing(schema: Schema | undefined, value: unknown, names: Names): boolean {
  if (value !== null) return value === undefined;
  const { nullable, type } = resolve(schema ?? {}, names);
  return nullable !== true && type !== "array";
}

/** Whether a value is meant for an alternative: its `type` is one of those that it has there. */
function isMeant(one: Schema, value: unknown, names: Names): boolean {
  const { type } = fieldsOf(one, names);
  const types = type && resolve(type, names).enum;
  return types === undefined || (isObject(value) && types.includes(value.type));
}

/** The complaint of the alternative that the value is meant for. */
function wrongAlternatives(
  anyOf: readonly Schema[],
  value: unknown,
  names: Names,
  where: string,
  lenient: ReadonlySet<string>,
): string | undefined {
  const meant = anyOf.filter((one) => isMeant(one, value, names));
  const alternatives = meant.length > 0 ? meant : anyOf;
  const complaints = alternatives.map((one) => wrong(one, value, names, where, lenient));
  const fitting = alternatives[complaints.indexOf(undefined)];
  if (fitting === undefined) return complaints[0];
  if (!isObject(value)) return undefined;
  // A field that this alternative does not have is still one of the others.
  const own = fieldsOf(fitting, names);
  const all = fieldsOf({ anyOf }, names);
  return first(Object.keys(value), (name) => {
    const schema = Object.hasOwn(own, name) || !Object.hasOwn(all, name) ? undefined : all[name];
    return schema && wrong(schema, value[name], names, below(where, name), lenient);
  });
}

function first<T>(
  items: Iterable<T>,
  complaint: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = complaint(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
