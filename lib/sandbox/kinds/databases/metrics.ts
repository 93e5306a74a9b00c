import type { Answer, Context } from "../../http/router.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { Kind } from "../kind.ts";
import { pick } from "./cluster.ts";

const PATH = "/v2/databases/metrics/credentials";

const NAMES = ["basic_auth_username", "basic_auth_password"];

/** What all metrics endpoints of an account ask for; it is made up until someone sets it. */
function current({ store }: Context): JsonObject {
  return store.resources.in(PATH).items[0]?.fields ?? {
    basic_auth_username: "metrics",
    basic_auth_password: uuid("metrics", 1).replaceAll("-", ""),
  };
}

function read(c: Context): Answer {
  return { status: 200, body: { credentials: current(c) } };
}

function write(c: Context): Answer {
  const { store, now, body } = c;
  const given = isObject(body.credentials) ? body.credentials : {};
  const fields = { ...current(c), ...pick(given, NAMES) };
  const found = store.resources.in(PATH).items[0];
  if (found) store.resources.in(PATH).write(found, fields);
  else {
    const draft = { key: "credentials", created: now, updated: now, fields, pending: [] };
    store.resources.add(PATH, draft);
  }
  return { status: 204 };
}

/** The credentials for the metrics endpoints of all clusters. */
export const DATABASE_METRICS: Kind = {
  path: PATH,
  routes: { [`GET ${PATH}`]: read, [`PUT ${PATH}`]: write },
};
