import type { Kind } from "./kind.ts";

/** A snapshot of a network file share. */
export const nfsSnapshot = {
  path: "/v2/nfs/snapshots",
  param: "nfs_snapshot_id",
  one: "snapshot",
  many: "snapshots",
  by: ["name"],
  filters: ["region", "share_id"],
  without: ["create", "update"],
  columns: ["id", "name", "size_gib", "region", "status", "share_id", "created_at"],
  ready: {
    "field": "status",
    "from": ["UNKNOWN", "CREATING"],
    "to": ["ACTIVE"],
    "failed": ["FAILED", "DELETED"],
  },
} as const satisfies Kind;
