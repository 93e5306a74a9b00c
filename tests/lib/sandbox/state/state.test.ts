import { assertEquals, assertThrows } from "@std/assert";
import { createSandbox, type SandboxSeed, type SandboxState } from "@doapi/doapi/sandbox";
import { act, bench, droplet, PLAIN } from "../support.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ6f2uQ4m8V0yq5Qf0s8dLx0oYqzq1eY0y3r0b9Yw1aX me";

const SEED: SandboxSeed = {
  account: { droplet_limit: 100, email: "me@example.com" },
  keys: [{ name: "laptop", public_key: KEY }],
  droplets: [
    { name: "web", count: 2, tags: ["web"], ssh_keys: [512001], region: "ams3" },
    { name: "db", status: "off", size: "s-2vcpu-4gb", snapshots: ["one", "two"], backups_taken: 1 },
  ],
  images: [{ name: "golden", type: "custom", regions: ["ams3", "nyc3"] }],
  domains: [{ name: "example.com", records: [{ type: "A", name: "www", data: "192.0.2.1" }] }],
  floating_ips: [{ region: "fra1" }, { droplet: "web-1" }],
  tags: ["spare"],
};

Deno.test("a seed is there from the beginning, and its droplets are up", async () => {
  const { call } = bench({ seed: SEED });
  const { droplets } = (await call("GET", "/v2/droplets")).json;
  assertEquals(
    droplets.map((d: Record<string, unknown>) => [d.name, d.status, d.locked]),
    [["web-1", "active", false], ["web-2", "active", false], ["db", "off", false]],
  );
  assertEquals(droplets[0].networks.v4.length, 2);
  assertEquals([droplets[2].snapshot_ids.length, droplets[2].backup_ids.length], [2, 1]);
  assertEquals((await call("GET", "/v2/account")).json.account.droplet_limit, 100);
  const totals = [];
  for (const path of ["account/keys", "images?private=true", "domains", "floating_ips", "tags"]) {
    totals.push((await call("GET", `/v2/${path}`)).json.meta.total);
  }
  assertEquals(totals, [1, 4, 1, 2, 2]);
  const { floating_ips } = (await call("GET", "/v2/floating_ips")).json;
  assertEquals(
    floating_ips.map((ip: { droplet: { name: string } | null }) => ip.droplet?.name),
    [undefined, "web-1"],
  );
});

Deno.test("a seed adds to what is there, beyond the limits of the account", async () => {
  const { sandbox, call } = bench({ seed: { account: { droplet_limit: 1 }, droplets: 1 } });
  sandbox.seed({ droplets: [{ name: "more", count: 3 }] });
  assertEquals((await call("GET", "/v2/droplets")).json.meta.total, 4);
  assertEquals((await call("GET", "/v2/account")).json.account.droplet_limit, 1);
});

