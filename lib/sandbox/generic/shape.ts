import type { Schema } from "../../api/facts.ts";
import { findRegion } from "../seed/catalogue/regions.ts";
import { isObject, type Json, type JsonObject, jsonType } from "../state/json.ts";
import { regionView } from "../routes/views.ts";
import { makeScalar, type Purpose } from "./make.ts";
import { fieldsOf, isObjectSchema, type Names, resolve, RESULTS } from "./schema.ts";

// What is optional is left out below so many objects, and what refers to itself comes to an end.
const DEEPEST = 2;

/** How an answer is shaped. */
export interface Shaping {
  readonly purpose: Purpose;
  /** Fields that a request may set: they are not made up where none did. */
  readonly settable: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Fields by which an object may be named in a request and which a text in its place gives. */
const NAMING = ["slug", "uuid", "id", "name"];

/** A text or a number where an object is wanted: its slug, as a region's, or its id. */
function objectOf(schema: Schema, value: string | number, names: Names): JsonObject | undefined {
  const fields = fieldsOf(schema, names);
  if (fields.slug && fields.features && typeof value === "string" && findRegion(value)) {
    return { ...regionView(value) } as unknown as JsonObject;
  }
  const naming = NAMING.find((name) => fields[name] !== undefined);
  return naming === undefined ? undefined : { [naming]: value };
}

function textOf(value: Json): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!isObject(value)) return undefined;
  const naming = NAMING.find((name) => typeof value[name] === "string");
  return naming === undefined ? undefined : value[naming] as string;
}

/** A value as a schema wants it; undefined if it cannot be had. */
function fit(schema: Schema, value: Json, names: Names): Json | undefined {
  const { type, nullable, anyOf } = schema;
  if (value === null) return nullable ? null : type === "array" ? [] : undefined;
  if (isObjectSchema(schema, names)) {
    if (typeof value === "string" || typeof value === "number") {
      return objectOf(schema, value, names);
    }
    return isObject(value) ? value : undefined;
  }
  if (anyOf || type === undefined) return value;
  if (type === "array") return Array.isArray(value) ? value : undefined;
  const plain = type === "string" && typeof value !== "string"
    ? textOf(value)
    : (type === "integer" || type === "number") && typeof value === "string"
    ? Number(value)
    : value;
  const right = type === "integer" ? Number.isInteger(plain) : jsonType(plain) === type;
  if (!right || Number.isNaN(plain)) return undefined;
  const isRegion = typeof plain === "string" && findRegion(plain) !== undefined;
  return schema.enum && !schema.enum.includes(plain) && !isRegion ? undefined : plain;
}

/** Makes up a value that the server fills in. */
function make(schema: Schema, name: string, shaping: Shaping, depth: number): Json {
  if (isObjectSchema(schema, RESULTS)) {
    if (schema.nullable && depth > 1) return null;
    const purpose = { ...shaping.purpose, key: "example" };
    return shapeFields(schema, {}, { purpose, settable: NONE }, depth + 1, true);
  }
  if (schema.type === "array") {
    if (schema.nullable && !schema.minItems) return [];
    const item = resolve(schema.items ?? {}, RESULTS);
    return Array.from({ length: schema.minItems ?? 0 }, () => make(item, name, shaping, depth + 1));
  }
  const any = schema.anyOf?.[0];
  if (any && schema.type === undefined) return make(resolve(any, RESULTS), name, shaping, depth);
  return makeScalar(schema, name, shaping.purpose);
}

/** What has not happened. */
const NOT_YET = /(deleted|cancell?ed|failed|errored|archived|disabled|revoked)_at$|error|reason/;

/** Whether a field that nothing gave a value is made up. */
function isMade(schema: Schema, name: string, depth: number, invent: boolean): boolean {
  if (!invent || NOT_YET.test(name)) return false;
  return depth < DEEPEST || !(isObjectSchema(schema, RESULTS) || schema.type === "array");
}

/**
 * An object as its schema has it: of the values given those that it names, and what else it needs.
 *
 * @param invent Whether optional fields that the server fills in are made up too.
 */
export function shapeFields(
  schema: Schema,
  values: JsonObject,
  shaping: Shaping,
  depth = 0,
  invent = false,
): JsonObject {
  const resolved = resolve(schema, RESULTS);
  const fields = fieldsOf(resolved, RESULTS);
  const required = requiredOf(resolved);
  // Where the names of fields are open, the request's fields are all there are.
  const open = Object.keys(fields).length === 0 || resolved.values !== undefined;
  const shaped: JsonObject = open ? { ...values } : {};
  for (const [name, field] of Object.entries(fields)) {
    const inner = resolve(field, RESULTS);
    const given = Object.hasOwn(values, name) ? values[name] : undefined;
    const fitting = given === undefined ? undefined : fit(inner, given, RESULTS);
    if (fitting !== undefined) {
      shaped[name] = shapeValue(inner, fitting, name, shaping, depth);
      continue;
    }
    const settable = depth === 0 && shaping.settable.has(name);
    if (required.has(name)) shaped[name] = make(inner, name, shaping, depth);
    else if (settable) {
      if (inner.default !== undefined) shaped[name] = inner.default as Json;
    } else if (isMade(inner, name, depth, invent)) shaped[name] = make(inner, name, shaping, depth);
  }
  return shaped;
}

function requiredOf(schema: Schema): ReadonlySet<string> {
  const { required = [], anyOf = [] } = schema;
  const [first] = anyOf;
  return new Set([...required, ...(first ? requiredOf(resolve(first, RESULTS)) : [])]);
}

/** A value that was given, with what its schema needs besides. */
export function shapeValue(
  schema: Schema,
  value: Json,
  name: string,
  shaping: Shaping,
  depth: number,
): Json {
  const resolved = resolve(schema, RESULTS);
  if (Array.isArray(value)) {
    const items = resolve(resolved.items ?? {}, RESULTS);
    return value
      .map((item) => fit(items, item, RESULTS))
      .filter((item) => item !== undefined)
      .map((item) => shapeValue(items, item, name, shaping, depth + 1));
  }
  if (isObject(value) && isObjectSchema(resolved, RESULTS)) {
    return shapeFields(resolved, value as JsonObject, { ...shaping, settable: NONE }, depth + 1);
  }
  return value;
}
