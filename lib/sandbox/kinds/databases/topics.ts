import { unprocessable } from "../../http/errors.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { DATABASES, owned } from "./cluster.ts";

// The largest number of 64 bits, as far as numbers of JSON go.
const MAX = 9223372036854776000;

/** What a topic has where nobody says otherwise, which are Kafka's own defaults. */
const CONFIG: JsonObject = {
  cleanup_policy: "delete",
  compression_type: "producer",
  delete_retention_ms: 86_400_000,
  file_delete_delay_ms: 60_000,
  flush_messages: MAX,
  flush_ms: MAX,
  index_interval_bytes: 4096,
  max_compaction_lag_ms: MAX,
  max_message_bytes: 1_048_588,
  message_down_conversion_enable: true,
  message_format_version: "3.0-IV1",
  message_timestamp_difference_max_ms: MAX,
  message_timestamp_type: "create_time",
  min_cleanable_dirty_ratio: 0.5,
  min_compaction_lag_ms: 0,
  min_insync_replicas: 1,
  preallocate: false,
  retention_bytes: -1,
  retention_ms: 604_800_000,
  segment_bytes: 209_715_200,
  segment_index_bytes: 10_485_760,
  segment_jitter_ms: 0,
  segment_ms: 604_800_000,
};

function check(cluster: ResourceRecord, { replication_factor, partition_count }: JsonObject): void {
  const nodes = Number(cluster.fields.num_nodes);
  const factor = Number(replication_factor);
  if (factor < 1 || factor > nodes) {
    throw unprocessable(`invalid replication factor: must be between 1 and ${nodes}`);
  }
  const count = Number(partition_count);
  if (count < 1 || count > 2048) {
    throw unprocessable("invalid partition count: must be between 1 and 2048");
  }
}

function create({ parent }: KindContext, fields: JsonObject): void {
  fields.replication_factor ??= 2;
  fields.partition_count ??= 1;
  check(parent as ResourceRecord, fields);
  fields.config = { ...CONFIG, ...isObject(fields.config) ? fields.config as JsonObject : {} };
}

function update({ parent }: KindContext, { fields }: ResourceRecord, changes: JsonObject): void {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete changes[name];
  }
  check(parent as ResourceRecord, { ...fields, ...changes });
  if (Number(changes.partition_count) < Number(fields.partition_count)) {
    throw unprocessable("invalid partition count: partitions can only be added");
  }
  if (isObject(changes.config)) {
    changes.config = { ...fields.config as JsonObject, ...changes.config as JsonObject };
  }
}

/** A topic in which nobody has written anything. */
function view(_store: Store, { fields }: ResourceRecord): JsonObject {
  const partitions = Array.from({ length: Number(fields.partition_count) }, (_, id): Json => ({
    id,
    size: 0,
    in_sync_replicas: fields.replication_factor ?? 1,
    earliest_offset: 0,
    consumer_groups: [],
  }));
  return { partitions };
}

/** The topics of a Kafka cluster. */
export const DATABASE_TOPIC: Kind = {
  path: `${DATABASES}/{}/topics`,
  key: "name",
  keyFrom: "request",
  transitions: [{ field: "state", from: "configuring", to: "active" }],
  owner: owned("topics"),
  create,
  update,
  view,
};
