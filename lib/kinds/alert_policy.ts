import type { Kind } from "./kind.ts";

/** An alert policy of monitoring. */
export const alertPolicy = {
  path: "/v2/monitoring/alerts",
  param: "alert_uuid",
  one: "policy",
  many: "policies",
  id: "uuid",
  by: ["description"],
  columns: [
    "uuid",
    "description",
    "type",
    "compare",
    "value",
    "window",
    "enabled",
    "entities",
    "tags",
  ],
} as const satisfies Kind;
