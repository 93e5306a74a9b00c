import type { Kind } from "./kind.ts";

/** A database of a cluster. */
export const databaseDb = {
  path: "/v2/databases/{database_cluster_uuid}/dbs",
  param: "database_name",
  one: "db",
  many: "dbs",
  id: "name",
  ids: "text",
  without: ["update"],
  columns: ["name"],
  parent: "database",
} as const satisfies Kind;
