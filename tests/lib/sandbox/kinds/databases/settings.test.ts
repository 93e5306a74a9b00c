import { assertEquals, assertMatch } from "@std/assert";
import { bench } from "../../support.ts";
import { cluster } from "./support.ts";

Deno.test("the configuration of a cluster has what was set beside the engine's own values", async () => {
  const b = bench();
  const path = await cluster(b);
  const read = async () => (await b.call("GET", `${path}/config`)).json.config;
  assertEquals([(await read()).work_mem, (await read()).timezone], [4, "UTC"]);
  assertEquals((await b.call("PATCH", `${path}/config`, { config: { work_mem: 32 } })).status, 200);
  await b.call("PATCH", `${path}/config`, { config: { timezone: "Europe/Helsinki" } });
  assertEquals([(await read()).work_mem, (await read()).timezone], [32, "Europe/Helsinki"]);
  const patch = (config: unknown) => b.refused("PATCH", `${path}/config`, { config });
  assertEquals(
    await patch({ sql_require_primary_key: true }),
    "422 unprocessable_entity: invalid config: unknown parameter sql_require_primary_key",
  );
  assertMatch(await patch({ work_mem: 5000 }), /^422 /);
});

Deno.test("the advanced editions list the variables that were set", async () => {
  const b = bench();
  const path = await cluster(b, { engine: "advanced_mysql" });
  const config = { mysql_parameters: { time_zone: "SYSTEM" } };
  assertEquals((await b.call("PATCH", `${path}/config`, { config })).status, 200);
  const [variable] = (await b.call("GET", `${path}/config`)).json.config.mysql_parameters;
  assertEquals([variable.name, variable.value], ["time_zone", "SYSTEM"]);
  for (const wrong of [{ pg_parameters: {} }, { mysql_parameters: { "a b": "x" } }]) {
    assertMatch(await b.refused("PATCH", `${path}/config`, { config: wrong }), /^422 /);
  }
});

Deno.test("the eviction policy is one of the parameters of a cache, by both of its paths", async () => {
  const b = bench();
  for (const engine of ["redis", "valkey"]) {
    const path = await cluster(b, { engine, name: engine });
    const read = async () => (await b.call("GET", `${path}/eviction_policy`)).json;
    assertEquals(await read(), { eviction_policy: "noeviction" });
    const body = { eviction_policy: "allkeys_lru" };
    assertEquals((await b.call("PUT", `${path}/eviction_policy`, body)).status, 204);
    assertEquals(await read(), body);
    const { config } = (await b.call("GET", `${path}/config`)).json;
    const written = { redis: "allkeys-lru", valkey: "allkeys_lru" }[engine];
    assertEquals(config[`${engine}_maxmemory_policy`], written);
    assertMatch(
      await b.refused("PUT", `${path}/eviction_policy`, { eviction_policy: "none" }),
      /^422 /,
    );
  }
});

Deno.test("Valkey's policies are taken with dashes, too, and no others", async () => {
  const b = bench();
  const path = await cluster(b, { engine: "valkey" });
  const patch = (policy: string) =>
    b.refused("PATCH", `${path}/config`, { config: { valkey_maxmemory_policy: policy } });
  assertMatch(await patch("volatile-random"), /^200 /);
  assertEquals((await b.call("GET", `${path}/eviction_policy`)).json, {
    eviction_policy: "volatile_random",
  });
  assertMatch(await patch("some-of-them"), /^422 .*must be one of noeviction, /);
});

Deno.test("the SQL mode is one of the parameters of MySQL", async () => {
  const b = bench();
  const path = await cluster(b, { engine: "mysql" });
  const body = { sql_mode: "ANSI,NO_ZERO_DATE" };
  assertEquals((await b.call("PUT", `${path}/sql_mode`, body)).status, 204);
  assertEquals((await b.call("GET", `${path}/sql_mode`)).json, body);
  assertEquals((await b.call("GET", `${path}/config`)).json.config.sql_mode, body.sql_mode);
  assertEquals(
    await b.refused("PUT", `${path}/sql_mode`, { sql_mode: "ANSI,FAST" }),
    "422 unprocessable_entity: invalid sql_mode: FAST",
  );
});

Deno.test("storage grows by itself where that is asked for, by either name", async () => {
  const b = bench();
  const storage = { enabled: true, threshold_percent: 80, increment_gib: 10 };
  const path = await cluster(b, { storage_autoscale: storage });
  assertEquals((await b.call("GET", `${path}/autoscale`)).json, {
    autoscale: { storage },
    storage,
  });
  const off = { storage: { enabled: false } };
  const none = { storage: { enabled: false, threshold_percent: 0, increment_gib: 0 } };
  assertEquals((await b.call("PUT", `${path}/autoscale`, none)).status, 204);
  assertEquals((await b.call("GET", `${path}/autoscale`)).json.autoscale, off);
  const low = { storage: { ...storage, threshold_percent: 1 } };
  assertMatch(await b.refused("PUT", `${path}/autoscale`, low), /^422 /);
  const other = await cluster(b, { name: "other", autoscale: { storage } });
  assertEquals((await b.call("GET", `${other}/autoscale`)).json.autoscale, { storage });
  const third = await cluster(b, { name: "third" });
  assertEquals((await b.call("GET", `${third}/autoscale`)).json.autoscale, off);
});

