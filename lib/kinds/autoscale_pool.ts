import type { Kind } from "./kind.ts";

/** A pool of droplets whose number follows the load. */
export const autoscalePool = {
  path: "/v2/droplets/autoscale",
  param: "autoscale_pool_id",
  one: "autoscale_pool",
  many: "autoscale_pools",
  by: ["name"],
  filter: "name",
  filters: ["name"],
  columns: [
    "id",
    "name",
    "status",
    "active_resources_count",
    "config.min_instances",
    "config.max_instances",
    "droplet_template.region",
    "droplet_template.size",
  ],
  ready: { "field": "status", "from": [], "to": ["active"], "failed": ["error"] },
} as const satisfies Kind;
