import type { Kind } from "./kind.ts";

/** An uptime check. */
export const uptimeCheck = {
  path: "/v2/uptime/checks",
  param: "check_id",
  one: "check",
  many: "checks",
  by: ["name"],
  columns: ["id", "name", "type", "target", "regions", "enabled"],
} as const satisfies Kind;
