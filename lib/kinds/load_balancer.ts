import type { Kind } from "./kind.ts";

/** A load balancer before droplets. */
export const loadBalancer = {
  path: "/v2/load_balancers",
  param: "lb_id",
  one: "load_balancer",
  many: "load_balancers",
  by: ["name"],
  columns: ["id", "name", "ip", "status", "region.slug", "size_unit", "droplet_ids", "tag"],
  ready: { "field": "status", "from": ["new"], "to": ["active"], "failed": ["errored"] },
} as const satisfies Kind;
