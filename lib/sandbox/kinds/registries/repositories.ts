import { timestamp } from "../../state/clock.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { registryOf, REPOSITORIES, repositoriesIn, repositoryName } from "./places.ts";
import { blobsOf, leaveBlobs, manifestsOf } from "./storage.ts";

const always = (): boolean => true;

/** The path of what is below the repository that has a manifest or a tag. */
function beside(store: Store, record: ResourceRecord, list: "tags" | "digests"): string {
  const path = store.resources.place(record.id)?.path ?? "";
  return path.replace(/[^/]+$/, list);
}

function tagsOf(store: Store, manifest: ResourceRecord): ResourceRecord[] {
  return store.resources.in(beside(store, manifest, "tags")).items
    .filter(({ fields }) => fields.manifest_digest === manifest.key);
}

function sizesOf({ fields }: ResourceRecord): JsonObject {
  return {
    compressed_size_bytes: Number(fields.compressed_size_bytes ?? 0),
    size_bytes: Number(fields.size_bytes ?? fields.compressed_size_bytes ?? 0),
  };
}

function manifestView(store: Store, manifest: ResourceRecord): JsonObject {
  return {
    registry_name: registryOf(store, manifest).key,
    repository: repositoryName(store, manifest),
    digest: manifest.key,
    ...sizesOf(manifest),
    updated_at: timestamp(manifest.updated),
    tags: tagsOf(store, manifest).map(({ key }) => key),
    blobs: blobsOf(manifest),
  };
}

function tagView(store: Store, tag: ResourceRecord): JsonObject {
  const digest = String(tag.fields.manifest_digest ?? "");
  const manifest = store.resources.in(beside(store, tag, "digests")).named(digest);
  return {
    registry_name: registryOf(store, tag).key,
    repository: repositoryName(store, tag),
    tag: tag.key,
    manifest_digest: digest,
    ...(manifest && sizesOf(manifest)),
    updated_at: timestamp(tag.updated),
  };
}

function view(store: Store, repository: ResourceRecord): JsonObject {
  const registry = registryOf(store, repository);
  const manifests = manifestsOf(store, registry, repository);
  const tags = store.resources.in(`${pathOf(repositoriesIn(registry), repository.key)}/tags`);
  const [manifest, tag] = [manifests.at(-1), tags.items.at(-1)];
  return {
    registry_name: registry.key,
    name: repository.key,
    ...(manifest && { latest_manifest: manifestView(store, manifest) }),
    ...(tag && { latest_tag: tagView(store, tag) }),
    tag_count: tags.size,
    manifest_count: manifests.length,
  };
}

function createManifest({ store }: KindContext, fields: JsonObject): void {
  const number = store.state.counters.resource;
  const hex = ["a", "b"].map((half) => uuid(half, number).replaceAll("-", "")).join("");
  fields.digest ??= `sha256:${hex}`;
}

/** A tag that is given to a manifest is taken off another, as when an image is pushed. */
function tag({ store }: KindContext, manifest: ResourceRecord): void {
  const path = beside(store, manifest, "tags");
  const names = (manifest.fields.tags ?? []) as Json[];
  delete manifest.fields.tags;
  const now = store.clock.now();
  for (const name of names.map(String)) {
    const other = store.resources.in(path).named(name);
    if (other) store.resources.remove(other);
    const fields = { manifest_digest: manifest.key };
    store.resources.add(path, { key: name, created: now, updated: now, fields, pending: [] });
  }
}

/** A manifest goes with its tags; its blobs stay until a garbage collection. */
export function removeManifest(store: Store, manifest: ResourceRecord): void {
  for (const one of tagsOf(store, manifest)) store.resources.remove(one);
  leaveBlobs(registryOf(store, manifest), [manifest]);
}

/** Whether no tag leads to a manifest. */
export function isUntagged(store: Store, manifest: ResourceRecord): boolean {
  return tagsOf(store, manifest).length === 0;
}

/** Repositories of images, which are pushed and not made by requests to this API. */
export const REPOSITORY: Kind = {
  path: REPOSITORIES,
  key: "name",
  keyFrom: "request",
  seed: { name: "repositories", fields: { name: "string" }, required: ["name"] },
  also: {
    "/v2/registries/{}/repositoriesV2": always,
    "/v2/registry/{}/repositories": always,
    "/v2/registry/{}/repositoriesV2": always,
  },
  remove: ({ store }, repository) => {
    const registry = registryOf(store, repository);
    leaveBlobs(registry, manifestsOf(store, registry, repository));
  },
  view,
};

/** Images by their digests. */
export const MANIFEST: Kind = {
  path: `${REPOSITORIES}/{}/digests`,
  key: "digest",
  keyFrom: "request",
  seed: {
    name: "manifests",
    fields: {
      digest: "string",
      compressed_size_bytes: "number",
      size_bytes: "number",
      tags: "list",
      blobs: "list",
    },
    required: [],
  },
  also: { "/v2/registry/{}/repositories/{}/digests": always },
  create: createManifest,
  created: tag,
  remove: ({ store }, manifest) => removeManifest(store, manifest),
  view: manifestView,
};

/** Names of manifests. */
export const REPOSITORY_TAG: Kind = {
  path: `${REPOSITORIES}/{}/tags`,
  key: "tag",
  keyFrom: "request",
  also: { "/v2/registry/{}/repositories/{}/tags": always },
  view: tagView,
};
