import { unprocessable } from "../../http/errors.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { below, DATABASES, engineOf, keepOnly, owned } from "./cluster.ts";
import { connection, passwordOf } from "./connections.ts";
import { CREDENTIALS } from "./credentials.ts";
import { memoryOf } from "./sizes.ts";

const MODES = ["session", "transaction", "statement"];

const PORT = 25061;

// Connections by GB of memory, and those that are kept for maintenance.
const BY_MEMORY = 25;
const RESERVED = 3;

function sizeOf({ fields }: ResourceRecord): number {
  return Number(fields.size);
}

function check({ store }: KindContext, cluster: ResourceRecord, fields: JsonObject, own = 0): void {
  const { mode, db, user } = fields;
  if (!MODES.includes(String(mode))) {
    throw unprocessable(`invalid pool mode: must be one of ${MODES.join(", ")}`);
  }
  if (store.resources.in(below(cluster, "dbs")).named(String(db)) === undefined) {
    throw unprocessable("invalid database: there is no database of that name");
  }
  // Without a user, who connects to the pool says as which.
  if (user && store.resources.in(below(cluster, "users")).named(String(user)) === undefined) {
    throw unprocessable("invalid user: there is no user of that name");
  }
  const room = BY_MEMORY * memoryOf(String(cluster.fields.size)) - RESERVED;
  const used = store.resources.in(below(cluster, "pools")).items
    .reduce((sum, pool) => sum + sizeOf(pool), 0);
  if (Number(fields.size) < 1 || used - own + Number(fields.size) > room) {
    throw unprocessable(`invalid pool size: all pools have at most ${room} connections together`);
  }
}

function create(c: KindContext, fields: JsonObject): void {
  const name = String(fields.name);
  if (name.length < 3 || name.length > 60) {
    throw unprocessable("invalid pool name: must be between 3 and 60 characters");
  }
  keepOnly(fields, ["name", "mode", "size", "db", "user"]);
  fields.user ??= "";
  check(c, c.parent as ResourceRecord, fields);
}

function update(c: KindContext, record: ResourceRecord, changes: JsonObject): void {
  check(c, c.parent as ResourceRecord, { ...record.fields, ...changes }, sizeOf(record));
}

/** The cluster of what is kept below it. */
function ownerOf(store: Store, { id }: ResourceRecord): ResourceRecord | undefined {
  const [, , , key = ""] = store.resources.place(id)?.path.split("/") ?? [];
  return store.resources.in(DATABASES).named(key);
}

function view(store: Store, record: ResourceRecord): JsonObject {
  const cluster = ownerOf(store, record);
  if (cluster === undefined) return {};
  const user = String(record.fields.user);
  const password = passwordOf(store, cluster, user || engineOf(cluster).admin);
  const target = { user, password: user && password, database: record.key, port: PORT };
  const to = (prefix: string): Json => connection(cluster, prefix, target);
  return { connection: to(""), private_connection: to("private-") };
}

/** The connection pools of a cluster. */
export const DATABASE_POOL: Kind = {
  path: `${DATABASES}/{}/pools`,
  key: "name",
  keyFrom: "request",
  owner: owned("pools"),
  withheld: CREDENTIALS,
  create,
  update,
  view,
};
