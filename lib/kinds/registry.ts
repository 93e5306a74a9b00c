import type { Kind } from "./kind.ts";

/** A container registry. */
export const registry = {
  path: "/v2/registries",
  param: "registry_name",
  one: "registry",
  many: "registries",
  id: "name",
  ids: "text",
  without: ["update"],
  columns: ["name", "region", "storage_usage_bytes", "subscription.tier.slug", "created_at"],
} as const satisfies Kind;
