/**
 * JSON without loss: numbers that JavaScript would write differently from how they came (`5.0`,
 * integers beyond 2^53) keep their text as long as nobody changes them.
 */

/** The text of a number, beside the value it was read as. */
interface NumberText {
  value: number;
  text: string;
}

/** Keyed by the object or array that holds the number, so that the texts die with it. */
const texts = new WeakMap<object, Map<string, NumberText>>();

// Reading with a reviver is several times slower than plain parsing; this finds the few bodies
// that need it: numbers with zeros at the end of a fraction or many at its beginning, an exponent,
// more digits than a number keeps, or a minus before zero. A match inside a string costs time,
// nothing else.
const UNUSUAL_NUMBER =
  /[:,[]\s*(?:-0(?=\s*[,\]}])|-?(?:\d+\.(?:\d*0(?=\s*[,\]}])|0{6})|\d+(?:\.\d+)?[eE]|\d{16}|[\d.]{17}))/;

/** What may be nothing but a number. */
const SCALAR = /^\s*[-\d]/;

/** What `JSON.parse` hands to a reviver where source text access is implemented. */
type Reviver = (
  this: object,
  key: string,
  value: unknown,
  context?: { source?: string },
) => unknown;

/**
 * Parses JSON text and remembers how unusual numbers were written.
 *
 * @throws {SyntaxError} If the text is not JSON.
 */
export function parseJSON(text: string): unknown {
  if (!UNUSUAL_NUMBER.test(text) && !SCALAR.test(text)) return JSON.parse(text);
  const reviver: Reviver = function (key, value, context) {
    if (typeof value === "number" && context?.source && String(value) !== context.source) {
      let held = texts.get(this);
      if (!held) texts.set(this, held = new Map());
      held.set(key, { value, text: context.source });
    }
    return value;
  };
  return JSON.parse(text, reviver);
}

/** Makes `copy` write its numbers as `original` does. */
export function keepNumberTexts(original: object, copy: object): void {
  const held = texts.get(original);
  if (held) texts.set(copy, new Map(held));
}

/**
 * The value of a field, an integer that a number cannot hold as a bigint: what was read as
 * 9007199254740992 may have been 9007199254740993, which is another id.
 */
export function exactValue(holder: object, key: string): unknown {
  const value = (holder as Record<string, unknown>)[key];
  const held = texts.get(holder)?.get(key);
  const rounded = held !== undefined && Object.is(held.value, value) &&
    !Number.isSafeInteger(value) && /^-?\d+$/.test(held.text);
  return rounded ? BigInt(held.text) : value;
}

/** How {@linkcode encode} writes. */
export interface EncodeOptions {
  /** Spaces per level; 0 (the default) writes everything on one line. */
  indent?: number;
  /** Whether the keys of every object are sorted. Default: the order they came in. */
  sortKeys?: boolean;
  /** What every line but the first begins with, for text that becomes part of another. */
  margin?: string;
}

/** A place in a text: what all objects there so far had in common saves work on the next one. */
interface Place {
  shape: Shape | null;
}

/** The fields of an object, in the order in which they are written. */
interface Shape {
  /** In the order of the object. */
  names: readonly string[];
  fields: readonly Field[];
}

interface Field extends Place {
  name: string;
  /** The name as JSON, and a colon. */
  label: string;
}

/**
 * Writes a value as JSON text as `JSON.stringify` would, resources included, keeping the API's
 * own spelling of numbers.
 *
 * @throws {TypeError} If the value contains itself.
 */
export function stringify(value: unknown, options: EncodeOptions = {}): string {
  return write(value, options) as string;
}

/** Where the values of all calls with the same options are. */
const roots = new Map<string, Place>();

