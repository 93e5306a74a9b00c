import type { Kind } from "./kind.ts";

/** A network file share. */
export const nfsShare = {
  path: "/v2/nfs",
  param: "nfs_id",
  one: "share",
  many: "shares",
  by: ["name"],
  filters: ["region"],
  without: ["update"],
  refs: { "vpc_id": "vpc" },
  columns: ["id", "name", "size_gib", "region", "status", "vpc_ids"],
  ready: {
    "field": "status",
    "from": ["CREATING"],
    "to": ["ACTIVE"],
    "failed": ["FAILED", "DELETED"],
  },
} as const satisfies Kind;
