import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Kind, KindContext } from "../kind.ts";
import { below, clusterOf, DATABASES, pick } from "./cluster.ts";

const RSYSLOG = ["server", "port", "tls", "format", "logline", "sd", "ca", "key", "cert"];
const SEARCH = ["url", "index_prefix", "index_days_max", "timeout", "ca"];

/** What sinks of a type are configured by. */
const CONFIG: Readonly<Record<string, readonly string[]>> = {
  rsyslog: RSYSLOG,
  elasticsearch: SEARCH,
  opensearch: SEARCH,
  datadog: ["site", "datadog_api_key"],
};

const SEARCH_DEFAULTS = { index_days_max: 7, timeout: 10 };

/** What sinks have that say nothing else. */
const DEFAULTS: Readonly<Record<string, JsonObject>> = {
  elasticsearch: SEARCH_DEFAULTS,
  opensearch: SEARCH_DEFAULTS,
};

/** MongoDB sends its logs to Datadog and nowhere else, and only MongoDB does. */
function checkType(cluster: ResourceRecord, type: string): void {
  if ((cluster.fields.engine === "mongodb") !== (type === "datadog")) {
    throw unprocessable(`${type} log sink not supported for ${cluster.fields.engine} clusters`);
  }
}

function configOf(type: string, value: unknown): JsonObject {
  const given = isObject(value) ? value : {};
  const config = pick(given, CONFIG[type] ?? []);
  if (type === "rsyslog" && config.format === "custom" && !config.logline) {
    throw unprocessable("config.logline is required when config.format is custom");
  }
  return { ...DEFAULTS[type], ...config };
}

function create({ store, parent, collection }: KindContext, fields: JsonObject): void {
  const { sink_name: name, sink_type: type } = fields;
  if (typeof name !== "string" || name === "") throw unprocessable("sink_name is required");
  if (typeof type !== "string" || type === "") throw unprocessable("sink_type is required");
  checkType(parent as ResourceRecord, type);
  if (store.resources.in(collection).items.some(({ fields }) => fields.sink_name === name)) {
    throw unprocessable("a log sink with this name exists already");
  }
  fields.config = configOf(type, fields.config);
}

function update(_c: KindContext, { fields }: ResourceRecord, changes: JsonObject): void {
  changes.config = configOf(String(fields.sink_type), changes.config);
}

/** The answer is the sink itself, unlike that which makes it. */
function readSink(c: Context): Answer {
  const sinks = c.store.resources.in(below(clusterOf(c), "logsink"));
  const sink = sinks.named(c.params.logsink_id as string);
  if (sink === undefined) throw notFound();
  return { status: 200, body: sink.fields };
}

/** Where the logs of a cluster go. */
export const DATABASE_LOGSINK: Kind = {
  path: `${DATABASES}/{}/logsink`,
  key: "sink_id",
  create,
  update,
  routes: { "GET /v2/databases/{database_cluster_uuid}/logsink/{logsink_id}": readSink },
};
