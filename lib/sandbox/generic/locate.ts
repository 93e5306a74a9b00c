import { type ApiError, notFound } from "../http/errors.ts";
import { findImage } from "../rules/images.ts";
import type { Operation, Schema } from "../../api/facts.ts";
import { copyJson, type Json, type JsonObject } from "../state/json.ts";
import { kindOf } from "../kinds/all.ts";
import type { Collection, ResourceRecord } from "../state/resources.ts";
import type { Context } from "../http/router.ts";
import { idParam } from "../http/validate.ts";
import { type CollectionFacts, COLLECTIONS } from "./collections.ts";
import { patternOf, type Planned } from "./plan.ts";
import { fieldsOf, REQUESTS, resolve } from "./schema.ts";

/** Kinds that have lists of their own in the state, and how one is found that a path names. */
const CORE: Readonly<Record<string, (c: Context, key: string) => unknown>> = {
  "/v2/droplets": ({ store }, key) => store.droplets.find(idParam(key)),
  "/v2/images": ({ store }, key) => findImage(store, key),
  "/v2/domains": ({ store }, key) => store.domains.get("name", key.toLowerCase()),
};

/** Paths that name the resources of another collection. */
const NAMED_ELSEWHERE: Readonly<Record<string, string>> = {
  "/v2/nfs/shares": "/v2/nfs",
  "/v2/registry": "/v2/registries",
};

/** A pattern with the keys of the path in the places of its `{}`, from the first on. */
export function fill(pattern: string, keys: readonly string[]): string {
  let at = 0;
  return pattern.replaceAll("{}", () => encodeURIComponent(keys[at++] ?? ""));
}

function count(pattern: string): number {
  return pattern.split("{}").length - 1;
}

/** Whether a value has a text in it, however deep. */
function mentions(value: Json, text: string): boolean {
  if (typeof value === "string" || typeof value === "number") return String(value) === text;
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some((inner) => mentions(inner, text));
}

// What the description lists and no request makes is the same in every account: a single example
// of it, which no state has to remember.
const EXAMPLE_TIME = Date.UTC(2026, 0, 1);

/** Whether a collection belongs to everyone and cannot be changed. */
function isCatalogue({ made, single, pattern, home }: CollectionFacts): boolean {
  return !made && !single && pattern === home && count(pattern) === 0 &&
    kindOf(home) === undefined && !CHANGEABLE.has(pattern);
}

/** Lists that requests only take from. */
const CHANGEABLE: ReadonlySet<string> = new Set([
  "/v2/nfs/snapshots",
  "/v2/organizations/teams",
  "/v2/gen-ai/model_evaluation_presets",
]);

function example({ keyFrom }: CollectionFacts): ResourceRecord {
  const key = keyFrom === "number" ? "1" : "example";
  return { id: 0, key, created: EXAMPLE_TIME, updated: EXAMPLE_TIME, fields: {}, pending: [] };
}

/** Where a request leads. */
export interface Place {
  readonly facts: CollectionFacts;
  /** The path of the collection in which the resources are; undefined if they are in many. */
  readonly path: string | undefined;
  /** The key of the resource that the path names; undefined if it names a collection. */
  readonly key: string | undefined;
  /** The nearest resource that the place belongs to. */
  readonly parent: { record: ResourceRecord; facts: CollectionFacts; path: string } | undefined;
}

/** The refusal of a key that nothing has, in the words of its kind. */
function missing(collection: string, key: string): ApiError {
  return notFound(kindOf(collection)?.missing?.replace("{}", key));
}

function checkParents(c: Context, planned: Planned): Place["parent"] {
  const pattern = patternOf(planned.operation.path);
  const keys = Object.values(c.params);
  const segments = pattern.split("/");
  let parent: Place["parent"];
  for (let i = 1, at = 0; i < segments.length - 1; i++) {
    if (segments[i] !== "{}") continue;
    const key = keys[at++] as string;
    const above = segments.slice(0, i).join("/");
    const collection = NAMED_ELSEWHERE[above] ?? above;
    const found = find(c, collection, keys.slice(0, at - 1), key);
    if (found === null) throw missing(collection, key);
    parent = found ?? parent;
  }
  return parent;
}