for (
  const [seed, message] of [
    [[], "the seed must be an object, not []"],
    [
      { servers: 3 },
      'the seed has an unknown field "servers", none of account, keys, droplets, images, domains, floating_ips, tags, ' +
      "apps, databases, autoscale_pools, byoip_prefixes, cdn_endpoints, certificates, " +
      "kubernetes_clusters, functions_namespaces, projects, registries, reserved_ipv6, " +
      "spaces_keys, volumes, vpcs, firewalls, load_balancers, nfs, vpc_nat_gateways, " +
      "vpc_peerings, resources",
    ],
    [{ account: 7 }, "account must be an object, not 7"],
    [
      { account: { droplet_limit: "x" } },
      'account.droplet_limit must be a whole number from 0, not "x"',
    ],
    [
      { account: { limit: 1 } },
      'account has an unknown field "limit", none of droplet_limit, floating_ip_limit, ' +
      "volume_limit, email, name, uuid, email_verified, status, status_message, team, reserved_ip_limit",
    ],
    [
      { droplets: { name: "a" } },
      'droplets must be a list or a whole number from 0 to 1000000, not {"name":"a"}',
    ],
    [{ droplets: -1 }, "droplets must be a list or a whole number from 0 to 1000000, not -1"],
    [{ droplets: ["web"] }, 'droplets[0] must be an object, not "web"'],
    [{ droplets: [{}] }, "droplets[0].name is missing: it must be a text that is not blank"],
    [
      { droplets: [{ name: "a", sizes: "s-1vcpu-1gb" }] },
      'droplets[0] has an unknown field "sizes", none of name, count, region, size, image, ' +
      "status, tags, ssh_keys, backups, ipv6, monitoring, user_data, snapshots, backups_taken",
    ],
    [
      { droplets: [{ name: "a", count: "3" }] },
      'droplets[0].count must be a whole number from 1 to 1000000, not "3"',
    ],
    [
      { droplets: [{ name: "a", status: "new" }] },
      'droplets[0].status must be one of active, off, not "new"',
    ],
    [
      { droplets: [{ name: "a", snapshots: "abc" }] },
      'droplets[0].snapshots must be a list, not "abc"',
    ],
    [
      { droplets: [{ name: "a" }, { name: "b b" }] },
      "droplets[1]: Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
    ],
    [
      { droplets: [{ name: "a", size: "huge" }] },
      "droplets[0]: You specified an invalid size for Droplet creation.",
    ],
    [{ images: [{}] }, "images[0].name is missing: it must be a text that is not blank"],
    [
      { images: [{ name: "a", regions: ["moon1"] }] },
      'images[0].regions[0] must be the slug of a region, not "moon1"',
    ],
    [{ keys: [{ name: "a" }] }, "keys[0].public_key is missing: it must be a text"],
    [
      { domains: [{ name: "a.org", ip: "192.0.2.1" }] },
      'domains[0] has an unknown field "ip", none of name, ip_address, records',
    ],
    [
      { domains: [{ name: "a.org", records: [{ type: "MX", data: "@" }] }] },
      "domains[0]: records[0]: Priority can't be blank",
    ],
    [{ floating_ips: [{ droplet: 7 }] }, "floating_ips[0].droplet must be a text, not 7"],
    [
      { floating_ips: [{ droplet: "none" }] },
      'floating_ips[0]: there is no droplet named "none"',
    ],
    [{ tags: [7] }, "tags[0] must be a text, not 7"],
  ] as const
) {
  Deno.test(`the seed ${JSON.stringify(seed)} is refused and leaves nothing`, () => {
    const { sandbox } = bench();
    const before = sandbox.snapshot();
    const error = assertThrowsError(() => sandbox.seed(seed as unknown as SandboxSeed));
    assertEquals(error.message, `Cannot seed the sandbox: ${message}`);
    assertEquals(sandbox.snapshot(), before);
  });
}

function assertThrowsError(run: () => void): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}

Deno.test("a snapshot survives JSON, and another sandbox goes on from it the same way", async () => {
  const one = bench({ seed: SEED });
  const id = await droplet(one, { backups: true });
  await act(one, id, { type: "snapshot", name: "s" });
  await one.call("POST", "/v2/droplets", { names: ["x", "y"], ...PLAIN });
  one.sandbox.faults.add({ path: "/v2/none", status: 500 });
  const state = JSON.parse(JSON.stringify(one.sandbox.snapshot())) as SandboxState;
  const two = bench({ state });
  two.clock.advance((one.clock.now() - two.clock.now()) / 1000);
  for (const b of [one, two]) b.clock.advance(30 * 86_400);
  for (
    const path of [
      "/v2/droplets?per_page=200",
      "/v2/droplets?tag_name=web",
      "/v2/droplets?name=x",
      "/v2/actions?per_page=200",
      "/v2/images?private=true",
      "/v2/floating_ips",
      "/v2/account/keys/512001",
      "/v2/domains/example.com",
      "/v2/domains/example.com/records",
      "/v2/tags",
      "/v2/reports/droplet_neighbors_ids",
      "/v2/none",
    ]
  ) assertEquals((await two.call("GET", path)).text, (await one.call("GET", path)).text);
  assertEquals(two.sandbox.snapshot(), one.sandbox.snapshot());
});

Deno.test("a snapshot is a copy, and so is what is restored", async () => {
  const { sandbox, call } = bench({ seed: { droplets: 1 } });
  const state = sandbox.snapshot();
  await call("DELETE", "/v2/droplets/3164001");
  assertEquals(state.droplets.length, 1);
  sandbox.restore(state);
  await call("DELETE", "/v2/droplets/3164001");
  assertEquals(state.droplets.length, 1);
});

