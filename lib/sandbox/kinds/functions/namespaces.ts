import { unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { requiredString } from "../../http/validate.ts";
import type { Kind, KindContext } from "../kind.ts";

/** Where namespaces of functions are kept. */
export const NAMESPACES = "/v2/functions/namespaces";

const REGIONS = ["ams3", "blr1", "fra1", "lon1", "nyc1", "sfo3", "sgp1", "syd1", "tor1"];

/** A text of so many hexadecimal digits that depends on nothing but its purpose and number. */
export function hex(purpose: string, number: number, length: number): string {
  let text = "";
  for (let i = 0; text.length < length; i++) text += uuid(`${purpose} ${i}`, number);
  return text.replaceAll("-", "").slice(0, length);
}

/** The fields of a body in which they are in an object of their own, whatever their case. */
function wrapped({ namespace }: JsonObject): JsonObject {
  if (!isObject(namespace)) return {};
  const entries = Object.entries(namespace as JsonObject)
    .map(([name, value]): [string, Json] => [name.toLowerCase(), value])
    .filter(([name]) => name === "label" || name === "region");
  return Object.fromEntries(entries);
}

function create({ store, body }: KindContext, fields: JsonObject): void {
  Object.assign(fields, wrapped(body as JsonObject));
  requiredString(fields, "label");
  const region = requiredString(fields, "region");
  if (!REGIONS.includes(region)) {
    throw unprocessable(
      `Functions are not available in this region, only in ${REGIONS.join(", ")}.`,
    );
  }
  fields.namespace = `fn-${uuid(NAMESPACES, store.state.counters.resource)}`;
}

function view(_store: Store, { id, key, created, updated, fields }: ResourceRecord): JsonObject {
  return {
    // In a domain where no server is.
    api_host: `https://faas-${fields.region}.example.com`,
    namespace: key,
    uuid: key.replace(/^fn-/, ""),
    key: hex("key", id, 64),
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  };
}

/** Namespaces of functions. */
export const NAMESPACE: Kind = {
  path: NAMESPACES,
  seed: {
    name: "functions_namespaces",
    fields: { label: "string", region: "string" },
    required: ["label", "region"],
  },
  key: "namespace",
  keyFrom: "request",
  // doctl sends them as fields of a `namespace`.
  lenient: ["label", "region"],
  create,
  view,
};
