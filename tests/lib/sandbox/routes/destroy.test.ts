import { assertEquals } from "@std/assert";
import { act, type Bench, bench, droplet } from "../support.ts";

const EMPTY = {
  reserved_ips: [],
  floating_ips: [],
  snapshots: [],
  volumes: [],
  volume_snapshots: [],
};

/** A droplet with two snapshots and an IP, and the path of what happens to all of them. */
async function crowd(b: Bench): Promise<string> {
  const id = await droplet(b);
  await act(b, id, { type: "snapshot", name: "one" });
  await act(b, id, { type: "snapshot", name: "two" });
  await b.call("POST", "/v2/reserved_ips", { droplet_id: id });
  b.clock.advance(10);
  return `/v2/droplets/${id}/destroy_with_associated_resources`;
}

async function left(b: Bench): Promise<number[]> {
  const totals = [];
  for (const path of ["/v2/droplets", "/v2/snapshots", "/v2/reserved_ips"]) {
    totals.push((await b.call("GET", path)).json.meta.total);
  }
  return totals;
}

Deno.test("what goes on being billed without a droplet is listed with its cost", async () => {
  const b = bench();
  const path = await crowd(b);
  const ip = { id: "1", name: "203.0.113.1", cost: "5.00" };
  const { status, json } = await b.call("GET", path);
  assertEquals(status, 200);
  assertEquals(json.reserved_ips, [ip]);
  assertEquals(json.floating_ips, [ip]);
  assertEquals(
    json.snapshots.map(({ id, name }: Record<string, string>) => [id, name]),
    [["7938001", "one"], ["7938002", "two"]],
  );
  assertEquals([json.volumes, json.volume_snapshots], [[], []]);
});

Deno.test("of a droplet without any the lists are empty", async () => {
  const b = bench();
  const id = await droplet(b);
  const path = `/v2/droplets/${id}/destroy_with_associated_resources`;
  assertEquals((await b.call("GET", path)).json, EMPTY);
});

Deno.test("a droplet is destroyed with what is chosen, and the rest stays", async () => {
  const b = bench();
  const path = await crowd(b);
  const { status, text } = await b.call("DELETE", `${path}/selective`, {
    snapshots: ["7938001"],
    reserved_ips: ["1"],
  });
  assertEquals([status, text], [202, ""]);
  assertEquals(await left(b), [0, 1, 0]);
  const destroyed_at = "2026-01-01T00:00:40Z";
  const ip = { id: "1", name: "203.0.113.1", destroyed_at };
  assertEquals((await b.call("GET", `${path}/status`)).json, {
    droplet: { id: "3164001", name: "web-1", destroyed_at },
    resources: {
      ...EMPTY,
      reserved_ips: [ip],
      floating_ips: [ip],
      snapshots: [{ id: "7938001", name: "one", destroyed_at }],
    },
    completed_at: destroyed_at,
    failures: 0,
  });
});

Deno.test("something chosen that is not the droplet's is a 404 and nothing happens", async () => {
  const b = bench();
  const path = await crowd(b);
  for (const body of [{ snapshots: ["1"] }, { volumes: ["1"] }, { floating_ips: ["1", "2"] }]) {
    assertEquals((await b.call("DELETE", `${path}/selective`, body)).status, 404);
  }
  assertEquals(await left(b), [1, 2, 1]);
});

Deno.test("a droplet is destroyed with everything only if the danger is acknowledged", async () => {
  const b = bench();
  const path = await crowd(b);
  assertEquals((await b.call("DELETE", `${path}/dangerous`)).status, 400);
  assertEquals(await left(b), [1, 2, 1]);
  const sure = { "x-dangerous": "true" };
  assertEquals((await b.call("DELETE", `${path}/dangerous`, undefined, sure)).status, 202);
  assertEquals(await left(b), [0, 0, 0]);
});

Deno.test("a destroy can be retried, and is known after a restore; a plain delete is not one", async () => {
  const b = bench();
  const path = await crowd(b);
  assertEquals((await b.call("POST", `${path}/retry`)).status, 404);
  assertEquals((await b.call("GET", `${path}/status`)).status, 404);
  await b.call("DELETE", `${path}/selective`, {});
  b.sandbox.restore(JSON.parse(JSON.stringify(b.sandbox.snapshot())));
  assertEquals((await b.call("POST", `${path}/retry`)).status, 202);
  assertEquals((await b.call("GET", `${path}/status`)).json.resources, EMPTY);
  const id = await droplet(b);
  await b.call("DELETE", `/v2/droplets/${id}`);
  const other = `/v2/droplets/${id}/destroy_with_associated_resources/status`;
  assertEquals((await b.call("GET", other)).status, 404);
});
