import { counted } from "../../../lib/api/words.ts";
import type { Schema } from "../../../lib/api/facts.ts";
import { suggestion } from "../../args/suggestion.ts";
import { valueOf } from "./number.ts";
import { Reference } from "./reference.ts";
import { resolved, shapeOf } from "./schema.ts";

/** What is wrong where there is no value. */
export const MISSING = "missing";

/** Why the API would refuse a value. */
export interface Problem {
  /** Where the value is: `forwarding_rules[1].entry_port`; of what is missing, "this or that". */
  readonly path: string;
  /** Such as `must be 65535 or less, but got 70000`, or {@linkcode MISSING}. */
  readonly text: string;
  /** Whether the value makes another variant of its object likely. */
  readonly foreign?: boolean;
}

/** Finds out what is wrong with a value. */
export function check(schema: Schema, value: unknown, path: string): Problem[] {
  // What a name stands for is not known yet.
  if (value instanceof Reference) return [];
  const { type, anyOf, nullable, ...rest } = resolved(schema);
  if (value === null) {
    const takesNull = nullable || (!type && !anyOf) || anyOf?.some((one) => resolved(one).nullable);
    return takesNull ? [] : [{ path, text: "must not be null" }];
  }
  const object = isObject(value) && type !== "array";
  if (anyOf && !(object && shapeOf(schema))) return checkEither(anyOf, value, path);
  if (type && !isOf(type, value)) {
    return [{ path, text: `must be ${TYPES[type]}, but got ${shown(value)}` }];
  }
  if (rest.enum && !rest.enum.includes(valueOf(value) ?? value)) {
    return [{ path, text: notOneOf(rest.enum, value), foreign: true }];
  }
  const bound = outOfBounds(rest, value);
  if (bound !== null) return [{ path, text: `must ${bound}, but got ${shown(value)}` }];
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => check(rest.items ?? {}, item, `${path}[${i}]`));
  }
  return object ? checkObject(schema, value, path) : [];
}

/** Finds out what is wrong with the fields of an object, first in all variants, then in one. */
function checkObject(schema: Schema, value: Record<string, unknown>, path: string): Problem[] {
  const { values, anyOf } = resolved(schema);
  const shape = shapeOf(schema);
  const at = (name: string) => path === "" ? name : `${path}.${name}`;
  const problems = Object.entries(value).flatMap(([name, field]): Problem[] => {
    const known = shape && Object.hasOwn(shape.fields, name) ? shape.fields[name] : values;
    if (known !== undefined) return check(known, field, at(name));
    if (!shape) return [];
    return [{ path: at(name), text: `unknown${suggestion(name, Object.keys(shape.fields))}` }];
  });
  for (const name of shape?.required ?? []) {
    if (!Object.hasOwn(value, name)) problems.push({ path: at(name), text: MISSING });
  }
  if (problems.length > 0 || !anyOf) return problems;
  const variants = anyOf.map((variant) => checkVariant(variant, value, at));
  if (variants.some((variant) => variant.length === 0)) return [];
  const near = variants.filter((variant) => !variant.some(({ foreign }) => foreign));
  const least = Math.min(...near.map((variant) => variant.length));
  const best = near.filter((variant) => variant.length === least);
  const lacking = best.every((variant) => variant.every(({ text }) => text === MISSING));
  if (best.length < 2 || !lacking) return best[0] ?? variants[0] ?? [];
  const missing = best.map((variant) => variant.map(({ path }) => path).join(" and "));
  return [{ path: [...new Set(missing)].join(" or "), text: MISSING }];
}

/** Finds out what one variant of an object still misses; fields of the others do no harm. */
function checkVariant(
  variant: Schema,
  value: Record<string, unknown>,
  at: (name: string) => string,
): Problem[] {
  const { fields = {}, required = [] } = shapeOf(variant) ?? {};
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => ({
      path: at(name),
      text: MISSING,
    })),
    ...Object.entries(fields).flatMap(([name, field]) =>
      Object.hasOwn(value, name) ? check(field, value[name], at(name)) : []
    ),
  ];
}

/** Finds out what is wrong with a value that can be of several types. */
function checkEither(anyOf: readonly Schema[], value: unknown, path: string): Problem[] {
  const all = anyOf.map((schema) => check(schema, value, path));
  if (all.some((problems) => problems.length === 0)) return [];
  const deeper = all.find((problems) => problems.some((problem) => problem.path !== path));
  if (deeper) return deeper;
  const [first] = all.filter((problems) => !problems[0]?.text.startsWith("must be a"));
  const types = anyOf.map((schema) => TYPES[resolved(schema).type ?? "object"]);
  return first ??
    [{ path, text: `must be ${[...new Set(types)].join(" or ")}, but got ${shown(value)}` }];
}

/** What the types are called. */
export const TYPES: Readonly<Record<NonNullable<Schema["type"]>, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function isOf(type: NonNullable<Schema["type"]>, value: unknown): boolean {
  const number = valueOf(value);
  switch (type) {
    case "integer":
      return Number.isInteger(number);
    case "number":
      return number !== null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
  }
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    valueOf(value) === null && !(value instanceof Reference);
}

/** What a value must be or have, if it is out of its bounds. */
function outOfBounds(schema: Schema, value: unknown): string | null {
  const { minimum = -Infinity, maximum = Infinity, pattern } = schema;
  const number = valueOf(value);
  if (number !== null && number < minimum) return `be ${minimum} or more`;
  if (number !== null && number > maximum) return `be ${maximum} or less`;
  const [length, least = 0, most = Infinity, unit = ""] = Array.isArray(value)
    ? [value.length, schema.minItems, schema.maxItems, "item"]
    : typeof value === "string"
    ? [[...value].length, schema.minLength, schema.maxLength, "character"]
    : [0];
  if (length < least) return `have at least ${counted(least, unit)}`;
  if (length > most) return `have at most ${counted(most, unit)}`;
  if (pattern === undefined || typeof value !== "string" || new RegExp(pattern).test(value)) {
    return null;
  }
  return `match ${pattern}`;
}

function notOneOf(words: readonly unknown[], value: unknown): string {
  const text = words.map(String);
  const guess = suggestion(String(valueOf(value) ?? value), text);
  return `must be one of ${text.join(", ")}, but got ${shown(value)}${guess}`;
}

/** How long a value can be to be repeated. */
const SHORT = 60;

/** A value as JSON, or what it is where that is long. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length > SHORT ? `${text.slice(0, SHORT)}..."` : text;
}
