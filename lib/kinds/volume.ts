import type { Kind } from "./kind.ts";

/** A block storage volume. */
export const volume = {
  path: "/v2/volumes",
  param: "volume_id",
  one: "volume",
  many: "volumes",
  by: ["name"],
  filter: "name",
  filters: ["name", "region"],
  without: ["update"],
  columns: ["id", "name", "size_gigabytes", "region.slug", "droplet_ids", "tags"],
  actions: ["attach", "detach", "resize"],
} as const satisfies Kind;
