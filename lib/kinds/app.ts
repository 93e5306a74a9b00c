import type { Kind } from "./kind.ts";

/** An app of App Platform. */
export const app = {
  path: "/v2/apps",
  param: "id",
  one: "app",
  many: "apps",
  by: ["spec.name"],
  columns: ["id", "spec.name", "live_url", "active_deployment.phase", "region.slug", "updated_at"],
  ready: {
    "field": "active_deployment.phase",
    "from": ["UNKNOWN", "PENDING_BUILD", "BUILDING", "PENDING_DEPLOY", "DEPLOYING"],
    "to": ["ACTIVE"],
    "failed": ["ERROR", "CANCELED"],
  },
} as const satisfies Kind;
