import { badRequest, conflict, notFound } from "../http/errors.ts";
import type { Answer, Context } from "../http/router.ts";
import { timestamp } from "../state/clock.ts";
import { isObject, type JsonObject } from "../state/json.ts";
import { uuid } from "../state/random.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import type { Kind, KindContext } from "./kind.ts";

const KEYS = "/v2/spaces/keys";

// As many as an account can have.
const LIMIT = 200;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function letters(purpose: string, number: number, length: number): string {
  const hex = (uuid(purpose, number) + uuid(`${purpose} more`, number)).replaceAll("-", "");
  return Array.from(
    { length },
    (_, i) => ALPHABET[parseInt(hex.slice(2 * i, 2 * i + 2), 16) % ALPHABET.length],
  ).join("");
}

/** Either everything is allowed, or what is allowed is said for each bucket. */
function checkGrants({ grants }: JsonObject): void {
  if (!Array.isArray(grants)) return;
  for (const grant of grants.filter(isObject) as JsonObject[]) {
    if (grant.permission === "fullaccess" && grants.length > 1) {
      throw badRequest("A grant of full access cannot be combined with others.");
    }
    if (grant.permission !== "fullaccess" && !grant.bucket) {
      throw badRequest("A grant that is not of full access needs a bucket.");
    }
  }
}

function create({ store }: KindContext, fields: JsonObject): void {
  if (!fields.name) throw badRequest("name is required");
  checkGrants(fields);
  if (store.resources.in(KEYS).size >= LIMIT) {
    throw conflict(`An account can have at most ${LIMIT} keys.`);
  }
  const number = store.state.counters.resource;
  delete fields.created_at;
  fields.grants ??= [];
  fields.access_key = `DO00${letters("access key", number, 16)}`;
  fields.secret_key = uuid("secret", number).replaceAll("-", "") + letters("secret", number, 11);
}

function update(_c: KindContext, _record: ResourceRecord, changes: JsonObject): void {
  checkGrants(changes);
  delete changes.access_key;
  delete changes.created_at;
}

function view(_store: Store, { key, created }: ResourceRecord): JsonObject {
  return { access_key: key, created_at: timestamp(created) };
}

/** The description has a list in this answer, and the vendor's own clients read the key itself. */
function get({ store, params }: Context): Answer {
  const record = store.resources.in(KEYS).named(params.access_key as string);
  if (record === undefined) throw notFound();
  const key = { ...record.fields, ...view(store, record) };
  return { status: 200, body: { key, keys: [key] } };
}

/** Keys of object storage, whose secret is shown once. */
export const SPACES_KEY: Kind = {
  path: KEYS,
  seed: {
    name: "spaces_keys",
    fields: { name: "string", grants: "list" },
    required: ["name"],
  },
  key: "access_key",
  keyFrom: "request",
  once: ["secret_key"],
  create,
  update,
  view,
  routes: { "GET /v2/spaces/keys/{access_key}": get },
};
