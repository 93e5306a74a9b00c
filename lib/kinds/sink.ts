import type { Kind } from "./kind.ts";

/** Resources whose logs go to a destination. */
export const sink = {
  path: "/v2/monitoring/sinks",
  param: "sink_uuid",
  one: "sink",
  silent: ["create"],
  many: "sinks",
  id: "destination.id",
  filters: ["resource_id"],
  without: ["update"],
  columns: ["destination.id", "destination.name", "destination.type", "resources"],
} as const satisfies Kind;
