import type { Kind } from "./kind.ts";

/** An event of an app. */
export const appEvent = {
  path: "/v2/apps/{app_id}/events",
  param: "event_id",
  one: "event",
  many: "events",
  filters: ["event_types"],
  without: ["create", "update", "delete"],
  columns: ["id", "type", "created_at", "deployment_id"],
  parent: "app",
} as const satisfies Kind;
