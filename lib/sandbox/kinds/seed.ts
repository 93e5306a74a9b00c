import type { Json, JsonObject } from "../state/json.ts";
import { uuid } from "../state/random.ts";
import { pathOf, type ResourceRecord, wrongPath } from "../state/resources.ts";
import {
  anything,
  type Check,
  exact,
  flag,
  list,
  mapOf,
  number,
  object,
  text,
} from "../state/schema.ts";
import type { Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import { applyDueChanges, createResource } from "./engine.ts";
import { each } from "../seed/each.ts";
import type { Kind, KindSeed } from "./kind.ts";
import { kindAt, KINDS } from "./mod.ts";

/** A kind that can be seeded. */
export interface Seeded extends Kind {
  readonly seed: KindSeed;
}

const SEEDED = KINDS.filter((kind): kind is Seeded => kind.seed !== undefined);

/** The kinds whose lists stand in the seed itself. */
export const TOP = SEEDED
  .filter(({ path }) => !path.includes("{}"))
  // What names others comes after them.
  .toSorted((a, b) => Number(Boolean(a.seed.names)) - Number(Boolean(b.seed.names)));

/** The kinds whose lists stand in what they belong to. */
export function below(kind: Kind): Seeded[] {
  return SEEDED.filter(({ path }) => path.replace(/\/[^/]+$/, "") === `${kind.path}/{}`);
}

const VALUES: Readonly<Record<string, Check>> = {
  string: text,
  number,
  boolean: flag,
  list: list(anything()),
  object: mapOf(anything()),
};

/** What the list of a kind may have, with those of the kinds below it. */
function schemaOf(kind: Seeded): Check {
  const { fields, required, names = {}, more = {} } = kind.seed;
  const all: Record<string, Check> = Object.fromEntries([
    ...Object.entries(fields).map(([name, word]) => [name, VALUES[word]]),
    ...Object.keys(names).map((name) => [name, list(text)]),
    ...Object.keys(more).map((name) => [name, anything()]),
    ...below(kind).map((inner) => [inner.seed.name, schemaOf(inner)]),
  ]);
  const needed = required.map((name) => [name, all[name] as Check]);
  return list(exact(object(Object.fromEntries(needed), all)));
}

/** What of a seed is of kinds that are rows, by the names of their lists. */
export const KIND_SEEDS: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(TOP.map((kind) => [kind.seed.name, schemaOf(kind)])),
  resources: mapOf(
    list(mapOf(anything())),
    wrongPath,
  ),
};

/** What is seeded is there and ready, and so is what comes with it. */
function makeReady(store: Store, kind: Kind | undefined, record: ResourceRecord): void {
  applyDueChanges(store, kind, record, Infinity);
  applyDueChanges(store, kind, record, null);
}

/** The id of what has a name, of droplets or of another kind. */
function idOf({ store }: Context, collection: string, name: string): Json {
  const id = collection === "/v2/droplets"
    ? store.droplets.get("name", name.toLowerCase())?.id
    : store.resources.in(collection).withName(name)[0]?.key;
  if (id === undefined) throw new Error(`there is nothing named ${JSON.stringify(name)}`);
  return id;
}

/** The fields of a request that an item's names of others stand for. */
function named(c: Context, { names = {} }: KindSeed, item: JsonObject): JsonObject {
  const fields: JsonObject = {};
  for (const [name, { in: collection, as }] of Object.entries(names)) {
    const wanted = item[name] as string[] | undefined;
    if (wanted) Object.assign(fields, as(wanted.map((one) => idOf(c, collection, one))));
  }
  return fields;
}

function addItem(
  c: Context,
  kind: Seeded,
  collection: string,
  item: JsonObject,
  parent?: ResourceRecord,
): void {
  const { fields, more = {} } = kind.seed;
  const own = Object.entries(item).filter(([name]) => Object.hasOwn(fields, name));
  const body = { ...Object.fromEntries(own), ...named(c, kind.seed, item) };
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
export function addKindSeeds(c: Context, seed: Readonly<Record<string, unknown>>): void {
  for (const kind of TOP) {
    const items = seed[kind.seed.name] as JsonObject[] | undefined;
    each(kind.seed.name, items, (item) => addItem(c, kind, kind.path, item));
  }
  const raw = (seed.resources ?? {}) as Record<string, Json[]>;
  for (const [path, items] of Object.entries(raw)) {
    each(path, items, (item) => addRaw(c, path, item as JsonObject));
  }
}
