import { assertEquals } from "@std/assert";
import { FakeClock } from "@doapi/doapi/sandbox";
import { createCore } from "../../../lib/sandbox/server.ts";
import { bench, ORIGIN } from "./support.ts";

const INIT = { headers: { authorization: "Bearer token" } };

const CLUSTER = {
  name: "db",
  engine: "pg",
  region: "nyc3",
  size: "db-s-1vcpu-1gb",
  num_nodes: 1,
};

Deno.test("a state with a cluster that is being made goes on when the next request comes", async () => {
  const made = bench();
  const { database } = (await made.call("POST", "/v2/databases", CLUSTER)).json;
  await made.call("POST", "/v2/droplets", {
    name: "web",
    size: "s-1vcpu-1gb",
    image: "debian-12-x64",
  });
  const state = made.sandbox.snapshot();
  const clock = new FakeClock(made.clock.now() + 3_600_000);
  const core = createCore({ now: clock.now, actionTime: 10, state });
  // Nothing can happen before the rules are loaded, and nothing is lost by that.
  assertEquals(core.toJSON(), state);
  const droplets = await (await core.fetch(`${ORIGIN}/v2/droplets`, INIT)).json();
  assertEquals(droplets.droplets[0].status, "active");
  const read = await core.fetch(`${ORIGIN}/v2/databases/${database.id}`, INIT);
  assertEquals((await read.json()).database.status, "online");
  made.clock.advance(3600);
  await made.call("GET", "/v2/droplets");
  await made.call("GET", `/v2/databases/${database.id}`);
  assertEquals(core.toJSON(), made.sandbox.toJSON());
});

Deno.test("kinds are seeded by a request, and what is wrong with a seed is said", async () => {
  const core = createCore({});
  const seed = (body: unknown) =>
    core.fetch(`${ORIGIN}/_sandbox/seed`, { method: "POST", body: JSON.stringify(body) });
  assertEquals((await seed({ volumes: [{ name: "data", size_gigabytes: 10 }] })).status, 204);
  const { message } = await (await seed({ volumes: [{ name: "data" }] })).json();
  assertEquals(
    message,
    "Cannot seed the sandbox: volumes[0].size_gigabytes is missing: it must be a number",
  );
  const { volumes } = await (await core.fetch(`${ORIGIN}/v2/volumes`, INIT)).json();
  assertEquals(volumes.map(({ name }: { name: string }) => name), ["data"]);
});

Deno.test("what a core is turned to by its clock happens to kinds, too", async () => {
  const made = bench({ actionTime: "manual" });
  const { database } = (await made.call("POST", "/v2/databases", CLUSTER)).json;
  const core = createCore({ actionTime: "manual", state: made.sandbox.snapshot() });
  const body = JSON.stringify({ advance: 60 });
  await core.fetch(`${ORIGIN}/_sandbox/clock`, { method: "POST", body });
  const read = await core.fetch(`${ORIGIN}/v2/databases/${database.id}`, INIT);
  assertEquals((await read.json()).database.status, "online");
});
