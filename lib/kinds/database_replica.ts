import type { Kind } from "./kind.ts";

/** A read-only replica of a database cluster. */
export const databaseReplica = {
  path: "/v2/databases/{database_cluster_uuid}/replicas",
  param: "replica_name",
  one: "replica",
  many: "replicas",
  id: "name",
  ids: "text",
  without: ["update"],
  refs: { "private_network_uuid": "vpc" },
  columns: ["id", "name", "status", "region", "size", "created_at"],
  ready: {
    "field": "status",
    "from": ["creating", "resizing", "migrating", "forking"],
    "to": ["online"],
    "failed": ["error"],
  },
  parent: "database",
} as const satisfies Kind;
