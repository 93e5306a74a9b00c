import { assertEquals, assertMatch } from "@std/assert";
import { bench } from "../../support.ts";
import { bodyOf, cluster, shown } from "./support.ts";

const UNSUPPORTED = "422 unprocessable_entity: operation is not supported for this cluster type";

Deno.test("users have passwords that are renewed, and go again", async () => {
  const b = bench();
  const path = await cluster(b);
  const { user } = (await b.call("POST", `${path}/users`, { name: "app", role: "primary" })).json;
  assertEquals(Object.keys(user).sort(), ["name", "password", "role"]);
  assertEquals(user.role, "normal");
  const renewed = await b.call("POST", `${path}/users/doadmin/reset_auth`, {});
  assertEquals(renewed.json.user.password === user.password, false);
  assertEquals((await shown(b, path)).connection.password, renewed.json.user.password);
  assertEquals(
    await b.refused("DELETE", `${path}/users/doadmin`),
    "403 forbidden: cannot delete the primary user",
  );
  assertMatch(await b.refused("POST", `${path}/users`, { name: "app" }), /^409 .*already in use/);
  assertEquals((await b.call("DELETE", `${path}/users/app`)).status, 204);
  assertEquals((await b.call("GET", `${path}/users/app`)).status, 404);
});

Deno.test("a user of MySQL has a way to authenticate, which resetting changes", async () => {
  const b = bench();
  const path = await cluster(b, { engine: "mysql" });
  const { user } = (await b.call("POST", `${path}/users`, { name: "app" })).json;
  assertEquals(user.mysql_settings, { auth_plugin: "caching_sha2_password" });
  const mysql_settings = { auth_plugin: "mysql_native_password" };
  const reset = await b.call("POST", `${path}/users/app/reset_auth`, { mysql_settings });
  assertEquals(reset.json.user.mysql_settings, mysql_settings);
  assertMatch(
    await b.refused("POST", `${path}/users/app/reset_auth`, {
      mysql_settings: { auth_plugin: "none" },
    }),
    /^422 /,
  );
});

Deno.test("a user of Kafka has a certificate and rules with ids", async () => {
  const b = bench();
  const path = await cluster(b, { engine: "kafka" });
  const acl = [{ topic: "orders", permission: "consume" }];
  const made = await b.call("POST", `${path}/users`, { name: "app", settings: { acl } });
  const { access_cert, settings } = made.json.user;
  assertMatch(access_cert, /^-----BEGIN CERTIFICATE-----/);
  assertMatch(settings.acl[0].id, /^acl/);
  const more = [...settings.acl, { topic: "orders", permission: "produce" }];
  const { user } = (await b.call("PUT", `${path}/users/app`, { settings: { acl: more } })).json;
  assertEquals(user.settings.acl[0], settings.acl[0]);
  assertEquals(typeof user.settings.acl[1].id, "string");
  assertEquals((await b.call("GET", `${path}/users/app`)).json.user.settings, user.settings);
});

Deno.test("MongoDB shows a password once, in the answer that makes it", async () => {
  const b = bench();
  const body = bodyOf({ engine: "mongodb" });
  const { database } = (await b.call("POST", "/v2/databases", body)).json;
  const path = `/v2/databases/${database.id}`;
  assertMatch(database.connection.password, /^AVNS_/);
  assertEquals(database.users[0].password, database.connection.password);
  const later = await shown(b, path);
  assertEquals([later.connection.password, later.users[0].password], ["", ""]);
  assertMatch(later.connection.uri, /^mongodb\+srv:\/\/doadmin@/);
  const read = async (name: string) => (await b.call("GET", `${path}/users/${name}`)).json.user;
  assertEquals((await read("doadmin")).password, "");
  const { user } = (await b.call("POST", `${path}/users`, { name: "app" })).json;
  assertMatch(user.password, /^AVNS_/);
  assertEquals((await read("app")).password, "");
  const reset = await b.call("POST", `${path}/users/app/reset_auth`, {});
  assertMatch(reset.json.user.password, /^AVNS_/);
  assertEquals((await read("app")).password, "");
});