Deno.test("a cluster has names of its owner's and a certificate", async () => {
  const b = bench();
  const path = await cluster(b);
  const read = async () => (await b.call("GET", `${path}/do_settings`)).json.do_settings;
  assertEquals(await read(), { service_cnames: [] });
  const do_settings = { service_cnames: ["db.example.com"] };
  assertEquals((await b.call("PUT", `${path}/do_settings`, { do_settings })).status, 204);
  assertEquals(await read(), do_settings);
  const many = { service_cnames: Array.from({ length: 17 }, (_, i) => `db${i}.example.com`) };
  assertMatch(await b.refused("PUT", `${path}/do_settings`, { do_settings: many }), /at most 16/);
  const { certificate } = (await b.call("GET", `${path}/ca`)).json.ca;
  assertMatch(atob(certificate), /^-----BEGIN CERTIFICATE-----\n/);
  assertEquals((await b.call("GET", "/v2/databases/none/ca")).status, 404);
});

Deno.test("the credentials for metrics are the same until someone sets them", async () => {
  const b = bench();
  const path = "/v2/databases/metrics/credentials";
  const read = async () => (await b.call("GET", path)).json.credentials;
  const before = await read();
  assertEquals(await read(), before);
  const credentials = { basic_auth_username: "prometheus", basic_auth_password: "secret" };
  assertEquals((await b.call("PUT", path, { credentials })).status, 204);
  assertEquals(await read(), credentials);
});

Deno.test("a log sink sends the logs of a cluster to one place", async () => {
  const b = bench();
  const path = `${await cluster(b)}/logsink`;
  const config = { server: "192.0.2.1", port: 514, tls: false, format: "rfc5424" };
  const body = { sink_name: "logs", sink_type: "rsyslog", config };
  const { sink } = (await b.call("POST", path, body)).json;
  assertEquals([sink.sink_name, sink.config], ["logs", config]);
  const one = `${path}/${sink.sink_id}`;
  assertEquals((await b.call("GET", one)).json, sink);
  assertEquals((await b.call("GET", path)).json.sinks, [sink]);
  const tls = { ...config, tls: true };
  assertEquals((await b.call("PUT", one, { config: tls })).status, 200);
  assertEquals((await b.call("GET", one)).json.config, tls);
  assertMatch(await b.refused("POST", path, body), /^422 .*exists already/);
  assertMatch(await b.refused("POST", path, { sink_name: "x", config }), /^422 .*sink_type is/);
  assertMatch(await b.refused("POST", path, { ...body, sink_name: "" }), /^422 .*sink_name is/);
  const custom = { ...body, sink_name: "more", config: { ...config, format: "custom" } };
  assertMatch(await b.refused("POST", path, custom), /^422 .*logline is required/);
  assertEquals((await b.call("DELETE", one)).status, 200);
  assertEquals((await b.call("GET", one)).status, 404);
});

Deno.test("MongoDB sends its logs to Datadog and no other engine does", async () => {
  const b = bench();
  const path = `${await cluster(b, { engine: "mongodb" })}/logsink`;
  const config = { server: "192.0.2.1", port: 514, tls: false, format: "rfc5424" };
  assertEquals(
    await b.refused("POST", path, { sink_name: "logs", sink_type: "rsyslog", config }),
    "422 unprocessable_entity: rsyslog log sink not supported for mongodb clusters",
  );
  const datadog = { site: "http-intake.logs.example.com", datadog_api_key: "key" };
  const body = { sink_name: "logs", sink_type: "datadog", config: datadog };
  assertEquals((await b.call("POST", path, body)).status, 201);
  const other = `${await cluster(b, { name: "other" })}/logsink`;
  assertMatch(await b.refused("POST", other, body), /^422 .*not supported for pg/);
});

Deno.test("an online migration runs, syncs and is stopped", async () => {
  const b = bench();
  const path = `${await cluster(b)}/online-migration`;
  assertEquals((await b.call("GET", path)).status, 404);
  const source = { host: "db.example.com", port: 5432, username: "me", password: "secret" };
  const { json, text } = await b.call("PUT", path, { source });
  assertEquals([json.status, text.includes("secret")], ["running", false]);
  b.clock.advance(10);
  assertEquals((await b.call("GET", path)).json.status, "syncing");
  const again = (await b.call("PUT", path, { source })).json;
  assertEquals(again.id === json.id, false);
  assertEquals((await b.call("DELETE", `${path}/${again.id}`)).status, 204);
  b.clock.advance(10);
  assertEquals((await b.call("GET", path)).json.status, "canceled");
  assertEquals((await b.call("DELETE", `${path}/none`)).status, 404);
});
