import { assertEquals, assertRejects } from "@std/assert";
import {
  Collection,
  DOAPI,
  type Kind,
  LookupError,
  StateError,
  WaitTimeoutError,
} from "@doapi/doapi";
import { collectionName } from "../../../lib/collections.ts";
import { type Exchange, fakeClock, script } from "../../support/script.ts";

const UUID = "3f8f5b0c-1c1e-4f0a-9d50-1f1c5ad8a5c5";
const OTHER = "9a1de5f8-2f0b-4c0e-8b8e-0d6f1a7c2b11";
const MISSING = { id: "not_found", message: "The resource you requested could not be found." };

function client(...exchanges: Exchange[]) {
  const { fetch, done } = script(...exchanges);
  const { now, sleep } = fakeClock();
  const doapi = new DOAPI("a-long-token", { fetch, retry: false, now, sleep });
  return { doapi, done };
}

/** A row of a program's own. */
const boat = {
  path: "/v2/boats",
  param: "boat_id",
  one: "boat",
  many: "boats",
  ids: "number",
  by: ["name"],
  columns: ["id", "name"],
} as const satisfies Kind;

Deno.test("list() takes the filters of the API and yields what it has", async () => {
  const { doapi, done } = client({
    request: "GET /v2/volumes?per_page=200&region=fra1",
    reply: { volumes: [{ id: UUID, name: "data" }], meta: { total: 1 } },
  });
  const names = (await doapi.volumes.list({ region: "fra1" }).toArray()).map(({ name }) => name);
  assertEquals(names, ["data"]);
  done();
});

Deno.test("get() takes a UUID for an id, in one request", async () => {
  const { doapi, done } = client({
    request: `GET /v2/volumes/${UUID}`,
    reply: { volume: { id: UUID, name: "data" } },
  });
  assertEquals((await doapi.volumes.get(UUID)).name, "data");
  done();
});

Deno.test("get() finds a name by the filter of the API and compares it exactly", async () => {
  const { doapi, done } = client({
    request: "GET /v2/volumes?per_page=200&name=data",
    reply: { volumes: [{ id: OTHER, name: "Data" }, { id: UUID, name: "data" }] },
  });
  assertEquals((await doapi.volumes.get("data")).id, UUID);
  done();
});

Deno.test("get() refuses a name that nothing has, and one that several have with their ids", async () => {
  const both = [{ id: UUID, name: "main" }, { id: OTHER, name: "main" }];
  const { doapi, done } = client(
    { request: "GET /v2/vpcs?per_page=200", reply: { vpcs: both } },
    { request: "GET /v2/vpcs?per_page=200", reply: { vpcs: [] } },
  );
  const several = await assertRejects(() => doapi.vpcs.get("main"), LookupError);
  assertEquals(several.ids, [UUID, OTHER]);
  assertEquals(
    several.message,
    `'main' is ambiguous: 2 VPCs have the name, with the ids ${UUID}, ${OTHER}`,
  );
  const none = await assertRejects(() => doapi.vpcs.get("main"), LookupError);
  assertEquals([none.message, none.ids], ["'main': no such VPC", []]);
  done();
});

Deno.test("get() looks a text id up directly", async () => {
  const { doapi, done } = client({
    request: "GET /v2/tags/a%2Fb",
    reply: { tag: { name: "a/b" } },
  });
  assertEquals((await doapi.tags.get("a/b")).name, "a/b");
  done();
});

Deno.test("create(), update() and delete() send the body and name what failed", async () => {
  const { doapi, done } = client(
    {
      request: "POST /v2/vpcs",
      body: { name: "main", region: "fra1" },
      status: 201,
      reply: { vpc: { id: UUID, name: "main" } },
    },
    {
      request: `PATCH /v2/vpcs/${UUID}`,
      body: { description: "the network" },
      reply: { vpc: { id: UUID, name: "main", description: "the network" } },
    },
    { request: `DELETE /v2/vpcs/${UUID}`, status: 204 },
    { request: `DELETE /v2/vpcs/${UUID}`, status: 404, reply: MISSING },
  );
  assertEquals((await doapi.vpcs.create({ name: "main", region: "fra1" })).id, UUID);
  const changed = await doapi.vpcs.update(UUID, { description: "the network" });
  assertEquals(changed.description, "the network");
  await doapi.vpcs.delete(UUID);
  const error = await assertRejects(() => doapi.vpcs.delete(UUID), Error);
  assertEquals(error.message.startsWith(`Cannot delete VPC ${UUID} (DELETE /v2/vpcs/`), true);
  done();
});

