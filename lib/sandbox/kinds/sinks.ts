import { isObject, type JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import type { Kind } from "./kind.ts";

const DESTINATIONS = "/v2/monitoring/sinks/destinations";

function destinationOf(store: Store, id: string): JsonObject | undefined {
  const record = store.resources.in(DESTINATIONS).named(id);
  if (record === undefined) return undefined;
  const { config, ...fields } = record.fields;
  // Credentials are sent and never shown.
  const { credentials: _, ...shown } = isObject(config) ? config as JsonObject : {};
  return { ...fields, id, config: { endpoint: "", ...shown } };
}

function view(store: Store, { key, fields }: ResourceRecord): JsonObject {
  const [first] = Array.isArray(fields.resources) ? fields.resources : [];
  const destination = destinationOf(store, String(fields.destination_uuid));
  return {
    sink_uuid: key,
    ...(destination && { destination }),
    // The description asks for this and does not say what it is.
    urn: isObject(first) ? first.urn as string : "",
  };
}

/** Where the logs of Kubernetes clusters go. */
export const SINKS: Kind = { path: "/v2/monitoring/sinks", key: "sink_uuid", view };
