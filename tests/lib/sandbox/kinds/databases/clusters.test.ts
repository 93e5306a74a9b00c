import { assertEquals, assertMatch } from "@std/assert";
import { bench, droplet } from "../../support.ts";
import { bodyOf, cluster, shown } from "./support.ts";

Deno.test("a cluster is being created, then online, with a user and a database in it", async () => {
  const b = bench();
  const made = (await b.call("POST", "/v2/databases", bodyOf())).json.database;
  assertEquals([made.status, made.version, made.storage_size_mib], ["creating", "17", 10240]);
  b.clock.advance(10);
  const database = await shown(b, `/v2/databases/${made.id}`);
  assertEquals([database.status, database.db_names], ["online", ["defaultdb"]]);
  const { host, password, port, uri } = database.connection;
  assertMatch(host, /^db-do-user-\d+-0\..\.db\.ondigitalocean\.com$/);
  assertEquals(uri, `postgresql://doadmin:${password}@${host}:${port}/defaultdb?sslmode=require`);
  assertEquals(database.private_connection.host, `private-${host}`);
  assertEquals(database.metrics_endpoints, [{ host, port: 9273 }]);
  assertEquals(database.users, [{ name: "doadmin", role: "primary", password }]);
});

const ADDRESSES: [engine: string, address: RegExp][] = [
  ["pg", /^postgresql:\/\/doadmin:AVNS_\w+@[^:]+:25060\/defaultdb\?sslmode=require$/],
  ["mysql", /^mysql:\/\/doadmin:AVNS_\w+@[^:]+:25060\/defaultdb\?ssl-mode=REQUIRED$/],
  ["redis", /^rediss:\/\/default:AVNS_\w+@[^:]+:25061$/],
  ["valkey", /^rediss:\/\/default:AVNS_\w+@[^:]+:25061$/],
  ["mongodb", /^mongodb\+srv:\/\/doadmin:AVNS_\w+@[^:]+\/admin\?/],
  ["kafka", /^[^:@]+:25073$/],
  ["opensearch", /^https:\/\/doadmin:AVNS_\w+@[^:]+:25060$/],
  ["advanced_pg", /^postgresql:/],
  ["advanced_mysql", /^mysql:/],
];

for (const [engine, address] of ADDRESSES) {
  Deno.test(`the address of a cluster of ${engine} is in the form that its programs take`, async () => {
    const { json } = await bench().call("POST", "/v2/databases", bodyOf({ engine }));
    assertMatch(json.database.connection.uri, address);
  });
}

Deno.test("a cluster of more than one node has a standby", async () => {
  const b = bench();
  const alone = await shown(b, await cluster(b));
  assertEquals(alone.standby_connection, undefined);
  const two = await shown(b, await cluster(b, { name: "two", num_nodes: 2 }));
  assertMatch(two.standby_connection.host, /^replica-two-/);
  assertMatch(two.standby_private_connection.host, /^private-replica-two-/);
  assertEquals(two.metrics_endpoints.length, 2);
  const kafka = await shown(b, await cluster(b, { name: "events", engine: "kafka" }));
  assertEquals([kafka.standby_connection, kafka.schema_registry_connection.port], [
    undefined,
    20835,
  ]);
});

const REFUSED: [body: Record<string, unknown>, answer: string][] = [
  [{ engine: "oracle" }, "engine must be one of"],
  [{ version: "99" }, "invalid cluster engine version"],
  [{ region: "moon1" }, "invalid region"],
  [{ region: "sfo1" }, "invalid region"],
  [{ size: "db-s-3vcpu-3gb" }, "invalid size"],
  [{ num_nodes: 4 }, "invalid number of nodes: must be one of 1, 2, 3"],
  [{ engine: "kafka", num_nodes: 1 }, "invalid number of nodes: must be one of 3, 6, 9, 15"],
  [{ storage_size_mib: 1024 }, "invalid storage size: db-s-1vcpu-1gb has at least 10240 MiB"],
  [{ name: "my_db" }, "invalid cluster name"],
  [{ private_network_uuid: "4de7ac8b-495b-4884-9a69-1050c6793cd6" }, "Failed to resolve VPC"],
  [{ project_id: "4de7ac8b-495b-4884-9a69-1050c6793cd6" }, "Project could not be found."],
  [{ rules: [{ type: "droplet", value: "1" }] }, 'invalid firewall rule: droplet "1"'],
  [{ backup_restore: { database_name: "none" } }, "backup_restore: cluster could not be found"],
];

