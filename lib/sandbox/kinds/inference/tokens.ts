import type { Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { ENDPOINTS } from "./paths.ts";

function create({ store, collection }: KindContext, fields: JsonObject): void {
  const number = store.state.counters.resource;
  fields.value = `doo_v1_${uuid(collection, -number).replaceAll("-", "")}`;
  fields.is_managed ??= false;
}

function view(_store: Store, { key, created }: ResourceRecord): JsonObject {
  return { id: key, created_at: timestamp(created) };
}

/** The tokens by which an endpoint is asked. */
export const TOKEN: Kind = {
  path: `${ENDPOINTS}/{}/tokens`,
  unique: { fields: ["name"], message: "A token with this name already exists." },
  once: ["value"],
  create,
  view,
};

/** Makes a token of an endpoint; only this answer has its value. */
export function createToken(c: Context, endpoint: string, fields: JsonObject): JsonObject {
  const collection = `${pathOf(ENDPOINTS, endpoint)}/tokens`;
  const record = createResource({ ...c, collection }, TOKEN, fields);
  const shown = { ...record.fields, ...view(c.store, record) };
  delete record.fields.value;
  return shown;
}