/** Writes a value; with `onlyPlain`, one that has iterables in it gives null. */
function write(value: unknown, options: EncodeOptions, onlyPlain = false): string | null {
  const { indent = 0, sortKeys = false, margin = "" } = options;
  const kind = `${indent} ${sortKeys}`;
  const root = roots.get(kind) ?? { shape: null };
  roots.set(kind, root);
  const step = " ".repeat(indent);
  const colon = indent ? ": " : ":";
  const open = new Set<object>();
  let isPlain = true;

  function shapeOf(place: Place, names: readonly string[]): Shape {
    const known = place.shape;
    if (known && isSame(known.names, names)) return known;
    const order = sortKeys ? [...names].sort() : names;
    const fields = order.map((name) => ({
      name,
      label: JSON.stringify(name) + colon,
      shape: null,
    }));
    return place.shape = { names, fields };
  }

  /** Undefined is left out. */
  function add(
    holder: object,
    key: string,
    value: unknown,
    place: Place,
    margin: string,
  ): string | undefined {
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "number") {
      const held = texts.get(holder)?.get(key);
      if (held && Object.is(held.value, value)) return held.text;
      return Number.isFinite(value) ? String(value) : "null";
    }
    if (value === null) return "null";
    if (typeof value === "boolean") return value ? "true" : "false";
    if (typeof value === "object" || typeof value === "bigint") {
      if (isRawJSON(value)) return value.rawJSON;
      const convert = (value as { toJSON?: unknown }).toJSON;
      if (typeof convert === "function") {
        const converted: unknown = convert.call(value, key);
        if (converted !== value) return add(ELSEWHERE, key, converted, place, margin);
      }
    }
    if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      return JSON.stringify(value);
    }
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "object") return JSON.stringify(value);
    if (onlyPlain && isIterable(value)) isPlain = false;
    if (!isPlain) return undefined;
    if (open.has(value)) throw new TypeError("Cannot write a value that contains itself as JSON");
    open.add(value);
    const inner = margin + step;
    const between = indent ? `,\n${inner}` : ",";
    let text = "";
    const isArray = Array.isArray(value);
    if (isArray) {
      for (let i = 0; i < value.length; i++) {
        const item = add(value, String(i), value[i], place, inner) ?? "null";
        text += text ? between + item : item;
      }
    } else {
      const record = value as Record<string, unknown>;
      for (const field of shapeOf(place, Object.keys(record)).fields) {
        const item = add(record, field.name, record[field.name], field, inner);
        if (item === undefined) continue;
        text += text ? between + field.label + item : field.label + item;
      }
    }
    open.delete(value);
    if (text === "") return isArray ? "[]" : "{}";
    if (indent) text = `\n${inner}${text}\n${margin}`;
    return isArray ? `[${text}]` : `{${text}}`;
  }

  const text = add(ELSEWHERE, "", value, root, margin) ?? "null";
  return isPlain ? text : null;
}

/** The holder of what no object or list holds. */
const ELSEWHERE = {};

function isSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}

/** Whether a value is text that `JSON.rawJSON()` has wrapped, where that is implemented. */
function isRawJSON(value: unknown): value is { rawJSON: string } {
  return (JSON as { isRawJSON?: (value: unknown) => boolean }).isRawJSON?.(value) ?? false;
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !("toJSON" in value) && (Symbol.asyncIterator in value || Symbol.iterator in value);
}

/** Whether a value is a list or an object of plain JSON, which has iterables only in its items. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) ||
    typeof value === "object" && value !== null &&
      Object.getPrototypeOf(value) === Object.prototype;
}

/** Puts lists in the place of generators and other iterables, at any depth of plain JSON. */
async function collect(value: unknown, around: readonly unknown[] = []): Promise<unknown> {
  if (isIterable(value)) {
    const list: unknown[] = [];
    for await (const item of value) list.push(await collect(item));
    return list;
  }
  // What contains itself is refused when it is written.
  if (!isPlain(value) || around.includes(value)) return value;
  let copy: Record<string, unknown> | null = null;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== "object" || item === null) continue;
    const found = await collect(item, [...around, value]);
    if (found === item) continue;
    if (copy === null) {
      copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
      keepNumberTexts(value, copy);
    }
    copy[key] = found;
  }
  return copy ?? value;
}

/**
 * Encodes a value as JSON text: resources as the API's own JSON, iterables and async iterables
 * (such as every `fetchAll...()`) as lists.
 *
 * @param value Anything `JSON.stringify` takes, and iterables at any depth.
 * @throws {TypeError} If the value contains itself. Whatever an iterable throws is passed on.
 *
 * @example
 * ```ts
 * import { DOAPI, encode } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const text = await encode(doapi.fetchAllRegions(), { indent: 4, sortKeys: true });
 * console.log(JSON.parse(text).length > 5); // true
 * ```
 */
export async function encode(value: unknown, options: EncodeOptions = {}): Promise<string> {
  return write(value, options, true) ?? stringify(await collect(value), options);
}
