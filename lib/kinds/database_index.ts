import type { Kind } from "./kind.ts";

/** An index of an OpenSearch cluster. */
export const databaseIndex = {
  path: "/v2/databases/{database_cluster_uuid}/indexes",
  param: "index_name",
  one: null,
  many: "indexes",
  id: "index_name",
  ids: "text",
  without: ["get", "create", "update"],
  columns: ["index_name", "status", "health", "size", "number_of_shards", "number_of_replicas"],
  parent: "database",
} as const satisfies Kind;
