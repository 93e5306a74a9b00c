import type { Kind } from "./kind.ts";

/** A repository of a container registry. */
export const repository = {
  path: "/v2/registries/{registry_name}/repositoriesV2",
  item: "/v2/registries/{registry_name}/repositories/{repository_name}",
  param: "repository_name",
  one: null,
  many: "repositories",
  id: "name",
  ids: "text",
  filters: ["page_token"],
  without: ["get", "create", "update"],
  columns: [
    "name",
    "tag_count",
    "manifest_count",
    "latest_manifest.digest",
    "latest_manifest.updated_at",
  ],
  parent: "registry",
} as const satisfies Kind;