Deno.test("a sandbox made from a state does not add its seed until it is reset", async () => {
  const state = bench({ seed: { droplets: 2 } }).sandbox.snapshot();
  const { sandbox, call } = bench({ state, seed: { droplets: 5 } });
  assertEquals((await call("GET", "/v2/droplets")).json.meta.total, 2);
  sandbox.reset();
  assertEquals((await call("GET", "/v2/droplets")).json.meta.total, 5);
});

Deno.test("a reset leaves nothing but the seed", async () => {
  const { sandbox, call } = bench({ seed: { droplets: 1 } });
  const fresh = sandbox.snapshot();
  await call("POST", "/v2/tags", { name: "x" });
  sandbox.faults.add({ latency: 1 });
  sandbox.advance(100);
  sandbox.clock.freeze();
  sandbox.reset();
  assertEquals(sandbox.snapshot(), fresh);
  assertEquals([sandbox.requests, sandbox.faults.list(), sandbox.clock.frozen], [[], [], false]);
});

const good = (): Record<string, unknown> => ({
  ...bench({ seed: { droplets: 2 } }).sandbox.snapshot(),
});

for (
  const [what, state, message] of [
    ["null", null, "the state is not a JSON object"],
    ["a list", [], "the state is not a JSON object"],
    ["nothing", {}, "the state has no version, and this code reads version 1"],
    [
      "a later version",
      { ...good(), version: 2 },
      "the state has version 2, and this code reads version 1",
    ],
    [
      "a state without droplets",
      { ...good(), droplets: undefined },
      "droplets is missing: it must be a list",
    ],
    [
      "droplets without ids",
      { ...good(), droplets: [{}] },
      "droplets[0].id is missing: it must be a number",
    ],
    [
      "a droplet whose name is a number",
      { ...good(), droplets: [{ ...(good().droplets as object[])[0], name: 7 }] },
      "droplets[0].name must be a text, not 7",
    ],
    [
      "a droplet that is null",
      { ...good(), droplets: [null] },
      "droplets[0] must be an object, not null",
    ],
    [
      "tags out of order",
      {
        ...good(),
        tags: [2, 1].map((id) => ({ id, name: `t${id}`, last_droplet: null, last_image: null })),
      },
      "tags is not in the order of its ids",
    ],
    [
      "a droplet with a status that there is none of",
      { ...good(), droplets: [{ ...(good().droplets as object[])[0], status: "paused" }] },
      'droplets[0].status must be one of new, active, off, archive, not "paused"',
    ],
    [
      "a droplet with half an address",
      { ...good(), droplets: [{ ...(good().droplets as object[])[0], v4: [{ type: "public" }] }] },
      "droplets[0].v4[0].ip_address is missing: it must be a text",
    ],
    [
      "a broken clock",
      { ...good(), clock: { offset: "1" } },
      'clock.offset must be a number, not "1"',
    ],
    [
      "missing counters",
      { ...good(), counters: {} },
      "counters.droplet is missing: it must be a number",
    ],
    ["no account", { ...good(), account: 7 }, "account must be an object, not 7"],
  ] as const
) {
  Deno.test(`${what} cannot be restored and changes nothing`, () => {
    const { sandbox } = bench({ seed: { droplets: 1 } });
    const before = sandbox.snapshot();
    const restore = (): void => sandbox.restore(state as unknown as SandboxState);
    assertEquals(assertThrowsError(restore).message, `Cannot restore the sandbox: ${message}`);
    assertEquals(sandbox.snapshot(), before);
  });
}

for (
  const [options, message] of [
    [{ actionTime: -1 }, "The actionTime of a sandbox cannot be -1 seconds"],
    [{ actionTime: NaN }, "The actionTime of a sandbox cannot be NaN seconds"],
    [{ latency: "1" as unknown as number }, "The latency of a sandbox cannot be 1 seconds"],
    [{ statusLag: -1 }, "The statusLag of a sandbox cannot be -1 seconds"],
    [{ listLag: -1 }, "The listLag of a sandbox cannot be -1 seconds"],
  ] as const
) {
  Deno.test(`a sandbox is not made with ${JSON.stringify(options)}`, () => {
    assertThrows(() => createSandbox(options), RangeError, message);
  });
}

Deno.test("a sandbox is not made from a state or a seed that is refused", () => {
  assertThrows(() => createSandbox({ state: {} as SandboxState }), Error, "Cannot restore");
  assertThrows(() => createSandbox({ seed: { droplets: [{ name: "" }] } }), Error, "Cannot seed");
});
