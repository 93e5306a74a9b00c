import type { Kind } from "./kind.ts";

/** A run of a job of an app. */
export const appJobInvocation = {
  path: "/v2/apps/{app_id}/job-invocations",
  param: "job_invocation_id",
  one: null,
  many: "job_invocations",
  filters: ["job_names", "deployment_id"],
  without: ["create", "update", "delete"],
  columns: ["id", "job_name", "phase", "created_at", "started_at", "completed_at"],
  ready: {
    "field": "phase",
    "from": ["UNKNOWN", "PENDING", "RUNNING"],
    "to": ["SUCCEEDED", "SKIPPED"],
    "failed": ["FAILED", "CANCELED"],
  },
  parent: "app",
} as const satisfies Kind;
