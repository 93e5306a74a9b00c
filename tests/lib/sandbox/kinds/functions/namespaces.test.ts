import { assertEquals, assertMatch } from "@std/assert";
import { type Bench, bench } from "../../support.ts";

async function namespace(b: Bench): Promise<string> {
  const body = { label: "mine", region: "fra1" };
  const { json, text } = await b.call("POST", "/v2/functions/namespaces", body);
  if (json.namespace === undefined) throw new Error(text);
  return `/v2/functions/namespaces/${json.namespace.namespace}`;
}

const TRIGGER = {
  name: "hourly",
  function: "hello",
  type: "SCHEDULED",
  is_enabled: true,
  scheduled_details: { cron: "30 * * * *", body: { name: "you" } },
};

Deno.test("a namespace has a host and a key, and is named by its id", async () => {
  const b = bench();
  const path = await namespace(b);
  const { json } = await b.call("GET", path);
  const { namespace: id, uuid, key, ...rest } = json.namespace;
  assertEquals(id, `fn-${uuid}`);
  assertMatch(key, /^[0-9a-f]{64}$/);
  assertEquals(rest, {
    label: "mine",
    region: "fra1",
    api_host: "https://faas-fra1.example.com",
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
  });
  assertEquals((await b.call("GET", "/v2/functions/namespaces")).json.namespaces, [json.namespace]);
  await b.call("POST", `${path}/triggers`, TRIGGER);
  assertEquals((await b.call("DELETE", path)).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
  assertEquals((await b.call("GET", `${path}/triggers`)).status, 404);
});

for (
  const [body, message] of [
    [
      { label: "mine", region: "nyc3" },
      "422 unprocessable_entity: Functions are not available in " +
      "this region, only in ams3, blr1, fra1, lon1, nyc1, sfo3, sgp1, syd1, tor1.",
    ],
    [{ region: "nyc1" }, "422 unprocessable_entity: Label can't be blank"],
    [{ namespace: { label: "mine" } }, "422 unprocessable_entity: Region can't be blank"],
    [{ label: " ", region: "nyc1" }, "422 unprocessable_entity: Label can't be blank"],
  ] as const
) {
  Deno.test(`a namespace with ${JSON.stringify(body)} is refused: ${message}`, async () => {
    assertEquals(await bench().refused("POST", "/v2/functions/namespaces", body), message);
  });
}

Deno.test("a namespace may be in an object of its own, as doctl sends it", async () => {
  const body = { namespace: { label: "mine", Region: "fra1" } };
  const { json } = await bench().call("POST", "/v2/functions/namespaces", body);
  assertEquals([json.namespace.label, json.namespace.region], ["mine", "fra1"]);
});

Deno.test("a trigger runs by the clock", async () => {
  const b = bench();
  const path = `${await namespace(b)}/triggers`;
  const { status, json } = await b.call("POST", path, TRIGGER);
  const { namespace: id, ...rest } = json.trigger;
  assertEquals([status, path.includes(id)], [200, true]);
  assertEquals(rest, {
    ...TRIGGER,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    scheduled_runs: { last_run_at: null, next_run_at: "2026-01-01T00:30:00Z" },
  });
  b.clock.advance(2 * 3600);
  const runs = async () => (await b.call("GET", `${path}/hourly`)).json.trigger.scheduled_runs;
  assertEquals(await runs(), {
    last_run_at: "2026-01-01T01:30:00Z",
    next_run_at: "2026-01-01T02:30:00Z",
  });
  await b.call("PUT", `${path}/hourly`, { is_enabled: false });
  assertEquals(await runs(), { last_run_at: null, next_run_at: null });
  const details = { cron: "0 12 * * *" };
  await b.call("PUT", `${path}/hourly`, { is_enabled: true, scheduled_details: details });
  const { trigger } = (await b.call("GET", `${path}/hourly`)).json;
  assertEquals(trigger.scheduled_details, { cron: "0 12 * * *", body: { name: "you" } });
  assertEquals(trigger.scheduled_runs.next_run_at, "2026-01-01T12:00:00Z");
  assertEquals((await b.call("DELETE", `${path}/hourly`)).status, 204);
  assertEquals((await b.call("GET", path)).json.triggers, []);
});

for (
  const [more, message] of [
    [{ name: "there" }, '409 conflict: name "there" is already in use'],
    [{ function: "" }, "422 unprocessable_entity: Function can't be blank"],
    [{ type: "HTTP" }, "422 unprocessable_entity: type must be SCHEDULED"],
    [
      { scheduled_details: { cron: "61 * * * *" } },
      "422 unprocessable_entity: scheduled_details.cron must be a cron expression of five fields.",
    ],
    [
      { scheduled_details: {} },
      "422 unprocessable_entity: scheduled_details.cron is required",
    ],
  ] as const
) {
  Deno.test(`a trigger with ${JSON.stringify(more)} is refused: ${message}`, async () => {
    const b = bench();
    const path = `${await namespace(b)}/triggers`;
    await b.call("POST", path, { ...TRIGGER, name: "there" });
    assertEquals(await b.refused("POST", path, { ...TRIGGER, ...more }), message);
    assertEquals((await b.call("GET", path)).json.triggers.length, 1);
  });
}

Deno.test("the secret of a key is in one answer only", async () => {
  const b = bench();
  const path = `${await namespace(b)}/keys`;
  const { status, json } = await b.call("POST", path, { name: "ci", expires_in: "36h" });
  const { secret, ...key } = json.access_key;
  assertEquals(status, 201);
  assertMatch(secret, /^[0-9a-f]{64}$/);
  assertMatch(key.id, /^dof_v1_[0-9a-f]{32}$/);
  assertEquals([key.name, key.expires_at], ["ci", "2026-01-02T12:00:00Z"]);
  const listed = (await b.call("GET", path)).json;
  assertEquals([listed.access_keys, listed.count], [[key], 1]);
  assertEquals(
    await b.refused("POST", path, { name: "ci" }),
    "409 conflict: An access key with this name already exists.",
  );
  const renamed = await b.call("PUT", `${path}/${key.id}`, { name: "cd" });
  assertEquals(renamed.json.access_key, { ...key, name: "cd" });
  const forever = await b.call("POST", path, { name: "ci" });
  assertEquals(forever.json.access_key.expires_at, null);
  assertEquals((await b.call("DELETE", `${path}/${key.id}`)).status, 200);
  assertEquals((await b.call("DELETE", `${path}/${key.id}`)).status, 404);
});

for (const expires_in of ["0h", "soon", "7w"]) {
  Deno.test(`a key that expires in ${expires_in} is refused`, async () => {
    const b = bench();
    assertEquals(
      await b.refused("POST", `${await namespace(b)}/keys`, { name: "ci", expires_in }),
      "422 unprocessable_entity: expires_in must be a number of hours or days such as 36h or 7d.",
    );
  });
}
