import type { Kind } from "./kind.ts";

/** An alert of an uptime check. */
export const uptimeAlert = {
  path: "/v2/uptime/checks/{check_id}/alerts",
  param: "alert_id",
  one: "alert",
  many: "alerts",
  by: ["name"],
  columns: ["id", "name", "type", "threshold", "comparison", "period"],
  parent: "uptime_check",
} as const satisfies Kind;
