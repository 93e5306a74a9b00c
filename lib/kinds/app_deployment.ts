import type { Kind } from "./kind.ts";

/** A deployment of an app. */
export const appDeployment = {
  path: "/v2/apps/{app_id}/deployments",
  param: "deployment_id",
  one: "deployment",
  many: "deployments",
  filters: ["deployment_types"],
  without: ["update", "delete"],
  columns: [
    "id",
    "phase",
    "cause",
    "progress.success_steps",
    "progress.total_steps",
    "created_at",
    "updated_at",
  ],
  ready: {
    "field": "phase",
    "from": ["UNKNOWN", "PENDING_BUILD", "BUILDING", "PENDING_DEPLOY", "DEPLOYING"],
    "to": ["ACTIVE", "SUPERSEDED"],
    "failed": ["ERROR", "CANCELED"],
  },
  parent: "app",
} as const satisfies Kind;
