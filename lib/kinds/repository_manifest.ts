import type { Kind } from "./kind.ts";

/** A manifest of a repository. */
export const repositoryManifest = {
  path: "/v2/registries/{registry_name}/repositories/{repository_name}/digests",
  param: "manifest_digest",
  one: null,
  many: "manifests",
  id: "digest",
  ids: "text",
  without: ["get", "create", "update"],
  columns: ["digest", "tags", "size_bytes", "updated_at"],
  parent: "repository",
} as const satisfies Kind;
