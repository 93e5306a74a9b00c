import { notFound, unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { optionalString, requiredString } from "../../http/validate.ts";
import { createResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { hex, NAMESPACES } from "./namespaces.ts";

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24 };

/** The milliseconds of a duration such as `36h` or `7d`. */
function readDuration(text: string): number {
  const [, count, unit = ""] = text.match(/^(\d{1,6})([hd])$/) ?? [];
  const hours = Number(count) * (HOURS[unit] ?? NaN);
  if (hours >= 1) return hours * 3_600_000;
  throw unprocessable("expires_in must be a number of hours or days such as 36h or 7d.");
}

function create({ store }: KindContext, fields: JsonObject): void {
  requiredString(fields, "name");
  const duration = optionalString(fields, "expires_in");
  delete fields.expires_in;
  fields.expires_at = duration ? timestamp(store.clock.now() + readDuration(duration)) : null;
  fields.id = `dof_v1_${hex("access key", store.state.counters.resource, 32)}`;
}

function update(_c: KindContext, _key: ResourceRecord, changes: JsonObject): void {
  requiredString(changes, "name");
}

function view(_store: Store, { key, created, updated, fields }: ResourceRecord): JsonObject {
  return {
    id: key,
    name: fields.name as string,
    expires_at: fields.expires_at ?? null,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  };
}

/** The secret of a key is answered once. */
function createKey(c: Context): Answer {
  const { store, body, params } = c;
  const parent = store.resources.in(NAMESPACES).named(String(params.namespace_id));
  if (parent === undefined) throw notFound();
  const { name, expires_in } = body as JsonObject;
  const context = { ...c, collection: `${pathOf(NAMESPACES, parent.key)}/keys`, parent };
  const key = createResource(context, ACCESS_KEY, { name, expires_in } as JsonObject);
  const secret = hex("secret", key.id, 64);
  return { status: 201, body: { access_key: { ...view(store, key), secret } } };
}

/** Keys that functions are called with. */
export const ACCESS_KEY: Kind = {
  path: `${NAMESPACES}/{}/keys`,
  keyFrom: "request",
  unique: { fields: ["name"], message: "An access key with this name already exists." },
  create,
  update,
  view,
  routes: { "POST /v2/functions/namespaces/{namespace_id}/keys": createKey },
};
