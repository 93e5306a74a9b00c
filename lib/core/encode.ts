/** JSON text of values, resources and lists included. */

import { keepNumberTexts, numberText, numberTexts } from "./json.ts";

/** How {@linkcode encode} writes. */
export interface EncodeOptions {
  /** Spaces per level; 0 (the default) writes everything on one line. */
  indent?: number;
  /** Whether the keys of every object are sorted. Default: the order they came in. */
  sortKeys?: boolean;
  /** What every line but the first begins with, for text that becomes part of another. */
  margin?: string;
  /**
   * Whether the value is nothing but what `JSON.parse` gives, such as an item of a
   * {@linkcode List.plain} list. Then equal objects in it, such as the sizes of droplets, are written
   * once and their text is remembered.
   */
  plain?: boolean;
  /**
   * Rewrites the JSON of each string for where it goes, such as a terminal; the result must be JSON
   * of an equal string. Pass the same function each time.
   */
  escape?: (json: string) => string;
}

/** A place in a text: what all objects there so far had in common saves work on the next one. */
interface Place {
  shape: Shape | null;
  known: KnownTexts | null;
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

/** How many texts of one place are remembered. */
const MANY = 256;

/** The texts of the objects that were in one place, by their shortest JSON. */
class KnownTexts {
  readonly #texts = new Map<string, string>();
  #misses = 0;
  #hits = 0;

  /** Whether so few objects were equal that it is better to write each. */
  get areRare(): boolean {
    return this.#misses > 16 && this.#misses > this.#hits;
  }

  get(key: string): string | undefined {
    const text = this.#texts.get(key);
    if (text === undefined) this.#misses++;
    else this.#hits++;
    return text;
  }

  add(key: string, text: string): string {
    if (this.#texts.size >= MANY) this.#texts.clear();
    // Looking at a character joins the many parts that the text was made of, once for all.
    text.charCodeAt(0);
    this.#texts.set(key, text);
    return text;
  }
}

/** Where the values of all calls with the same options are, by what escapes strings. */
const roots = new WeakMap<object, Map<string, Place>>();

function rootOf({ indent, sortKeys, escape = asItIs }: EncodeOptions): Place {
  const kinds = roots.get(escape) ?? new Map<string, Place>();
  roots.set(escape, kinds);
  const kind = `${indent} ${sortKeys}`;
  const root = kinds.get(kind) ?? { shape: null, known: null };
  kinds.set(kind, root);
  return root;
}

function asItIs(json: string): string {
  return json;
}

/** Writes a value; with `onlyPlain`, one that has iterables in it gives null. */
function write(value: unknown, options: EncodeOptions, onlyPlain = false): string | null {
  const { indent = 0, sortKeys = false, margin = "", plain = false, escape = asItIs } = options;
  const root = rootOf(options);
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
      label: escape(JSON.stringify(name)) + colon,
      shape: null,
      known: null,
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
    if (typeof value === "string") return escape(JSON.stringify(value));
    if (typeof value === "number") {
      const text = numberText(holder, key);
      if (text !== undefined) return text;
      return Number.isFinite(value) ? String(value) : "null";
    }
    if (value === null) return "null";
    if (typeof value === "boolean") return value ? "true" : "false";
    if (plain) return addPlain(value as object, place, margin);
    if (typeof value === "object" || typeof value === "bigint") {
      if (isRawJSON(value)) return value.rawJSON;
      const convert = (value as { toJSON?: unknown }).toJSON;
      if (typeof convert === "function") {
        const converted: unknown = convert.call(value, key);
        if (converted !== value) return add(ELSEWHERE, key, converted, place, margin);
      }
    }
    if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      return escape(JSON.stringify(value));
    }
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "object") return JSON.stringify(value);
    return addObject(value, place, margin);
  }

  /** Adds a list or an object of plain JSON, which may have been in this place before. */
  function addPlain(value: object, place: Place, margin: string): string | undefined {
    if (place === root || Array.isArray(value)) return addObject(value, place, margin);
    const known = place.known ??= new KnownTexts();
    if (known.areRare) return addObject(value, place, margin);
    const key = `${margin}${JSON.stringify(value)}${numberTexts(value)}`;
    return known.get(key) ?? known.add(key, addObject(value, place, margin) as string);
  }

  function addObject(value: object, place: Place, margin: string): string | undefined {
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
