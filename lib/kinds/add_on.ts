import type { Kind } from "./kind.ts";

/** An add-on resource of the marketplace. */
export const addOn = {
  path: "/v2/add-ons/saas",
  param: "resource_uuid",
  one: "resource",
  many: "resources",
  id: "uuid",
  by: ["name"],
  update: "PATCH",
  columns: ["uuid", "name", "state", "app_slug", "plan_slug", "plan_price_per_month"],
  ready: {
    "field": "state",
    "from": ["pending", "provisioning"],
    "to": ["provisioned"],
    "failed": ["provisioning-failed", "deprovisioned", "suspended"],
  },
} as const satisfies Kind;
