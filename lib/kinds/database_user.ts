import type { Kind } from "./kind.ts";

/** A user of a database cluster. */
export const databaseUser = {
  path: "/v2/databases/{database_cluster_uuid}/users",
  param: "username",
  one: "user",
  many: "users",
  id: "name",
  ids: "text",
  columns: ["name", "role"],
  parent: "database",
} as const satisfies Kind;