Deno.test("a token that only reads sees no passwords", async () => {
  const databases = [{ name: "shop" }];
  const scopes = ["database:read", "database:update"];
  const b = bench({ seed: { databases }, tokens: [{ token: "token", scopes }, "owner"] });
  const [{ id, connection, users }] = (await b.call("GET", "/v2/databases")).json.databases;
  assertEquals([connection.password, users[0].password], ["", ""]);
  assertMatch(connection.uri, /^postgresql:\/\/doadmin@shop-/);
  const path = `/v2/databases/${id}/users/doadmin`;
  const reset = await b.call("POST", `${path}/reset_auth`, {});
  assertEquals([reset.status, reset.json.user.password], [200, ""]);
  const owner = await b.call("GET", path, undefined, { authorization: "Bearer owner" });
  assertMatch(owner.json.user.password, /^AVNS_/);
  assertEquals((await b.call("GET", "/v2/databases/metrics/credentials")).status, 403);
});

Deno.test("the databases of a cluster are listed in it", async () => {
  const b = bench();
  const path = await cluster(b);
  assertEquals((await b.call("POST", `${path}/dbs`, { name: "shop" })).json.db, { name: "shop" });
  assertEquals((await shown(b, path)).db_names, ["defaultdb", "shop"]);
  assertEquals((await b.call("DELETE", `${path}/dbs/shop`)).status, 204);
  assertEquals((await shown(b, path)).db_names, ["defaultdb"]);
});

Deno.test("a pool connects a user to a database, within what the memory allows", async () => {
  const b = bench();
  const path = await cluster(b);
  const body = { name: "web", mode: "transaction", size: 10, db: "defaultdb", user: "doadmin" };
  const { pool } = (await b.call("POST", `${path}/pools`, body)).json;
  const { password } = (await shown(b, path)).connection;
  assertEquals([pool.connection.port, pool.connection.database], [25061, "web"]);
  assertEquals(pool.connection.password, password);
  const change = { mode: "session", size: 22, db: "defaultdb" };
  assertEquals((await b.call("PUT", `${path}/pools/web`, change)).status, 204);
  assertEquals((await b.call("GET", `${path}/pools/web`)).json.pool.mode, "session");
  const refused = async (more: Record<string, unknown>) =>
    await b.refused("POST", `${path}/pools`, { ...body, name: "more", ...more });
  assertMatch(await refused({}), /^422 .*at most 22 connections together/);
  assertMatch(await refused({ mode: "fast" }), /^422 .*invalid pool mode/);
  assertMatch(await refused({ db: "none" }), /^422 .*invalid database/);
  assertMatch(await refused({ user: "none" }), /^422 .*invalid user/);
  assertMatch(await refused({ name: "ab" }), /^422 .*between 3 and 60/);
  assertEquals((await b.call("DELETE", `${path}/pools/web`)).status, 204);
  const inbound = (await b.call("POST", `${path}/pools`, { ...body, user: undefined })).json.pool;
  assertEquals([inbound.user, inbound.connection.password], ["", ""]);
});

const FOREIGN: [engine: string, method: string, path: string, body?: unknown][] = [
  ["mysql", "GET", "pools"],
  ["redis", "GET", "users"],
  ["valkey", "POST", "dbs", { name: "x" }],
  ["valkey", "GET", "backups"],
  ["pg", "GET", "topics"],
  ["pg", "GET", "topics/none"],
  ["pg", "GET", "indexes"],
  ["pg", "GET", "eviction_policy"],
  ["pg", "PUT", "sql_mode", { sql_mode: "ANSI" }],
  ["pg", "GET", "schema-registry"],
  ["kafka", "GET", "replicas"],
  ["kafka", "POST", "replicas", { name: "r", size: "db-s-2vcpu-4gb" }],
  ["opensearch", "GET", "online-migration"],
];

for (const [engine, method, what, body] of FOREIGN) {
  Deno.test(`${method} ${what} is not for clusters of ${engine}`, async () => {
    const b = bench();
    const path = await cluster(b, { engine });
    assertEquals(await b.refused(method, `${path}/${what}`, body), UNSUPPORTED);
  });
}

