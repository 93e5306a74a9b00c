import type { Json, JsonObject } from "../state/json.ts";
import { pathOf, type ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { LEDGER } from "./billing/ledger.ts";
import type { KindSeed } from "./kind.ts";
import { below, type Seeded, TOP } from "./seed.ts";
import { VPCS } from "./vpcs.ts";

/** Whether a value is the default VPC, which is there without being named. */
function isDefaultVpc({ resources }: Store, value: Json): boolean {
  return typeof value === "string" && resources.in(VPCS).named(value)?.fields.default === true;
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What there is to name, by what stands for it in the fields of a request. */
function namedIn({ droplets, resources }: Store, path: string): [id: Json, name: string][] {
  return path === "/v2/droplets"
    ? droplets.items.map(({ id, name }) => [id, name])
    : resources.in(path).items.map(({ key, fields }) => [key, String(fields.name)]);
}

/** The fields that name others, of a resource that has their ids. */
function namesOf(store: Store, { names = {} }: KindSeed, { fields }: ResourceRecord): JsonObject {
  const item: JsonObject = {};
  for (const [name, { in: path, as }] of Object.entries(names)) {
    const [field = ""] = Object.keys(as([]));
    const known = new Map(
      namedIn(store, path).map(([id, name]) => [JSON.stringify(as([id])[field]), name]),
    );
    const ids = (fields[field] ?? []) as Json[];
    const found = ids.map((id) => known.get(JSON.stringify([id]))).filter((one) =>
      one !== undefined
    );
    if (found.length > 0) item[name] = found;
  }
  return item;
}

function itemOf(store: Store, kind: Seeded, path: string, record: ResourceRecord): JsonObject {
  const { fields: names, moreOf } = kind.seed;
  const usual: JsonObject = kind.defaults ?? {};
  const item: JsonObject = {};
  for (const name of Object.keys(names)) {
    const value = record.fields[name] ?? null;
    const isUsual = [null, usual[name], []].some((one) => isSame(value, one));
    if (!isUsual && !isDefaultVpc(store, value)) item[name] = value;
  }
  for (const inner of below(kind)) {
    const list = `${pathOf(path, record.key)}/${inner.path.split("/").at(-1)}`;
    const items = store.resources.in(list).items;
    const more = itemsOf(store, inner, list, items);
    if (more.length > 0) item[inner.seed.name] = more;
  }
  return { ...item, ...namesOf(store, kind.seed, record), ...moreOf?.(store, record) };
}

function itemsOf(
  store: Store,
  kind: Seeded,
  path: string,
  records: readonly ResourceRecord[],
): JsonObject[] {
  return records.filter((record) => !kind.seed.isGiven?.(record))
    .map((record) => itemOf(store, kind, path, record));
}

/** The lists of a seed that are of kinds, and what else is not part of something. */
export function seedsOfKinds(store: Store): Record<string, Json> {
  const seeds: Record<string, Json> = {};
  for (const kind of TOP) {
    const items = itemsOf(store, kind, kind.path, store.resources.in(kind.path).items);
    if (items.length > 0) seeds[kind.seed.name] = items;
  }
  const resources: Record<string, Json> = {};
  const { resources: lists } = store.state;
  const owners = Object.entries(lists)
    .flatMap(([path, records]) => records.map(({ key }) => `${pathOf(path, key)}/`));
  for (const [path, records] of Object.entries(lists)) {
    const isPart = owners.some((owner) => path.startsWith(owner));
    const isSeeded = TOP.some((kind) => path === kind.path || path.startsWith(`${kind.path}/`));
    if (records.length === 0 || isPart || isSeeded || path === LEDGER) continue;
    resources[path] = records.map(({ fields }) => fields);
  }
  return Object.keys(resources).length > 0 ? { ...seeds, resources } : seeds;
}
