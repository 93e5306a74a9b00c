import type { Kind } from "./kind.ts";

/** A connection of two VPCs. */
export const vpcPeering = {
  path: "/v2/vpc_peerings",
  param: "vpc_peering_id",
  one: "vpc_peering",
  many: "vpc_peerings",
  by: ["name"],
  filters: ["region"],
  update: "PATCH",
  columns: ["id", "name", "status", "vpc_ids", "created_at"],
  ready: { "field": "status", "from": ["PROVISIONING"], "to": ["ACTIVE"] },
} as const satisfies Kind;
