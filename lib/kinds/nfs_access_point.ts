import type { Kind } from "./kind.ts";

/** An access point of a network file share. */
export const nfsAccessPoint = {
  path: "/v2/nfs/shares/{share_id}/access_points",
  item: "/v2/nfs/access_points/{access_point_id}",
  param: "access_point_id",
  one: "access_point",
  many: "access_points",
  by: ["name"],
  filters: ["status"],
  without: ["update"],
  columns: ["id", "name", "path", "status", "is_default", "vpc_id"],
  ready: {
    "field": "status",
    "from": ["ACCESS_POINT_CREATING"],
    "to": ["ACCESS_POINT_ACTIVE"],
    "failed": ["ACCESS_POINT_FAILED", "ACCESS_POINT_DELETED"],
  },
  parent: "nfs_share",
} as const satisfies Kind;
