import { conflict, notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { DATABASES } from "../databases/cluster.ts";
import { updateResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";

const SINKS = "/v2/monitoring/sinks";
const DESTINATIONS = `${SINKS}/destinations`;
const CLUSTERS = "/v2/kubernetes/clusters";

// The number of days that logs are kept if the request says nothing.
const RETENTION = 14;

/** Credentials are sent and never shown, so that they are not remembered either. */
function checkDestination({ store }: KindContext, fields: JsonObject): void {
  const { credentials: _, ...config } = (fields.config ?? {}) as JsonObject;
  if (!config.endpoint) throw unprocessable("config.endpoint is required");
  if (fields.type === "opensearch_dbaas") {
    const cluster = store.resources.in(DATABASES).named(String(config.cluster_uuid));
    if (cluster?.fields.engine !== "opensearch") {
      throw unprocessable("config.cluster_uuid must be that of an OpenSearch cluster");
    }
  }
  fields.config = {
    id: uuid("destination config", store.state.counters.resource),
    retention_days: RETENTION,
    ...config,
  };
}

function destinationView(_store: Store, { key, fields }: ResourceRecord): JsonObject {
  // One that was put there as it is may have credentials.
  const { credentials: _, ...config } = isObject(fields.config) ? fields.config as JsonObject : {};
  return { id: key, config: { endpoint: "", ...config } };
}

function sinksTo(store: Store, destination: string): readonly ResourceRecord[] {
  return store.resources.in(SINKS).items.filter(({ fields }) =>
    fields.destination_uuid === destination
  );
}

function removeDestination({ store }: KindContext, { key }: ResourceRecord): void {
  if (sinksTo(store, key).length > 0) {
    throw conflict("The destination is used by sinks. Delete them first.");
  }
}

/** Changes a destination; a POST to an unknown one creates none. */
function updateDestination(c: Context): Answer {
  const record = c.store.resources.in(DESTINATIONS).named(c.params.destination_uuid as string);
  if (record === undefined) throw notFound();
  const { name, type, config } = c.body as JsonObject;
  const changes = { type, config, ...(name !== undefined && { name }) } as JsonObject;
  updateResource({ ...c, collection: DESTINATIONS }, DESTINATION, record, changes);
  return { status: 204 };
}

/** Where logs go to. */
export const DESTINATION: Kind = {
  path: DESTINATIONS,
  key: "id",
  create: checkDestination,
  update: (c, _record, changes) => checkDestination(c, changes),
  remove: removeDestination,
  view: destinationView,
  routes: { [`POST ${DESTINATIONS}/{destination_uuid}`]: updateDestination },
};

/** A sink has a destination that is there, and the logs of clusters that are there. */
function createSink({ store }: KindContext, fields: JsonObject): void {
  if (store.resources.in(DESTINATIONS).named(String(fields.destination_uuid)) === undefined) {
    throw notFound();
  }
  for (const { urn } of (fields.resources ?? []) as JsonObject[]) {
    const key = String(urn).replace(/^do:kubernetes:/, "");
    if (store.resources.in(CLUSTERS).named(key) === undefined) throw notFound();
  }
}

function sinkView(store: Store, { key, fields }: ResourceRecord): JsonObject {
  const [first] = Array.isArray(fields.resources) ? fields.resources : [];
  const destination = store.resources.in(DESTINATIONS).named(String(fields.destination_uuid));
  return {
    sink_uuid: key,
    ...(destination && {
      destination: { ...destination.fields, ...destinationView(store, destination) },
    }),
    // The description asks for this and does not say what it is.
    urn: isObject(first) ? first.urn as string : "",
  };
}

/** Where the logs of Kubernetes clusters go. */
export const SINK: Kind = { path: SINKS, key: "sink_uuid", create: createSink, view: sinkView };
