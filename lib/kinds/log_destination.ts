import type { Kind } from "./kind.ts";

/** A place that logs are sent to. */
export const logDestination = {
  path: "/v2/monitoring/sinks/destinations",
  param: "destination_uuid",
  one: "destination",
  many: "destinations",
  by: ["name"],
  without: ["update"],
  columns: ["id", "name", "type"],
} as const satisfies Kind;
