import type { Kind } from "./kind.ts";

/** A schema in the registry of a Kafka cluster. */
export const databaseSchema = {
  path: "/v2/databases/{database_cluster_uuid}/schema-registry",
  param: "subject_name",
  one: null,
  many: "subjects",
  id: "subject_name",
  ids: "text",
  without: ["update"],
  columns: ["subject_name", "schema_type", "schema_id"],
  parent: "database",
} as const satisfies Kind;
