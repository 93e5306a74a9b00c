import type { Kind } from "./kind.ts";

/** A tag of a repository. */
export const repositoryTag = {
  path: "/v2/registries/{registry_name}/repositories/{repository_name}/tags",
  param: "repository_tag",
  one: null,
  many: "tags",
  id: "tag",
  ids: "text",
  without: ["get", "create", "update"],
  columns: ["tag", "manifest_digest", "size_bytes", "updated_at"],
  parent: "repository",
} as const satisfies Kind;
