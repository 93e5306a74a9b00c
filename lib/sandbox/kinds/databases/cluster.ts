import { findRegion } from "../../seed/catalogue/regions.ts";
import { ApiError, notFound, unprocessable } from "../../http/errors.ts";
import type { Context } from "../../http/router.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { type Engine, ENGINES, type Feature } from "./engines.ts";

/** Where database clusters are kept, their read-only replicas among them. */
export const DATABASES = "/v2/databases";

/** The engine of that name; undefined if there is none. */
export function engineNamed(name: string): Engine | undefined {
  return Object.hasOwn(ENGINES, name) ? ENGINES[name] : undefined;
}

/** The engine of a cluster; of one that was put there as it is, it may be unknown. */
export function engineOf({ fields }: ResourceRecord): Engine {
  return engineNamed(String(fields.engine)) ?? ENGINES.pg as Engine;
}

/** The path of what belongs to a cluster, such as its users. */
export function below({ key }: ResourceRecord, name: string): string {
  return `${pathOf(DATABASES, key)}/${name}`;
}

/** The cluster that a replica follows; undefined for any other cluster. */
export function primaryOf(store: Store, { hidden }: ResourceRecord): ResourceRecord | undefined {
  const key = hidden?.primary;
  return typeof key === "string" ? store.resources.in(DATABASES).named(key) : undefined;
}

/** The read-only replicas of a cluster. */
export function replicasOf(store: Store, { key }: ResourceRecord): ResourceRecord[] {
  return store.resources.in(DATABASES).items.filter(({ hidden }) => hidden?.primary === key);
}

/**
 * Refuses what clusters of an engine cannot have.
 *
 * @throws {ApiError} 422 if the engine of the cluster does not have the feature.
 */
export function need(cluster: ResourceRecord, feature: Feature): void {
  if (!engineOf(cluster).has.has(feature)) {
    throw unprocessable("operation is not supported for this cluster type");
  }
}

/** The same for what is kept below a cluster, as a hook of its kind. */
export function owned(feature: Feature): (cluster: ResourceRecord) => void {
  return (cluster) => need(cluster, feature);
}

/**
 * Refuses a change of a cluster that is being made or changed.
 *
 * @throws {ApiError} 412 until the cluster is online.
 */
export function needOnline({ fields }: ResourceRecord): void {
  if (fields.status === "online") return;
  throw new ApiError(
    412,
    "precondition_failed",
    `cluster is ${fields.status}; try again when it is online`,
  );
}

/**
 * The cluster that a path names.
 *
 * @throws {ApiError} 404 if it is not there, 422 if its engine does not have the feature.
 */
export function clusterOf({ store, params }: Context, feature?: Feature): ResourceRecord {
  const found = store.resources.in(DATABASES).named(params.database_cluster_uuid as string);
  if (found === undefined) throw notFound();
  if (feature) need(found, feature);
  return found;
}

/** What the sandbox remembers of a cluster under a name. */
export function remembered({ hidden }: ResourceRecord, name: string): JsonObject {
  return (hidden?.[name] ?? {}) as JsonObject;
}

/** Makes the sandbox remember something of a cluster. */
export function remember(record: ResourceRecord, name: string, value: Json): void {
  record.hidden = { ...record.hidden, [name]: value };
}

/** Those fields of a request that are among these and not null. */
export function pick(fields: Readonly<Record<string, unknown>>, names: readonly string[]) {
  const entries = names.map((name) => [name, fields[name]]);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined && value !== null),
  ) as JsonObject;
}

/** Leaves of the fields of a request those that are among these and not null. */
export function keepOnly(fields: JsonObject, names: readonly string[]): void {
  for (const name of Object.keys(fields)) {
    if (!names.includes(name) || fields[name] === null) delete fields[name];
  }
}

/**
 * The region of a request, checked.
 *
 * @throws {ApiError} 422 if there is none of that name or it takes nothing new.
 */
export function checkRegion(slug: Json | undefined): string {
  const region = String(slug).toLowerCase();
  if (findRegion(region)?.available !== true) throw unprocessable("invalid region");
  return region;
}
