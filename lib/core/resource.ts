import { exactValue, keepNumberTexts, parseJSON } from "./json.ts";
import type { Requester } from "./requester.ts";
import { inWords, withArticle } from "../api/words.ts";

/** Fields by name, as decoded from the API's JSON. */
export type Fields = Record<string, unknown>;

/** Turns one field's JSON into what the resource holds in its place. */
export type Converter = (value: unknown, resource: Resource) => unknown;

/**
 * The base of all resources: an object of the API whose fields can be reached in three ways that
 * share one storage, `droplet.id`, `droplet["id"]` and `droplet.fields.id`.
 *
 * Fields that the API adds are kept; only documented ones are converted to classes and dates.
 * Changing a field changes the local copy only. `JSON.stringify` gives the API's own JSON back.
 * Spread `droplet.fields` rather than `droplet`, and give `structuredClone` what `JSON.parse` makes
 * of its JSON: the properties of a resource are not its own.
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 *
 * const droplet = new DOAPI("a-token").droplet({ id: 3 });
 * console.log(droplet.id, droplet["id"], droplet.fields.id); // 3 3 3
 * ```
 */
export abstract class Resource {
  /** The API's name of this type of resource; also what tells a droplet from an image. */
  abstract readonly resourceType: string;
  /** The fields, as the API names them. A field whose name is also a method's is reached here. */
  declare readonly fields: Fields;
  /** The client that the resource was fetched with. Not part of the resource's JSON. */
  declare readonly client: Requester;

  /** Builds a resource from (partial) data; sends nothing. */
  constructor(client: Requester, data: object, converters: Record<string, Converter> = {}) {
    const source = data instanceof Resource ? data.fields : data as Fields;
    const fields: Fields = { ...source };
    keepNumberTexts(source, fields);
    // Not enumerable, so that showing or spreading a resource does not show the client.
    Object.defineProperty(this, "client", { value: client });
    Object.defineProperty(this, "fields", { value: fields });
    for (const [name, convert] of Object.entries(converters)) {
      const value = fields[name];
      if (value !== undefined && value !== null) fields[name] = convert(value, this);
    }
    const prototype = Object.getPrototypeOf(this);
    for (const name of Object.keys(fields)) exposeField(prototype, name);
  }

  /**
   * A field's value without the rounding of numbers beyond 2^53: an integer that a number cannot
   * hold is a bigint.
   *
   * @param name The field, such as `"id"`.
   */
  exact(name: string): unknown {
    return exactValue(this.fields, name);
  }

  /** The API's own JSON: fields only, timestamps in the API's form. */
  toJSON(): Fields {
    return this.fields;
  }

  /** A short name for messages, such as `droplet 3`. */
  toString(): string {
    return describe(this);
  }

  /** How Deno's `console.log` shows the resource. */
  [Symbol.for("Deno.customInspect")](inspect: Inspect, options: object): string {
    return `${this.constructor.name} ${inspect(this.fields, options)}`;
  }

  /** How `console.log` of Node and Bun shows the resource. */
  [Symbol.for("nodejs.util.inspect.custom")](_: number, options: object, inspect: Inspect): string {
    return `${this.constructor.name} ${inspect(this.fields, options)}`;
  }
}

type Inspect = (value: unknown, options: object) => string;

/** Makes a field readable and writable as a property of all resources of a class. */
function exposeField(prototype: object, name: string): void {
  if (name in prototype) return;
  Object.defineProperty(prototype, name, {
    get(this: Resource) {
      return this.fields[name];
    },
    set(this: Resource, value: unknown) {
      this.fields[name] = value;
    },
    configurable: true,
  });
}

/** Lets documented fields be set on resources that came without them. */
export function exposeFields(type: { prototype: object }, names: readonly string[]): void {
  for (const name of names) exposeField(type.prototype, name);
}

/** Reads the identifying data out of whatever a method accepts for a resource. */
export function refData(
  ref: unknown,
  resourceType: string,
  idKeys: Record<string, string>,
): object {
  const key = idKeys[typeof ref === "bigint" ? "number" : typeof ref];
  // As if the API had sent it: beyond 2^53 it is a rounded number that is written exactly.
  if (key !== undefined && typeof ref === "bigint") return parseJSON(`{"${key}":${ref}}`) as object;
  if (key !== undefined && !Number.isNaN(ref)) return { [key]: ref };
  if (ref instanceof Resource && ref.resourceType !== resourceType) {
    const given = withArticle(ref.resourceType).replace("a", "A");
    throw new TypeError(`${given} was given where ${withArticle(resourceType)} is needed`);
  }
  if (typeof ref === "object" && ref !== null) return ref;
  throw new TypeError(`${String(ref)} does not identify ${withArticle(resourceType)}`);
}

/**
 * What identifies a resource in a request: the first of the identifying fields that it has.
 *
 * @throws {TypeError} If it has none of them, or that one is empty.
 */
export function identifier(
  ref: unknown,
  resourceType: string,
  idKeys: Record<string, string>,
): number | bigint | string {
  const data = refData(ref, resourceType, idKeys);
  const fields = data instanceof Resource ? data.fields : data;
  const what = `The ${inWords(resourceType)}`;
  const keys = Object.values(idKeys);
  for (const key of keys) {
    const value = exactValue(fields, key);
    if (value === undefined || value === null || Number.isNaN(value)) continue;
    if (value === "") throw new TypeError(`${what} has an empty ${key}`);
    return value as number | bigint | string;
  }
  const none = keys.length > 1 ? `neither ${keys.join(" nor ")}` : `no ${keys[0]}`;
  throw new TypeError(`${what} has ${none}`);
}

/** Whether a value is a JSON object or a resource, that is, fit to be converted. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A converter to a class, for values that are objects; others stay as they are. */
export function as<T>(build: (data: object, resource: Resource) => T): Converter {
  return (value, resource) => isObject(value) ? build(value, resource) : value;
}

/** Names a resource in messages, such as "floating IP 203.0.113.7". */
export function describe(resource: Resource): string {
  const { ip, slug, fingerprint, name } = resource.fields;
  const which = resource.exact("id") ?? ip ?? slug ?? fingerprint ?? name ?? "";
  return `${inWords(resource.resourceType)} ${which}`.trim();
}