Deno.test("act() and actions() take a name", async () => {
  const find = {
    request: "GET /v2/volumes?per_page=200&name=data",
    reply: { volumes: [{ id: UUID, name: "data" }] },
  };
  const action = { id: 7, status: "in-progress", type: "resize" };
  const { doapi, done } = client(
    find,
    {
      request: `POST /v2/volumes/${UUID}/actions`,
      body: { type: "resize", size_gigabytes: 20 },
      reply: { action },
    },
    find,
    { request: `GET /v2/volumes/${UUID}/actions?per_page=200`, reply: { actions: [action] } },
  );
  const { id } = await doapi.volumes.act("data", "resize", { size_gigabytes: 20 });
  assertEquals(id, 7);
  assertEquals((await doapi.volumes.actions("data").first())?.type, "resize");
  done();
});

Deno.test("a nested collection finds its parent by name, once", async () => {
  const { doapi, done } = client(
    {
      request: "GET /v2/databases?per_page=200",
      reply: { databases: [{ id: UUID, name: "main-db" }] },
    },
    { request: `POST /v2/databases/${UUID}/users`, reply: { user: { name: "alice" } } },
    { request: `GET /v2/databases/${UUID}/users/alice`, reply: { user: { name: "alice" } } },
    { request: `DELETE /v2/databases/${UUID}/users/alice`, status: 204 },
  );
  const users = doapi.databaseUsers("main-db");
  await users.create({ name: "alice" });
  assertEquals((await users.get("alice")).name, "alice");
  await users.delete("alice");
  done();
});

Deno.test("a nested collection may be below another path than its parent", async () => {
  const { doapi, done } = client(
    {
      request: `GET /v2/nfs/shares/${UUID}/access_points?per_page=200`,
      reply: { access_points: [] },
    },
    { request: `DELETE /v2/nfs/access_points/${OTHER}`, status: 204 },
  );
  const points = doapi.nfsAccessPoints(UUID);
  assertEquals(await points.list().toArray(), []);
  await points.delete(OTHER);
  done();
});

Deno.test("a nested collection without its parent says what is missing", async () => {
  const { doapi } = client();
  const error = await assertRejects(() => doapi.databaseUsers().list().toArray(), TypeError);
  assertEquals(error.message, "A database is missing");
});

Deno.test("wait() looks until one is ready, and throws where it fails or takes too long", async () => {
  const one = (status: string): Exchange => ({
    request: `GET /v2/databases/${UUID}`,
    reply: { database: { id: UUID, name: "main", status } },
  });
  const { doapi, done } = client(
    one("creating"),
    one("creating"),
    one("online"),
    one("creating"),
    one("error"),
    one("creating"),
  );
  assertEquals((await doapi.databases.wait(UUID)).status, "online");
  const failed = await assertRejects(() => doapi.databases.wait(UUID), StateError);
  assertEquals(failed.message, 'The database cluster main has the status "error"');
  const creating = await doapi.databases.get(UUID);
  const late = await assertRejects(
    () => doapi.databases.wait(creating, { waitTime: 0 }),
    WaitTimeoutError,
  );
  assertEquals(late.remaining, [creating]);
  done();
});

Deno.test("a kind that is always ready cannot be waited for", async () => {
  const { doapi } = client({ request: "GET /v2/tags/web", reply: { tag: { name: "web" } } });
  const error = await assertRejects(() => doapi.tags.wait("web"), TypeError);
  assertEquals(error.message, "Cannot wait for tags: they have no status");
});

Deno.test("a caller's own row is a collection", async () => {
  const { doapi, done } = client(
    { request: "GET /v2/boats/7", status: 404, reply: MISSING },
    { request: "GET /v2/boats?per_page=200", reply: { boats: [{ id: 3, name: "7" }] } },
  );
  const boats = new Collection<typeof boat>(doapi, "boat", () => Promise.resolve(boat));
  assertEquals((await boats.get("7")).id, 3);
  done();
});

Deno.test("collections are called by the plural of their kind", () => {
  const kinds = ["volume", "vpc", "registry", "vpc_nat_gateway", "spaces_key", "database_user"];
  assertEquals(kinds.map(collectionName), [
    "volumes",
    "vpcs",
    "registries",
    "vpcNatGateways",
    "spacesKeys",
    "databaseUsers",
  ]);
});

Deno.test("an id beyond 2^53 that a name was found for is used exactly", async () => {
  const { doapi, done } = client(
    {
      request: "GET /v2/boats?per_page=200",
      reply: '{"boats": [{"id": 9007199254740993, "name": "a"}]}',
    },
    { request: "DELETE /v2/boats/9007199254740993", status: 204 },
  );
  await new Collection<typeof boat>(doapi, "boat", () => Promise.resolve(boat)).delete("a");
  done();
});