/** What a path names on its way: null if it is not there, undefined if nothing says what it is. */
function find(
  c: Context,
  pattern: string,
  above: readonly string[],
  key: string,
): Place["parent"] | null {
  const core = CORE[pattern];
  if (core) return core(c, key) === undefined ? null : undefined;
  const facts = COLLECTIONS.get(pattern);
  if (facts === undefined) return undefined;
  const record = withKey(c, facts, above, key);
  if (record === undefined) return null;
  return { record, facts, path: fill(facts.home, above) };
}

/** The collections in which the resources of a collection are kept. */
function kept(c: Context, facts: CollectionFacts, keys: readonly string[]): Collection[] {
  const { resources } = c.store;
  if (count(facts.home) <= keys.length) return [resources.in(fill(facts.home, keys))];
  return [...resources.matching(facts.home)].map(([, collection]) => collection);
}

/** The resources that a collection shows, by the keys in the path above it. */
export function recordsOf(
  c: Context,
  facts: CollectionFacts,
  keys: readonly string[],
): readonly ResourceRecord[] {
  if (isCatalogue(facts)) return [example(facts)];
  const collections = kept(c, facts, keys);
  const { pattern, home } = facts;
  const [only] = collections;
  const records = collections.length === 1 && only
    ? only.items
    : collections.flatMap(({ items }) => items);
  const also = kindOf(home)?.also?.[pattern];
  if (also) return records.filter((record) => also(c, record));
  if (pattern === home) return records;
  // What is listed below something else than where it is kept belongs to it by a field.
  const owner = keys[count(home)];
  if (owner === undefined) return records;
  return records.filter(({ fields }) => mentions(fields, owner));
}

/** The resource of a collection that a path names; one that is kept right there is found at once. */
function withKey(
  c: Context,
  facts: CollectionFacts,
  above: readonly string[],
  key: string,
): ResourceRecord | undefined {
  const own = facts.pattern === facts.home;
  const quick = own ? c.store.resources.in(fill(facts.home, above)).named(key) : undefined;
  // Elsewhere it may go by another field, as a replica of a database goes by its name.
  return quick ??
    recordsOf(c, facts, above).find((one) =>
      one.key === key || (!own && one.fields[facts.key] === key)
    );
}

/** The place that a request is about; what its path goes through has to be there. */
export function locate(c: Context, planned: Planned): Place {
  const facts = COLLECTIONS.get(planned.pattern) as CollectionFacts;
  const parent = checkParents(c, planned);
  const keys = Object.values(c.params);
  const named = count(patternOf(planned.operation.path)) > count(planned.pattern);
  const key = named ? keys.at(-1) : undefined;
  const above = named ? keys.slice(0, -1) : keys;
  const path = count(facts.home) <= above.length ? fill(facts.home, above) : undefined;
  return { facts, path, key, parent };
}

/** The keys in a path above the resource that it names. */
export function keysAbove(c: Context, { key }: Place): string[] {
  const keys = Object.values(c.params);
  return key === undefined ? keys : keys.slice(0, -1);
}

/**
 * The resource that a request names.
 *
 * @throws {ApiError} 404 if it is not there.
 */
export function named(c: Context, place: Place): { record: ResourceRecord; path: string } {
  const { facts } = place;
  const key = place.key as string;
  const record = withKey(c, facts, keysAbove(c, place), key);
  if (record === undefined) throw missing(facts.home, key);
  return { record, path: c.store.resources.place(record.id)?.path ?? facts.home };
}

/** The fields of a request's body that the description has; a list that is null is empty. */
export function bodyOf({ body }: Context, operation: Operation): JsonObject {
  const known = fieldsOf(operation.body?.schema ?? {}, REQUESTS);
  const fields: JsonObject = {};
  for (const [name, value] of Object.entries(copyJson(body as JsonObject))) {
    if (!Object.hasOwn(known, name)) continue;
    const { type, nullable } = resolve(known[name] as Schema, REQUESTS);
    fields[name] = value === null && type === "array" && !nullable ? [] : value;
  }
  return fields;
}
