import type { Kind } from "./kind.ts";

/** A firewall before droplets. */
export const firewall = {
  path: "/v2/firewalls",
  param: "firewall_id",
  one: "firewall",
  many: "firewalls",
  by: ["name"],
  columns: ["id", "name", "status", "droplet_ids", "tags"],
  ready: { "field": "status", "from": ["waiting"], "to": ["succeeded"], "failed": ["failed"] },
} as const satisfies Kind;
