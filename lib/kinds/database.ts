import type { Kind } from "./kind.ts";

/** A managed database cluster. */
export const database = {
  path: "/v2/databases",
  param: "database_cluster_uuid",
  one: "database",
  many: "databases",
  by: ["name"],
  filters: ["tag_name"],
  without: ["update"],
  refs: { "private_network_uuid": "vpc" },
  columns: ["id", "name", "engine", "version", "status", "region", "size", "num_nodes"],
  ready: {
    "field": "status",
    "from": ["creating", "resizing", "migrating", "forking"],
    "to": ["online"],
    "failed": ["error"],
  },
} as const satisfies Kind;
