import type { Kind } from "./kind.ts";

/** A trigger of a function. */
export const functionTrigger = {
  path: "/v2/functions/namespaces/{namespace_id}/triggers",
  param: "trigger_name",
  one: "trigger",
  many: "triggers",
  id: "name",
  ids: "text",
  columns: ["name", "function", "type", "is_enabled", "scheduled_details.cron"],
  parent: "function_namespace",
} as const satisfies Kind;
