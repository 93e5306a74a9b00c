import { isObject, type JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { repositoriesIn } from "./places.ts";

/** Layers and the like: their sizes by digest. */
type Blobs = ReadonlyMap<string, number>;

/** The manifests of a repository. */
export function manifestsOf(
  store: Store,
  registry: ResourceRecord,
  repository: ResourceRecord,
): readonly ResourceRecord[] {
  const path = pathOf(repositoriesIn(registry), repository.key);
  return store.resources.in(`${path}/digests`).items;
}

/** Every manifest of a registry. */
export function allManifests(store: Store, registry: ResourceRecord): ResourceRecord[] {
  return store.resources.in(repositoriesIn(registry)).items
    .flatMap((repository) => manifestsOf(store, registry, repository));
}

/** What a manifest refers to; one that says nothing of blobs has a single one, of its size. */
export function blobsOf({ key, fields }: ResourceRecord): JsonObject[] {
  if (Array.isArray(fields.blobs)) return fields.blobs.filter(isObject) as JsonObject[];
  return [{ digest: key, compressed_size_bytes: Number(fields.compressed_size_bytes ?? 0) }];
}

function referenced(manifests: readonly ResourceRecord[]): Blobs {
  return new Map(
    manifests.flatMap(blobsOf).map((blob) => [
      String(blob.digest),
      Number(blob.compressed_size_bytes ?? 0),
    ]),
  );
}

/** Blobs of deleted manifests, which are stored until a garbage collection. */
function leftOver({ hidden }: ResourceRecord): JsonObject {
  return (hidden?.blobs ?? {}) as JsonObject;
}

function sum(sizes: Iterable<unknown>): number {
  let total = 0;
  for (const size of sizes) total += Number(size);
  return total;
}

/** How much a registry stores, in bytes. */
export function storedBytes(store: Store, registry: ResourceRecord): number {
  const blobs = referenced(allManifests(store, registry));
  const others = Object.entries(leftOver(registry)).filter(([digest]) => !blobs.has(digest));
  return sum(blobs.values()) + sum(others.map(([, size]) => size));
}

/** Remembers the blobs of manifests that are being deleted. */
export function leaveBlobs(registry: ResourceRecord, manifests: readonly ResourceRecord[]): void {
  const blobs = { ...leftOver(registry), ...Object.fromEntries(referenced(manifests)) };
  registry.hidden = { ...registry.hidden, blobs };
}

/** Deletes what nothing refers to any more. */
export function sweep(
  store: Store,
  registry: ResourceRecord,
): { readonly blobs: number; readonly bytes: number } {
  const kept = referenced(allManifests(store, registry));
  const gone = Object.entries(leftOver(registry)).filter(([digest]) => !kept.has(digest));
  registry.hidden = { ...registry.hidden, blobs: {} };
  return { blobs: gone.length, bytes: sum(gone.map(([, size]) => size)) };
}
