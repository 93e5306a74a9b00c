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
const UNUSUAL_NUMBER = /(?:\.\d*0|\.0{6}\d+|\d[eE][+-]?\d+|\d{16}|[\d.]{17}|-0)(?=\s*(?:[,\]}]|$))/;

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
  if (!UNUSUAL_NUMBER.test(text)) return JSON.parse(text);
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
}

/**
 * Writes a value as JSON text as `JSON.stringify` would, resources included, keeping the API's
 * own spelling of numbers.
 *
 * @throws {TypeError} If the value contains itself.
 */
export function stringify(value: unknown, options: EncodeOptions = {}): string {
  const indent = options.indent ?? 0;
  const open = new Set<object>();
  const colon = indent ? ": " : ":";

  function write(holder: object, key: string, value: unknown, margin: string): string | undefined {
    if (isRawJSON(value)) return value.rawJSON;
    if (typeof value === "object" && value !== null || typeof value === "bigint") {
      const convert = (value as { toJSON?: unknown }).toJSON;
      if (typeof convert === "function") value = convert.call(value, key);
    }
    if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      value = value.valueOf();
    }
    switch (typeof value) {
      case "number": {
        const held = texts.get(holder)?.get(key);
        if (held && Object.is(held.value, value)) return held.text;
        return JSON.stringify(value);
      }
      case "bigint":
        return String(value);
      case "object":
        break;
      default:
        return JSON.stringify(value);
    }
    if (value === null) return "null";
    if (open.has(value)) throw new TypeError("Cannot write a value that contains itself as JSON");
    open.add(value);
    const inner = margin + " ".repeat(indent);
    const parts: string[] = [];
    const isArray = Array.isArray(value);
    if (isArray) {
      const list = value as unknown[];
      list.forEach((item, i) => parts.push(write(list, String(i), item, inner) ?? "null"));
    } else {
      const record = value as Record<string, unknown>;
      const keys = Object.keys(record);
      if (options.sortKeys) keys.sort();
      for (const name of keys) {
        const text = write(record, name, record[name], inner);
        if (text !== undefined) parts.push(JSON.stringify(name) + colon + text);
      }
    }
    open.delete(value);
    const [left, right] = isArray ? "[]" : "{}";
    if (parts.length === 0) return `${left}${right}`;
    if (!indent) return `${left}${parts.join(",")}${right}`;
    return `${left}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${right}`;
  }

  return write({}, "", value, "") ?? "null";
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
  return stringify(await collect(value), options);
}
