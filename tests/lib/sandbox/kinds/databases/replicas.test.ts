import { assertEquals, assertMatch } from "@std/assert";
import { bench } from "../../support.ts";
import { bodyOf, cluster, shown } from "./support.ts";

const REPLICA = { name: "read", size: "db-s-1vcpu-1gb" };

Deno.test("backups are taken each day from when a cluster is online, and kept for a week", async () => {
  const b = bench();
  const { database } = (await b.call("POST", "/v2/databases", bodyOf())).json;
  const path = `/v2/databases/${database.id}/backups`;
  assertMatch(await b.refused("GET", path), /^412 precondition_failed: cluster has no backup yet/);
  b.clock.advance(10);
  assertMatch(await b.refused("GET", path), /^412 /);
  b.clock.advance(10);
  const list = async () => (await b.call("GET", path)).json;
  const first = await list();
  assertEquals(first.backups.map((one: { created_at: string }) => one.created_at), [
    "2026-01-01T00:00:20Z",
  ]);
  assertEquals(first.scheduled_backup_time, {
    backup_hour: 0,
    backup_minute: 0,
    backup_interval_hours: 24,
  });
  b.clock.advance(30 * 86_400);
  const { backups } = await list();
  assertEquals([backups.length, backups.at(-1).created_at], [7, "2026-01-31T00:00:20Z"]);
});

Deno.test("a cluster is made from the backup of another, with what was in it", async () => {
  const b = bench();
  const path = await cluster(b);
  await b.call("POST", `${path}/dbs`, { name: "shop" });
  const app = (await b.call("POST", `${path}/users`, { name: "app" })).json.user;
  const restore = (more = {}) =>
    bodyOf({ name: "copy", backup_restore: { database_name: "db", ...more } });
  assertMatch(
    await b.refused(
      "POST",
      "/v2/databases",
      restore({ backup_created_at: "2020-01-01T00:00:00Z" }),
    ),
    /^422 .*no backup of that time/,
  );
  assertMatch(
    await b.refused("POST", "/v2/databases", { ...restore(), engine: "mysql" }),
    /^422 .*db is a cluster of another engine/,
  );
  const { database } = (await b.call("POST", "/v2/databases", restore())).json;
  assertEquals([database.status, database.db_names], ["forking", ["defaultdb", "shop"]]);
  assertEquals(database.users[1], app);
  b.clock.advance(10);
  assertEquals((await shown(b, `/v2/databases/${database.id}`)).status, "online");
});

Deno.test("a backup is restored by the time that lists show, which is in whole seconds", async () => {
  const b = bench();
  b.clock.advance(0.4);
  const path = await cluster(b);
  const [{ created_at }] = (await b.call("GET", `${path}/backups`)).json.backups;
  const backup_restore = { database_name: "db", backup_created_at: created_at };
  const made = await b.call("POST", "/v2/databases", bodyOf({ name: "copy", backup_restore }));
  assertEquals(made.status, 201);
});

Deno.test("a replica follows its cluster and is not listed among clusters", async () => {
  const b = bench();
  const path = await cluster(b);
  const body = { name: "read", region: "lon1", size: "db-s-1vcpu-1gb", tags: ["reads"] };
  const { replica } = (await b.call("POST", `${path}/replicas`, body)).json;
  assertEquals([replica.status, replica.region, replica.tags], ["forking", "lon1", ["reads"]]);
  const { password } = (await shown(b, path)).connection;
  assertEquals(replica.connection.password, password);
  assertMatch(replica.connection.host, /^read-do-user-/);
  b.clock.advance(10);
  const read = async () => (await b.call("GET", `${path}/replicas/read`)).json.replica;
  assertEquals((await read()).status, "online");
  assertEquals((await b.call("GET", "/v2/databases")).json.databases.length, 1);
  const { replicas } = (await b.call("GET", `${path}/replicas`)).json;
  assertEquals(replicas, [await read()]);
  assertEquals((await b.call("GET", `${path}/replicas/none`)).status, 404);
  assertEquals((await b.call("DELETE", `${path}/replicas/read`)).status, 204);
  assertEquals((await b.call("GET", `${path}/replicas/read`)).status, 404);
});

Deno.test("a replica is resized by its own id and has rules of its own", async () => {
  const b = bench();
  const path = await cluster(b);
  const { replica } = (await b.call("POST", `${path}/replicas`, REPLICA)).json;
  b.clock.advance(10);
  const own = `/v2/databases/${replica.id}`;
  const resize = { size: "db-s-1vcpu-2gb", num_nodes: 1 };
  assertEquals((await b.call("PUT", `${own}/resize`, resize)).status, 202);
  b.clock.advance(10);
  const after = (await b.call("GET", `${path}/replicas/read`)).json.replica;
  assertEquals([after.size, after.storage_size_mib], ["db-s-1vcpu-2gb", 30720]);
  const rules = [{ type: "ip_addr", value: "192.0.2.1" }];
  assertEquals((await b.call("PUT", `${own}/firewall`, { rules })).status, 204);
  assertEquals((await b.call("GET", `${path}/firewall`)).json.rules, []);
  assertMatch(
    await b.refused("PUT", `${own}/resize`, { ...resize, num_nodes: 2 }),
    /^422 .*a replica has one/,
  );
  assertMatch(await b.refused("POST", `${own}/replicas`, { ...REPLICA, name: "more" }), /^422 /);
});

Deno.test("a replica needs a backup of its cluster, a name and a size large enough", async () => {
  const b = bench();
  const { database } = (await b.call("POST", "/v2/databases", bodyOf({ size: "db-s-1vcpu-2gb" })))
    .json;
  const path = `/v2/databases/${database.id}/replicas`;
  const size = "db-s-1vcpu-2gb";
  const post = (more = {}) => b.refused("POST", path, { ...REPLICA, size, ...more });
  assertMatch(await post(), /^412 .*cluster is creating/);
  b.clock.advance(10);
  assertMatch(await post(), /^412 .*no backup yet/);
  b.clock.advance(10);
  assertMatch(await post({ size: "db-s-1vcpu-1gb" }), /^422 .*invalid size/);
  assertMatch(await post({ name: "db" }), /^422 .*name is not available/);
  assertMatch(await post({ region: "moon1" }), /^422 .*invalid region/);
});

Deno.test("a replica that is promoted is a cluster of its own, with what was in the other", async () => {
  const b = bench();
  const path = await cluster(b);
  await b.call("POST", `${path}/dbs`, { name: "shop" });
  const { replica } = (await b.call("POST", `${path}/replicas`, REPLICA)).json;
  b.clock.advance(10);
  const { password } = (await shown(b, path)).connection;
  assertEquals((await b.call("PUT", `${path}/replicas/read/promote`)).status, 204);
  assertEquals((await b.call("GET", `${path}/replicas`)).json.replicas, []);
  await b.call("DELETE", path);
  const own = await shown(b, `/v2/databases/${replica.id}`);
  assertEquals([own.db_names, own.connection.password], [["defaultdb", "shop"], password]);
  assertMatch(await b.refused("GET", `/v2/databases/${replica.id}/backups`), /^412 /);
  b.clock.advance(10);
  const { backups } = (await b.call("GET", `/v2/databases/${replica.id}/backups`)).json;
  assertEquals(backups.length, 1);
});

Deno.test("replicas go with their cluster", async () => {
  const b = bench();
  const path = await cluster(b);
  const { replica } = (await b.call("POST", `${path}/replicas`, REPLICA)).json;
  await b.call("DELETE", path);
  assertEquals((await b.call("GET", `/v2/databases/${replica.id}`)).status, 404);
});