Deno.test("a topic is configured, then active, with Kafka's own settings where none are given", async () => {
  const b = bench();
  const path = await cluster(b, { engine: "kafka" });
  const body = { name: "orders", partition_count: 3, config: { cleanup_policy: "compact" } };
  const { topic } = (await b.call("POST", `${path}/topics`, body)).json;
  assertEquals([topic.state, topic.replication_factor], ["configuring", 2]);
  b.clock.advance(10);
  const read = async () => (await b.call("GET", `${path}/topics/orders`)).json.topic;
  const { state, partitions, config } = await read();
  assertEquals([state, partitions.length], ["active", 3]);
  assertEquals([config.cleanup_policy, config.retention_bytes], ["compact", -1]);
  const put = (change: unknown) => b.refused("PUT", `${path}/topics/orders`, change);
  assertMatch(await put({ partition_count: 2 }), /^422 .*partitions can only be added/);
  assertMatch(await put({ replication_factor: 4 }), /^422 .*between 1 and 3/);
  assertMatch(await put({ partition_count: 5, config: { retention_ms: 1 } }), /^200 /);
  const after = await read();
  assertEquals([after.partitions.length, after.config.retention_ms], [5, 1]);
  assertEquals(after.config.cleanup_policy, "compact");
});

Deno.test("a subject has versions of its schema and rules of its own", async () => {
  const b = bench();
  const path = `${await cluster(b, { engine: "kafka" })}/schema-registry`;
  const post = (schema: string, schema_type = "AVRO") =>
    b.call("POST", path, { subject_name: "order", schema_type, schema });
  const first = (await post('{"type": "string"}', "avro")).json;
  assertEquals([first.subject_name, first.schema_type], ["order", "avro"]);
  assertEquals((await post('{"type": "string"}')).json.schema_id, first.schema_id);
  await post('{"type": "long"}');
  const latest = (await b.call("GET", `${path}/order`)).json;
  assertEquals([latest.version, latest.schema], ["2", '{"type": "long"}']);
  assertEquals((await b.call("GET", `${path}/order/versions/1`)).json.schema, '{"type": "string"}');
  assertEquals((await b.call("GET", `${path}/order/versions/3`)).status, 404);
  assertEquals((await post("{")).status, 400);
  assertEquals(
    await b.refused("POST", path, { schema_type: "AVRO", schema: "{}" }),
    "422 unprocessable_entity: subject_name is required",
  );
  assertEquals((await post("{}", "XML")).status, 422);
  await b.call("PUT", `${path}/config/order`, { compatibility_level: "FULL" });
  assertEquals((await b.call("GET", `${path}/config`)).json, { compatibility_level: "BACKWARD" });
  assertEquals((await b.call("GET", `${path}/config/order`)).json, {
    subject_name: "order",
    compatibility_level: "FULL",
  });
  assertEquals((await b.call("DELETE", `${path}/order`)).status, 204);
  assertEquals((await b.call("GET", `${path}/config/order`)).status, 404);
});

Deno.test("the indexes of an OpenSearch cluster are those of the seed", async () => {
  const b = bench({ seed: { databases: [{ ...bodyOf({ engine: "opensearch" }) } as never] } });
  const [{ id }] = (await b.call("GET", "/v2/databases")).json.databases;
  const path = `/v2/databases/${id}/indexes`;
  assertEquals((await b.call("GET", path)).json.indexes, []);
  const state = b.sandbox.snapshot();
  const now = b.clock.now();
  const record = { id: 99, key: "logs", created: now, updated: now, fields: {}, pending: [] };
  state.resources[path] = [record];
  b.sandbox.restore(state);
  const [index] = (await b.call("GET", path)).json.indexes;
  assertEquals([index.index_name, index.health], ["logs", "green"]);
  assertEquals((await b.call("DELETE", `${path}/logs`)).status, 204);
  assertEquals((await b.call("DELETE", `${path}/logs`)).status, 404);
});
