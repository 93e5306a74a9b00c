import type { Kind } from "./kind.ts";

/** A vector database. */
export const vectorDatabase = {
  path: "/v2/vector-databases",
  param: "id",
  one: "vector_db",
  many: "vector_dbs",
  by: ["name"],
  columns: ["id", "name", "region", "size", "status", "tags"],
  ready: {
    "field": "status",
    "from": ["creating", "CREATING", "PROVISIONING"],
    "to": ["online", "ONLINE", "ACTIVE"],
    "failed": ["error", "ERROR"],
  },
} as const satisfies Kind;
