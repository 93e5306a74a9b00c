import type { Kind } from "./kind.ts";

/** A snapshot of a droplet or of a volume. */
export const snapshot = {
  path: "/v2/snapshots",
  param: "snapshot_id",
  one: "snapshot",
  many: "snapshots",
  ids: "text",
  by: ["name"],
  filters: ["resource_type"],
  without: ["create", "update"],
  columns: [
    "id",
    "name",
    "resource_type",
    "resource_id",
    "size_gigabytes",
    "regions",
    "created_at",
  ],
} as const satisfies Kind;