for (const [body, answer] of REFUSED) {
  Deno.test(`a cluster with ${JSON.stringify(body)} is refused, and nothing is made for it`, async () => {
    const b = bench();
    const before = b.sandbox.snapshot();
    const refusal = await b.refused("POST", "/v2/databases", bodyOf({ tags: ["new"], ...body }));
    assertEquals(refusal.startsWith(`422 unprocessable_entity: ${answer}`), true, refusal);
    const { resources, tags } = b.sandbox.snapshot();
    assertEquals([resources, tags], [before.resources, before.tags]);
  });
}

Deno.test("no two clusters have the same name", async () => {
  const b = bench();
  const path = await cluster(b);
  assertEquals(
    await b.refused("POST", "/v2/databases", bodyOf()),
    "422 unprocessable_entity: cluster name is not available",
  );
  assertEquals((await b.call("DELETE", path)).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
  await cluster(b);
});

Deno.test("a cluster is in a project and a VPC, and leaves them", async () => {
  const b = bench();
  const project = (await b.call("POST", "/v2/projects", { name: "shop", purpose: "Web" })).json;
  const vpc = (await b.call("POST", "/v2/vpcs", { name: "own", region: "nyc3" })).json.vpc.id;
  const { id } = project.project;
  const path = await cluster(b, { project_id: id, private_network_uuid: vpc });
  const database = await shown(b, path);
  assertEquals([database.project_id, database.private_network_uuid], [id, vpc]);
  const resources = async () =>
    (await b.call("GET", `/v2/projects/${id}/resources`)).json.resources.length;
  const members = async () => (await b.call("GET", `/v2/vpcs/${vpc}/members`)).json.members.length;
  assertEquals([await resources(), await members()], [1, 1]);
  assertMatch(await b.refused("DELETE", `/v2/vpcs/${vpc}`), /^409 /);
  await b.call("DELETE", path);
  assertEquals([await resources(), await members()], [0, 0]);
});

Deno.test("clusters are listed by tag, and tags go on and off", async () => {
  const b = bench();
  const path = await cluster(b, { tags: ["production"] });
  await cluster(b, { name: "other" });
  const named = async (tag: string) =>
    (await b.call("GET", `/v2/databases?tag_name=${tag}`)).json.databases.map(
      (one: { name: string }) => one.name,
    );
  assertEquals(await named("production"), ["db"]);
  await b.call("POST", "/v2/tags", { name: "old" });
  const resources = [{ resource_id: path.split("/").at(-1), resource_type: "database" }];
  await b.call("POST", "/v2/tags/old/resources", { resources });
  await b.call("DELETE", "/v2/tags/production/resources", { resources });
  assertEquals([await named("production"), await named("old")], [[], ["db"]]);
});

Deno.test("resizing takes its time, grows the storage and never shrinks it", async () => {
  const b = bench();
  const path = await cluster(b);
  const size = "db-s-2vcpu-4gb";
  assertEquals((await b.call("PUT", `${path}/resize`, { size, num_nodes: 2 })).status, 202);
  const during = await shown(b, path);
  assertEquals([during.status, during.size, during.storage_size_mib], ["resizing", size, 61440]);
  assertEquals(
    await b.refused("PUT", `${path}/resize`, { size, num_nodes: 1 }),
    "412 precondition_failed: cluster is resizing; try again when it is online",
  );
  b.clock.advance(10);
  assertEquals((await shown(b, path)).status, "online");
  assertEquals(
    await b.refused("PUT", `${path}/resize`, {
      size: "db-s-1vcpu-2gb",
      num_nodes: 1,
      storage_size_mib: 30720,
    }),
    "422 unprocessable_entity: invalid storage size: storage cannot be made smaller",
  );
  assertMatch(
    await b.refused("PUT", `${path}/resize`, { size: "tiny", num_nodes: 1 }),
    /invalid size/,
  );
});

Deno.test("migrating moves a cluster to another region and its default VPC", async () => {
  const b = bench();
  const path = await cluster(b);
  const before = await shown(b, path);
  assertEquals((await b.call("PUT", `${path}/migrate`, { region: "lon1" })).status, 202);
  assertEquals((await shown(b, path)).status, "migrating");
  b.clock.advance(10);
  const after = await shown(b, path);
  assertEquals([after.status, after.region], ["online", "lon1"]);
  assertEquals(after.private_network_uuid === before.private_network_uuid, false);
  assertMatch(await b.refused("PUT", `${path}/migrate`, { region: "moon1" }), /invalid region/);
  assertMatch(await b.refused("PUT", `${path}/migrate`, { region: "lon1" }), /is in this region/);
});

Deno.test("upgrades go to newer versions alone", async () => {
  const b = bench();
  const path = await cluster(b, { version: "14" });
  assertEquals((await shown(b, path)).semantic_version, "14.19");
  assertEquals((await b.call("PUT", `${path}/upgrade`, { version: "15" })).status, 204);
  assertEquals((await shown(b, path)).version, "15");
  assertEquals(
    await b.refused("PUT", `${path}/upgrade`, { version: "14" }),
    "422 unprocessable_entity: cluster cannot be upgraded from 15 to 14",
  );
  assertMatch(await b.refused("PUT", `${path}/upgrade`, { version: "8" }), /engine version/);
});

Deno.test("the maintenance window of a cluster is the one that was set", async () => {
  const b = bench();
  const path = await cluster(b);
  const put = (day: string, hour: string) => b.refused("PUT", `${path}/maintenance`, { day, hour });
  assertEquals(await put("friday", "13:00"), "204 undefined: undefined");
  assertEquals((await shown(b, path)).maintenance_window, {
    day: "friday",
    hour: "13:00:00",
    pending: false,
    description: [],
  });
  assertMatch(await put("someday", "13:00"), /^422 .*invalid maintenance day/);
  assertMatch(await put("friday", "25:00"), /^422 .*invalid maintenance hour/);
});

Deno.test("what happens to a cluster is listed among its events", async () => {
  const b = bench();
  const path = await cluster(b);
  await b.call("PUT", `${path}/install_update`);
  await b.call("PUT", `${path}/resize`, { size: "db-s-1vcpu-2gb", num_nodes: 1 });
  const { events } = (await b.call("GET", `${path}/events`)).json;
  assertEquals(events.map((event: { event_type: string }) => event.event_type), [
    "cluster_create",
    "cluster_maintenance_perform",
    "cluster_update",
  ]);
  assertEquals([events[0].cluster_name, events[0].create_time], ["db", "2026-01-01T00:00:00Z"]);
});

Deno.test("firewall rules replace each other, keep their ids and go with what they name", async () => {
  const b = bench();
  const path = await cluster(b);
  const server = await droplet(b);
  const rules = async () => (await b.call("GET", `${path}/firewall`)).json.rules;
  const address = { type: "ip_addr", value: "192.0.2.0/24" };
  const both = [address, { type: "droplet", value: String(server), description: "web" }];
  assertEquals((await b.call("PUT", `${path}/firewall`, { rules: both })).status, 204);
  const [first, second] = await rules();
  assertEquals([first.value, second.description], ["192.0.2.0/24", "web"]);
  assertEquals(path.endsWith(first.cluster_uuid), true);
  for (const value of ["2001:db8::1", "nonsense"]) {
    const wrong = { rules: [{ type: "ip_addr", value }] };
    assertMatch(await b.refused("PUT", `${path}/firewall`, wrong), /^422 .*invalid firewall rule/);
  }
  assertEquals(await rules(), [first, second]);
  await b.call("DELETE", `/v2/droplets/${server}`);
  b.clock.advance(10);
  assertEquals(await rules(), [first]);
  assertEquals((await shown(b, path)).rules, [first]);
  await b.call("PUT", `${path}/firewall`, { rules: [address] });
  assertEquals(await rules(), [first]);
});

Deno.test("the options list the engines with their versions and layouts", async () => {
  const { json } = await bench().call("GET", "/v2/databases/options");
  assertEquals(json.options.redis.versions, ["7"]);
  assertEquals(json.options.pg.default_version, "17");
  assertEquals(json.options.pg.layouts.map((one: { num_nodes: number }) => one.num_nodes), [
    1,
    2,
    3,
  ]);
  assertEquals(json.options.kafka.layouts[0].sizes.includes("db-s-2vcpu-2gb"), true);
  assertEquals(json.version_availability.pg.at(-1), {
    end_of_life: "2029-11-08T00:00:00Z",
    end_of_availability: "2029-05-08T00:00:00Z",
    version: "17",
    default: true,
  });
});

Deno.test("clusters are seeded online, with users and databases in them", async () => {
  const b = bench({
    seed: { databases: [{ name: "shop", users: [{ name: "app" }], dbs: [{ name: "orders" }] }] },
  });
  const [database] = (await b.call("GET", "/v2/databases")).json.databases;
  assertEquals([database.status, database.db_names], ["online", ["defaultdb", "orders"]]);
  assertEquals(database.users.map((user: { name: string }) => user.name), ["doadmin", "app"]);
  const { backups } = (await b.call("GET", `/v2/databases/${database.id}/backups`)).json;
  assertEquals(backups.length, 1);
});
