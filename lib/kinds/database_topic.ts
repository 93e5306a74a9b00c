import type { Kind } from "./kind.ts";

/** A topic of a Kafka cluster. */
export const databaseTopic = {
  path: "/v2/databases/{database_cluster_uuid}/topics",
  param: "topic_name",
  one: "topic",
  many: "topics",
  id: "name",
  ids: "text",
  columns: ["name", "state", "partition_count", "replication_factor"],
  ready: { "field": "state", "from": ["configuring", "unknown"], "to": ["active"] },
  parent: "database",
} as const satisfies Kind;
