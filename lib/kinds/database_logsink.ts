import type { Kind } from "./kind.ts";

/** A place that a database cluster sends its logs to. */
export const databaseLogsink = {
  path: "/v2/databases/{database_cluster_uuid}/logsink",
  param: "logsink_id",
  one: null,
  created: "sink",
  silent: ["update"],
  many: "sinks",
  id: "sink_id",
  by: ["sink_name"],
  columns: ["sink_id", "sink_name", "sink_type"],
  parent: "database",
} as const satisfies Kind;
