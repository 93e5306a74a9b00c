import { conflict, notFound } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { pathOf, type PendingChange, type ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { createResource, dueAfter } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { REGISTRIES, registryOf, requestedRegistry } from "./places.ts";
import { isUntagged, removeManifest } from "./repositories.ts";
import { allManifests, sweep } from "./storage.ts";

// Each takes a quarter of the time that an action takes.
const COURSE = [
  "waiting for write JWTs to expire",
  "scanning manifests",
  "deleting unreferenced blobs",
  "succeeded",
];

function created({ store }: KindContext, collection: ResourceRecord): void {
  collection.fields.status = "requested";
  for (const [i, status] of COURSE.entries()) {
    const at = dueAfter(store, (i + 1) / COURSE.length);
    store.resources.change(collection, { at, set: { status } });
  }
}

/** Deletes what the collection is for: manifests without a tag, blobs without a manifest, or both. */
function collect(store: Store, { fields }: ResourceRecord, registry: ResourceRecord): void {
  const type = String(fields.type ?? "unreferenced blobs only");
  if (type.includes("untagged manifests")) {
    for (const manifest of allManifests(store, registry)) {
      if (!isUntagged(store, manifest)) continue;
      removeManifest(store, manifest);
      store.resources.remove(manifest);
    }
  }
  if (!type.includes("unreferenced blobs")) return;
  const { blobs, bytes } = sweep(store, registry);
  fields.blobs_deleted = blobs;
  fields.freed_bytes = bytes;
}

function transitioned(store: Store, collection: ResourceRecord, { set }: PendingChange): void {
  collection.updated = store.clock.now();
  if (set.status === "succeeded") collect(store, collection, registryOf(store, collection));
}

function view(store: Store, collection: ResourceRecord): JsonObject {
  const { key, created, updated, fields } = collection;
  return {
    uuid: key,
    registry_name: registryOf(store, collection).key,
    status: fields.status ?? "succeeded",
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    blobs_deleted: Number(fields.blobs_deleted ?? 0),
    freed_bytes: Number(fields.freed_bytes ?? 0),
  };
}

function path(registry: ResourceRecord): string {
  return `${pathOf(REGISTRIES, registry.key)}/garbage-collections`;
}

function active(store: Store, registry: ResourceRecord): ResourceRecord | undefined {
  return store.resources.in(path(registry)).items.find(({ pending }) => pending.length > 0);
}

function answer({ store }: Context, status: number, collection: ResourceRecord): Answer {
  return { status, body: { garbage_collection: view(store, collection) } };
}

function read(c: Context): Answer {
  const found = active(c.store, requestedRegistry(c));
  if (found === undefined) throw notFound();
  return answer(c, 200, found);
}

function run(c: Context): Answer {
  const registry = requestedRegistry(c);
  if (active(c.store, registry)) throw conflict("A garbage collection is already running.");
  const { type } = c.body as JsonObject;
  const context = { ...c, collection: path(registry) };
  const fields = type === undefined ? {} : { type };
  return answer(c, 201, createResource(context, GARBAGE_COLLECTION, fields));
}

function cancel(c: Context): Answer {
  const registry = requestedRegistry(c);
  const id = String(c.params.garbage_collection_uuid);
  const found = c.store.resources.in(path(registry)).named(id);
  if (found === undefined) throw notFound();
  if (c.body.cancel !== true) return answer(c, 200, found);
  if (found.pending.length === 0) throw conflict("The garbage collection is over.");
  found.fields.status = "cancelling";
  found.updated = c.now;
  found.pending = [];
  c.store.resources.change(found, { at: dueAfter(c.store), set: { status: "cancelled" } });
  return answer(c, 200, found);
}

/** Runs that free a registry of what nothing needs. */
export const GARBAGE_COLLECTION: Kind = {
  path: `${REGISTRIES}/{}/garbage-collections`,
  key: "uuid",
  also: {
    "/v2/registry/{}/garbage-collections": () => true,
    "/v2/registries/{}/garbage-collection": (_c, { pending }) => pending.length > 0,
    "/v2/registry/{}/garbage-collection": (_c, { pending }) => pending.length > 0,
  },
  created,
  transitioned,
  view,
  routes: Object.fromEntries(
    ["/v2/registries/{registry_name}", "/v2/registry/{registry_name}"].flatMap((above) => [
      [`GET ${above}/garbage-collection`, read],
      [`POST ${above}/garbage-collection`, run],
      [`PUT ${above}/garbage-collection/{garbage_collection_uuid}`, cancel],
    ]),
  ),
};
