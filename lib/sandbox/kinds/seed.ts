import { isObject, type Json, type JsonObject, jsonType } from "../state/json.ts";
import { uuid } from "../state/random.ts";
import { pathOf, type ResourceRecord } from "../state/resources.ts";
import type { Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import { applyDueChanges, createResource } from "./engine.ts";
import type { Kind, KindSeed } from "./kind.ts";
import { kindAt, KINDS } from "./mod.ts";

interface Seeded extends Kind {
  readonly seed: KindSeed;
}

const SEEDED = KINDS.filter((kind): kind is Seeded => kind.seed !== undefined);

/** The kinds whose lists stand in the seed itself. */
const TOP = SEEDED.filter(({ path }) => !path.includes("{}"));

/** The names of the lists of a seed that are of kinds that are rows. */
export const SEED_PARTS: readonly string[] = [...TOP.map(({ seed }) => seed.name), "resources"];

/** The kinds whose lists stand in what they belong to. */
function below(kind: Kind): Seeded[] {
  return SEEDED.filter(({ path }) => path.replace(/\/[^/]+$/, "") === `${kind.path}/{}`);
}

function checkItem(where: string, kind: Seeded, item: unknown): void {
  if (!isObject(item)) throw new Error(`${where} is not an object`);
  const { fields, required, more = {} } = kind.seed;
  const inner = new Map(below(kind).map((one) => [one.seed.name, one]));
  for (const [name, value] of Object.entries(item)) {
    const nested = inner.get(name);
    if (nested) checkList(`${where}.${name}`, nested, value);
    else if (Object.hasOwn(fields, name)) {
      const word = fields[name] as string;
      if (jsonType(value) !== word) throw new Error(`${where}.${name} must be a ${word}`);
    } else if (!Object.hasOwn(more, name)) {
      const known = [...Object.keys(fields), ...Object.keys(more), ...inner.keys()].join(", ");
      throw new Error(`${where} has an unknown field ${JSON.stringify(name)}, none of ${known}`);
    }
  }
  const missing = required.find((name) => item[name] === undefined);
  if (missing !== undefined) throw new Error(`${where}.${missing} is missing`);
}

function checkList(where: string, kind: Seeded, value: unknown): void {
  if (!Array.isArray(value)) throw new Error(`${where} must be a list`);
  for (const [index, item] of value.entries()) checkItem(`${where}[${index}]`, kind, item);
}

function checkResources(value: unknown): void {
  if (!isObject(value)) throw new Error("resources is not an object");
  for (const [path, list] of Object.entries(value)) {
    if (!path.startsWith("/")) throw new Error(`resources: ${JSON.stringify(path)} is not a path`);
    if (!Array.isArray(list) || !list.every(isObject)) {
      throw new Error(`resources: ${path} must be a list of objects`);
    }
  }
}

/**
 * Checks a list of a seed that is of a kind that is a row.
 *
 * @throws {Error} If something in it is unknown, missing or of the wrong kind.
 */
export function checkSeedPart(part: string, value: unknown): void {
  if (part === "resources") return checkResources(value);
  const kind = TOP.find(({ seed }) => seed.name === part);
  if (kind) checkList(part, kind, value);
}

/** What is seeded is there and ready, and so is what comes with it. */
function makeReady(store: Store, kind: Kind | undefined, record: ResourceRecord): void {
  applyDueChanges(store, kind, record, Infinity);
  applyDueChanges(store, kind, record, null);
}

function addItem(
  c: Context,
  kind: Seeded,
  collection: string,
  item: JsonObject,
  parent?: ResourceRecord,
): void {
  const { fields, more = {} } = kind.seed;
  const body = Object.fromEntries(
    Object.entries(item).filter(([name]) => Object.hasOwn(fields, name)),
  );
  const context = { ...c, collection, parent, body };
  const record = createResource(context, kind, body);
  makeReady(c.store, kind, record);
  for (const [path, inner] of c.store.resources.below(pathOf(collection, record.key))) {
    makeReady(c.store, kindAt(path), inner);
  }
  for (const [name, take] of Object.entries(more)) {
    if (item[name] !== undefined) take(context, record, item[name]);
  }
  for (const inner of below(kind)) {
    const path = `${pathOf(collection, record.key)}/${inner.path.split("/").at(-1)}`;
    const items = (item[inner.seed.name] ?? []) as JsonObject[];
    each(inner.seed.name, items, (one) => addItem(c, inner, path, one, record));
  }
}

/** Calls for each item, and says which one it was that failed. */
export function each<T>(part: string, items: readonly T[] = [], add: (item: T) => void): void {
  for (const [index, item] of items.entries()) {
    try {
      add(item);
    } catch (error) {
      throw new Error(`${part}[${index}]: ${(error as Error).message}`, { cause: error });
    }
  }
}

const NAMING = ["id", "uuid", "name", "slug"];

/** Puts something into a collection as it is, whatever the API lets requests put there. */
function addRaw({ store, now }: Context, path: string, fields: JsonObject): void {
  const naming = NAMING.find((name) => ["string", "number"].includes(typeof fields[name]));
  const key = naming === undefined
    ? uuid(path, store.state.counters.resource)
    : String(fields[naming]);
  if (store.resources.in(path).named(key)) throw new Error(`${key} is there already`);
  const copy = structuredClone(fields);
  store.resources.add(path, { key, created: now, updated: now, fields: copy, pending: [] });
}

/** Puts the lists of a seed that are of kinds that are rows where they belong. */
export function addSeedParts(c: Context, seed: Readonly<Record<string, unknown>>): void {
  for (const kind of TOP) {
    const items = seed[kind.seed.name] as JsonObject[] | undefined;
    each(kind.seed.name, items, (item) => addItem(c, kind, kind.path, item));
  }
  const raw = (seed.resources ?? {}) as Record<string, Json[]>;
  for (const [path, items] of Object.entries(raw)) {
    each(path, items, (item) => addRaw(c, path, item as JsonObject));
  }
}
