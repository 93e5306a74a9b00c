import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { createSandbox, type Sandbox, type SandboxSeed } from "@doapi/doapi/sandbox";
import { checkRecording, record, replay } from "@doapi/doapi/sandbox/recording";
import { PLAIN } from "../support.ts";

const TOKEN = "dop_v1_0123456789abcdef0123456789abcdef";

type Said = [status: number, body: unknown];

async function say(
  fetch: Sandbox["fetch"],
  method: string,
  path: string,
  body?: unknown,
  origin = "http://127.0.0.1:8080",
): Promise<Said> {
  const response = await fetch(origin + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return [response.status, text === "" ? undefined : JSON.parse(text)];
}

const CREATE = { name: "web-1", ...PLAIN, user_data: `token=${TOKEN}` };

Deno.test("a client that does the same again gets the same answers, in order, at any origin", async () => {
  const sandbox = createSandbox({ actionTime: "manual", seed: { droplets: 2 } });
  const recorder = record(sandbox);
  const steps = async (fetch: Sandbox["fetch"], origin: string, advance: () => void) => {
    const said: Said[] = [];
    const step = async (method: string, path: string, body?: unknown) =>
      said.push(await say(fetch, method, path, body, origin));
    await step("POST", "/v2/droplets", CREATE);
    await step("GET", "/v2/droplets/3164003");
    advance();
    await step("GET", "/v2/droplets/3164003");
    await step("GET", "/v2/droplets?per_page=1");
    await step("DELETE", "/v2/droplets/3164003");
    await step("GET", "/v2/droplets/3164003");
    return JSON.stringify(said).replaceAll(origin, "ORIGIN");
  };
  const first = await steps(recorder.fetch, "http://127.0.0.1:8080", () => sandbox.advance(1));
  const again = replay(JSON.parse(JSON.stringify(recorder)));
  assertEquals(await steps(again.fetch, "https://sim.example", () => {}), first);
  assertEquals([again.unrecorded, again.left], [[], 0]);
});

Deno.test("a token is nowhere in a recording, and a client with another one gets the answers", async () => {
  const recorder = record(createSandbox());
  await say(recorder.fetch, "POST", "/v2/droplets", CREATE);
  await say(recorder.fetch, "GET", `/v2/droplets?name=${TOKEN}`);
  const text = JSON.stringify(recorder);
  assertEquals([text.includes(TOKEN), text.includes("{token}")], [false, true]);
  const other = TOKEN.replace("0123", "9876");
  const response = await replay(JSON.parse(text)).fetch("http://localhost/v2/droplets", {
    method: "POST",
    headers: { authorization: `Bearer ${other}` },
    body: JSON.stringify({ ...CREATE, user_data: `token=${other}` }),
  });
  assertEquals(response.status, 202);
});

Deno.test("a replay reads on, and refuses what was not recorded", async () => {
  const recorder = record(createSandbox());
  await say(recorder.fetch, "GET", "/v2/account");
  await say(recorder.fetch, "POST", "/v2/tags", { name: "a" });
  const { fetch, ...rest } = replay(recorder.toJSON());
  const message = async (method: string, path: string, body?: unknown) => {
    const [status, json] = await say(fetch, method, path, body);
    return `${status} ${(json as { message?: string }).message ?? ""}`;
  };
  assertEquals([await message("GET", "/v2/account"), await message("GET", "/v2/account")], [
    "200 ",
    "200 ",
  ]);
  const created = [await message("POST", "/v2/tags", { name: "a" })];
  created.push(await message("POST", "/v2/tags", { name: "a" }));
  assertEquals(created, ["201 ", "400 POST /v2/tags was recorded once only."]);
  assertEquals(
    await message("POST", "/v2/tags", { name: "b" }),
    "400 POST /v2/tags was recorded with another body.",
  );
  assertEquals(await message("GET", "/v2/tags"), "400 GET /v2/tags was not recorded.");
  assertEquals(rest.unrecorded, ["POST /v2/tags", "POST /v2/tags", "GET /v2/tags"]);
});

Deno.test("a connection that was lost is lost again, and the controls are not recorded", async () => {
  const sandbox = createSandbox();
  const recorder = record(sandbox);
  sandbox.faults.add({ times: 1, drop: "after" });
  await assertRejects(() => say(recorder.fetch, "GET", "/v2/account"), TypeError);
  assertEquals((await say(recorder.fetch, "GET", "/_sandbox/health"))[0], 200);
  const recording = recorder.toJSON();
  assertEquals(recording.exchanges.length, 1);
  await assertRejects(
    () => say(replay(recording).fetch, "GET", "/v2/account"),
    TypeError,
    "as it was recorded",
  );
});

Deno.test("a sandbox goes on from the account of a recording", async () => {
  const recorder = record(createSandbox({ actionTime: 0 }));
  await say(recorder.fetch, "POST", "/v2/tags", { name: "a" });
  const { seed, state } = recorder.toJSON();
  assertEquals([seed, state], [{ tags: ["a"] }, undefined]);
  const [, { tags }] = await say(createSandbox({ seed }).fetch, "GET", "/v2/tags") as [
    number,
    { tags: { name: string }[] },
  ];
  assertEquals(tags.map(({ name }) => name), ["a"]);
});

Deno.test("a recording has the account as a seed of what is worth saying", async () => {
  const sandbox = createSandbox({ actionTime: 1 });
  const recorder = record(sandbox);
  const post = (path: string, body: unknown) => say(recorder.fetch, "POST", path, body);
  await post("/v2/droplets", { name: "gone", ...PLAIN });
  await post("/v2/droplets", { ...PLAIN, names: ["web", "db"], tags: ["shop"], region: "ams3" });
  await post("/v2/domains", { name: "example.com", ip_address: "192.0.2.1" });
  await post("/v2/domains/example.com/records", {
    type: "MX",
    name: "@",
    data: "mail.example.com.",
    priority: 10,
  });
  await post("/v2/volumes", { name: "data", size_gigabytes: 10, region: "ams3" });
  sandbox.advance(1);
  await say(recorder.fetch, "DELETE", "/v2/droplets/3164001");
  await post("/v2/droplets/3164003/actions", { type: "power_off" });
  await post("/v2/reserved_ips", { droplet_id: 3164002 });
  await post("/v2/volumes/actions", {
    type: "attach",
    volume_name: "data",
    droplet_id: 3164002,
    region: "ams3",
  });
  sandbox.advance(1);
  const { seed, state } = recorder.toJSON();
  assertEquals(seed, {
    droplets: [
      { name: "web", region: "ams3", tags: ["shop"] },
      { name: "db", region: "ams3", status: "off", tags: ["shop"] },
    ],
    domains: [{
      name: "example.com",
      records: [
        { type: "A", name: "@", data: "192.0.2.1" },
        { type: "MX", name: "@", data: "mail.example.com.", priority: 10 },
      ],
    }],
    floating_ips: [{ droplet: "web" }],
    volumes: [{ name: "data", region: "ams3", size_gigabytes: 10, droplet: "web" }],
  });
  assertEquals(state, undefined);
  const again = record(createSandbox({ seed })).toJSON();
  assertEquals(again, { version: 1, seed, exchanges: [] });
});

Deno.test("what cannot be seeded stays in a recording as the state of the account", async () => {
  const sandbox = createSandbox({ actionTime: 1, seed: { droplets: [{ name: "web" }] } });
  const recorder = record(sandbox);
  assertEquals(recorder.toJSON().state, undefined);
  await say(recorder.fetch, "POST", "/v2/droplets/3164001/actions", { type: "reboot" });
  // An action that has not ended.
  assertEquals(recorder.toJSON().state, sandbox.snapshot());
  sandbox.advance(1);
  assertEquals(recorder.toJSON().state, undefined);
  await say(recorder.fetch, "POST", "/v2/droplets/3164001/actions", {
    type: "change_kernel",
    kernel: 7515,
  });
  sandbox.advance(1);
  const { seed, state } = recorder.toJSON();
  assertEquals([seed, state], [{ droplets: [{ name: "web" }] }, sandbox.snapshot()]);
});

for (const value of [null, {}, { version: 2, exchanges: [] }, { version: 1, exchanges: [{}] }]) {
  Deno.test(`${JSON.stringify(value)} is not a recording`, () => {
    assertThrows(() => checkRecording(value), Error, "recording");
  });
}

Deno.test("the seed of a recording has kinds beyond the core, by the names of what they are about", () => {
  const seed: SandboxSeed = {
    droplets: [{ name: "web" }, { name: "api" }],
    kubernetes_clusters: [{
      name: "cluster",
      tags: ["blue"],
      node_pools: [{ name: "pool", size: "s-1vcpu-2gb", count: 2 }],
    }],
    databases: [{ name: "pg", engine: "pg", users: [{ name: "app" }], dbs: [{ name: "shop" }] }],
    vpcs: [{ name: "one" }, { name: "two", region: "ams3" }],
    firewalls: [{
      name: "wall",
      inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } }],
      droplets: ["web", "api"],
    }],
    vpc_peerings: [{ name: "peering", vpcs: ["one", "two"] }],
  };
  const recording = record(createSandbox({ seed })).toJSON();
  assertEquals(recording.state, undefined);
  const { kubernetes_clusters: clusters, firewalls, vpc_peerings, databases } = recording.seed;
  assertEquals([firewalls, vpc_peerings], [seed.firewalls, seed.vpc_peerings]);
  assertEquals(clusters?.[0]?.node_pools, seed.kubernetes_clusters?.[0]?.node_pools);
  assertEquals(clusters?.[0]?.tags, ["blue"]);
  assertEquals([databases?.[0]?.users, databases?.[0]?.dbs], [
    [{ name: "app" }],
    [{ name: "shop" }],
  ]);
});
