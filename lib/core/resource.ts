import { exactValue, keepNumberTexts, parseJSON } from "./json.ts";
import type { Requester } from "./requester.ts";
import { inWords, withArticle } from "../api/words.ts";

/** Fields by name, as decoded from the API's JSON. */
export type Fields = Record<string, unknown>;

/** Words of the API that are known, for completion; others are allowed, as the API adds some. */
export type Open<T extends string> = T | (string & Record<never, never>);

/**
 * A resource that was built from what identifies it, so that its other fields may be missing. It has
 * all methods; `fetch()` gives the whole resource.
 *
 * @typeParam R The class.
 * @typeParam F Its fields.
 * @typeParam K The fields that are there.
 */
export type Reference<R extends F & { fields: object }, F, K extends keyof F> =
  & Omit<R, keyof F | "fields">
  & Pick<F, K>
  & { [N in Exclude<keyof F, K>]?: F[N] | undefined }
  & { readonly fields: Pick<F, K> & Partial<Omit<F, K>> & Fields };

/** Turns one field's JSON into what the resource holds in its place. */
export type Converter = (value: unknown, resource: Resource) => unknown;

/**
 * The base of all resources: an object of the API whose fields can be reached in three ways that
 * share one storage, `droplet.id`, `droplet["id"]` and `droplet.fields.id`.
 *
 * Fields that the API adds are kept; only documented ones are converted to classes and dates.
 * Changing a field changes the local copy only. `JSON.stringify` gives the API's own JSON back.
 * The fields are the resource's own enumerable properties, for `{ ...droplet }` and `Object.keys`;
 * one whose name is also a method's is only in `fields`. `structuredClone(droplet.toJSON())` is a
 * copy without methods.
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
  readonly #client: Requester;

  /** Builds a resource from (partial) data; sends nothing. */
  constructor(client: Requester, data: object, converters: Record<string, Converter> = {}) {
    const source = data instanceof Resource ? data.fields : data as Fields;
    const fields: Fields = { ...source };
    keepNumberTexts(source, fields);
    this.#client = client;
    // Not enumerable, as they are the resource's properties themselves.
    Object.defineProperty(this, "fields", { value: fields });
    for (const [name, convert] of Object.entries(converters)) {
      const value = fields[name];
      if (value !== undefined && value !== null) fields[name] = convert(value, this);
    }
    for (const name of Object.keys(fields)) exposeOwn(this, name);
    keepNumberTexts(source, this);
  }

  /** The client that the resource was fetched with. Not part of the resource's JSON. */
  get client(): Requester {
    return this.#client;
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

/** The property of each field: the same for all resources, so that they share their shape. */
const properties = new Map<string, PropertyDescriptor>();

function propertyOf(name: string): PropertyDescriptor {
  let property = properties.get(name);
  if (!property) {
    property = {
      get(this: Resource) {
        return this.fields[name];
      },
      set(this: Resource, value: unknown) {
        this.fields[name] = value;
        exposeOwn(this, name);
      },
      enumerable: true,
      configurable: true,
    };
    properties.set(name, property);
  }
  return property;
}

/** Makes a field a property of a resource, unless its class has another member of that name. */
function exposeOwn(resource: Resource, name: string): void {
  if (Object.hasOwn(resource, name)) return;
  const prototype = Object.getPrototypeOf(resource);
  const known = free.get(prototype) ?? new Map<string, boolean>();
  free.set(prototype, known);
  const isFree = known.get(name) ?? isFreeIn(prototype, name);
  known.set(name, isFree);
  if (isFree) Object.defineProperty(resource, name, propertyOf(name));
}

/** Which fields no other member of a class has the name of, since looking takes time. */
const free = new WeakMap<object, Map<string, boolean>>();

function isFreeIn(prototype: object, name: string): boolean {
  for (let at: object | null = prototype; at; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found.get === propertyOf(name).get;
  }
  return true;
}

/** Lets documented fields be set on resources that came without them. */
export function exposeFields(type: { prototype: object }, names: readonly string[]): void {
  for (const name of names) {
    if (name in type.prototype) continue;
    Object.defineProperty(type.prototype, name, { ...propertyOf(name), enumerable: false });
  }
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
    const given = withArticle(inWords(ref.resourceType)).replace("a", "A");
    throw new TypeError(`${given} was given where ${withArticle(inWords(resourceType))} is needed`);
  }
  if (typeof ref === "object" && ref !== null) return ref;
  throw new TypeError(`${String(ref)} does not identify ${withArticle(inWords(resourceType))}`);
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

/** Names a resource in messages, such as "droplet web-1 (3)" or "floating IP 203.0.113.7". */
export function describe(resource: Resource): string {
  const { ip, slug, fingerprint, name } = resource.fields;
  const id = resource.exact("id");
  const named = typeof name === "string" && name !== "" && id !== undefined && id !== null;
  const which = named ? `${name} (${id})` : id ?? ip ?? slug ?? fingerprint ?? name ?? "";
  return `${inWords(resource.resourceType)} ${which}`.trim();
}
