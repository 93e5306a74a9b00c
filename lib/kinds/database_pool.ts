import type { Kind } from "./kind.ts";

/** A connection pool of a database cluster. */
export const databasePool = {
  path: "/v2/databases/{database_cluster_uuid}/pools",
  param: "pool_name",
  one: "pool",
  silent: ["update"],
  many: "pools",
  id: "name",
  ids: "text",
  columns: ["name", "mode", "size", "db", "user"],
  parent: "database",
} as const satisfies Kind;
