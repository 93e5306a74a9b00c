import type { Kind } from "./kind.ts";

/** An alert of an app. */
export const appAlert = {
  path: "/v2/apps/{app_id}/alerts",
  param: "id",
  one: null,
  many: "alerts",
  without: ["get", "create", "update", "delete"],
  columns: ["id", "spec.rule", "component_name", "phase", "emails"],
  parent: "app",
} as const satisfies Kind;
