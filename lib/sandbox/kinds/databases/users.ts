import { ApiError } from "../../http/errors.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { DATABASES, engineOf, keepOnly, owned } from "./cluster.ts";
import { secrecy, showsPasswords } from "./connections.ts";
import { CREDENTIALS } from "./credentials.ts";

// MySQL's own default since version 8.
const MYSQL_SETTINGS = { auth_plugin: "caching_sha2_password" };

function isMysql({ fields }: ResourceRecord): boolean {
  return fields.engine === "mysql" || fields.engine === "advanced_mysql";
}

function newPassword(store: Store): string {
  const random = uuid("password", store.state.counters.resource++).replaceAll("-", "");
  return `AVNS_${random.slice(0, 19)}`;
}

/** The settings of a user; the rules of Kafka's have ids. */
function settingsOf({ store }: KindContext, value: unknown): JsonObject {
  const settings = { ...isObject(value) ? value as JsonObject : {} };
  if (!Array.isArray(settings.acl)) return settings;
  settings.acl = settings.acl.map((rule): Json => {
    if (!isObject(rule) || rule.id) return rule as Json;
    const id = uuid("acl", store.state.counters.resource++).replaceAll("-", "").slice(0, 12);
    return { ...rule as JsonObject, id: `acl${id}` };
  });
  return settings;
}

function create(c: KindContext, fields: JsonObject): void {
  const cluster = c.parent as ResourceRecord;
  keepOnly(fields, [
    "name",
    "settings",
    ...(isMysql(cluster) ? ["mysql_settings"] : []),
    ...(cluster.fields.engine === "mongodb" ? ["readonly"] : []),
  ]);
  fields.role = fields.name === engineOf(cluster).admin ? "primary" : "normal";
  fields.password = newPassword(c.store);
  if (fields.settings !== undefined) fields.settings = settingsOf(c, fields.settings);
  if (isMysql(cluster)) fields.mysql_settings ??= MYSQL_SETTINGS;
  if (cluster.fields.engine !== "kafka") return;
  const number = c.store.state.counters.resource;
  const pem = (word: string): string =>
    `-----BEGIN ${word}-----\n${btoa(uuid(word, number))}\n-----END ${word}-----\n`;
  fields.access_cert = pem("CERTIFICATE");
  fields.access_key = pem("PRIVATE KEY");
}

function created({ parent }: KindContext, record: ResourceRecord): void {
  record.hidden = secrecy(String(parent?.fields.engine));
}

/** A request can change the settings of a user and nothing else. */
function update(c: KindContext, _record: ResourceRecord, changes: JsonObject): void {
  keepOnly(changes, ["settings"]);
  if (changes.settings !== undefined) changes.settings = settingsOf(c, changes.settings);
}

function remove(_c: KindContext, { fields }: ResourceRecord): void {
  if (fields.role === "primary") {
    throw new ApiError(403, "forbidden", "cannot delete the primary user");
  }
}

function resetAuth({ store, body }: KindContext, record: ResourceRecord): void {
  record.fields.password = newPassword(store);
  if (record.hidden?.secret) record.hidden.once = true;
  if (record.fields.mysql_settings === undefined) return;
  record.fields.mysql_settings = {
    ...MYSQL_SETTINGS,
    ...isObject(body.mysql_settings) ? body.mysql_settings as JsonObject : {},
  };
}

function view(_store: Store, record: ResourceRecord): JsonObject {
  return showsPasswords(record) ? {} : { password: "" };
}

/** The users of a cluster. */
export const DATABASE_USER: Kind = {
  path: `${DATABASES}/{}/users`,
  key: "name",
  keyFrom: "request",
  seed: {
    name: "users",
    fields: { name: "string", settings: "object", mysql_settings: "object" },
    required: ["name"],
    isGiven: ({ key }) => key === "doadmin",
  },
  owner: owned("users"),
  withheld: CREDENTIALS,
  create,
  created,
  update,
  remove,
  view,
  actions: { "POST reset_auth": resetAuth },
};
