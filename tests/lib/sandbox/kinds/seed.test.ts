import { assertEquals, assertThrows } from "@std/assert";
import { createSandbox, type SandboxSeed } from "@doapi/doapi/sandbox";
import { bench, PLAIN } from "../support.ts";

Deno.test("kinds are seeded before anything is loaded, ready and in place", () => {
  const sandbox = createSandbox({
    seed: {
      droplets: [{ name: "web" }],
      vpcs: [{ name: "own", region: "ams3" }],
      projects: [{ name: "shop", purpose: "Web Application" }],
      volumes: [{ name: "data", size_gigabytes: 10, droplet: "web" }],
    },
  });
  const { resources, droplets } = sandbox.snapshot();
  const names = (path: string) => resources[path]?.map(({ fields }) => fields.name);
  assertEquals(names("/v2/vpcs"), ["default-nyc3", "own", "default-ams3"]);
  assertEquals(names("/v2/projects"), ["first-project", "shop"]);
  assertEquals(resources["/v2/volumes"]?.[0]?.fields.droplet_ids, [3164001]);
  assertEquals(droplets[0]?.volume_ids, [resources["/v2/volumes"]?.[0]?.key]);
});

Deno.test("other kinds are seeded, too, and name what they belong to", async () => {
  const rule = {
    entry_protocol: "http",
    entry_port: 80,
    target_protocol: "http",
    target_port: 80,
  };
  const b = bench({
    seed: {
      droplets: [{ name: "web", tags: ["web"] }],
      vpcs: [{ name: "one" }, { name: "two" }],
      load_balancers: [{
        name: "lb",
        region: "nyc3",
        forwarding_rules: [rule],
        droplets: ["web"],
      }],
      firewalls: [{
        name: "fw",
        inbound_rules: [{ protocol: "icmp", sources: { addresses: ["0.0.0.0/0"] } }],
        droplets: ["web"],
      }],
      apps: [{ spec: { name: "shop", services: [{ name: "api" }] } }],
      certificates: [{ name: "cert", type: "lets_encrypt", dns_names: ["www.example.com"] }],
      cdn_endpoints: [{ origin: "media.nyc3.digitaloceanspaces.com" }],
      reserved_ipv6: [{ region_slug: "nyc3" }],
      byoip_prefixes: [{ prefix: "203.0.113.0/24", region: "nyc3", signature: "s" }],
      spaces_keys: [{ name: "key", grants: [] }],
      vpc_peerings: [{ name: "peering", vpcs: ["one", "two"] }],
      vpc_nat_gateways: [
        { name: "gate", type: "PUBLIC", region: "nyc3", size: 1, vpcs: ["one"] },
      ],
      nfs: [{ name: "share", size_gib: 50, region: "nyc3", vpcs: ["two"] }],
      autoscale_pools: [{
        name: "pool",
        config: { target_number_instances: 1 },
        droplet_template: { ...PLAIN, ssh_keys: [] },
      }],
      functions_namespaces: [{ label: "fn", region: "nyc1" }],
    },
  });
  const first = async (path: string, field: string, status: string) => {
    const [one] = (await b.call("GET", path)).json[field];
    return status.split(".").reduce((at, name) => at[name], one);
  };
  assertEquals(await first("/v2/load_balancers", "load_balancers", "status"), "active");
  assertEquals(await first("/v2/load_balancers", "load_balancers", "droplet_ids"), [3164001]);
  assertEquals(await first("/v2/firewalls", "firewalls", "status"), "succeeded");
  assertEquals(await first("/v2/apps", "apps", "active_deployment.phase"), "ACTIVE");
  assertEquals(await first("/v2/certificates", "certificates", "state"), "verified");
  assertEquals(await first("/v2/cdn/endpoints", "endpoints", "ttl"), 3600);
  assertEquals(await first("/v2/vpc_peerings", "vpc_peerings", "status"), "ACTIVE");
  assertEquals(await first("/v2/vpc_nat_gateways", "vpc_nat_gateways", "state"), "ACTIVE");
  assertEquals(await first("/v2/nfs", "shares", "status"), "ACTIVE");
  assertEquals(await first("/v2/droplets/autoscale", "autoscale_pools", "status"), "active");
  const { droplets } = (await b.call("GET", "/v2/droplets")).json;
  assertEquals(droplets.map(({ status }: { status: string }) => status), ["active", "active"]);
});

Deno.test("what no request can make is put in by the path of its collection", async () => {
  const b = bench({
    seed: {
      resources: {
        "/v2/gen-ai/model_evaluation_presets": [
          { eval_preset_uuid: "4de7ac8b-495b-4884-9a69-1050c6793cd6", name: "mine" },
        ],
      },
    },
  });
  const { presets } = (await b.call("GET", "/v2/gen-ai/model_evaluation_presets")).json;
  assertEquals(presets.map(({ name }: { name: string }) => name), ["mine"]);
});

for (
  const [seed, message] of [
    [{ volumes: {} }, "volumes must be a list, not {}"],
    [{ volumes: [7] }, "volumes[0] must be an object, not 7"],
    [{ volumes: [{ name: "a" }] }, "volumes[0].size_gigabytes is missing: it must be a number"],
    [
      { volumes: [{ name: "a", size_gigabytes: "10" }] },
      'volumes[0].size_gigabytes must be a number, not "10"',
    ],
    [
      { vpcs: [{ name: "a", ip: 1 }] },
      'vpcs[0] has an unknown field "ip", none of name, region, description, ip_range',
    ],
    [
      { volumes: [{ name: "a", size_gigabytes: 1, droplet: "none" }] },
      'volumes[0]: there is no droplet named "none"',
    ],
    [
      { vpcs: [{ name: "a" }, { name: "a" }] },
      "vpcs[1]: A VPC with this name already exists.",
    ],
    [
      { vpc_peerings: [{ name: "p", vpcs: ["none", "nor this"] }] },
      'vpc_peerings[0]: there is nothing named "none"',
    ],
    [{ load_balancers: [{ name: "a" }] }, "load_balancers[0].region is missing"],
    [{ resources: [] }, "resources must be an object, not []"],
    [{ resources: { invoices: [] } }, 'resources has "invoices", which is not a path'],
    [{ resources: { "/v2/apps": [7] } }, "resources./v2/apps[0] must be an object, not 7"],
    [
      { resources: { "/v2/apps": [{ id: "a" }, { id: "a" }] } },
      "/v2/apps[1]: a is there already",
    ],
  ] as const
) {
  Deno.test(`the seed ${JSON.stringify(seed)} is refused and leaves nothing`, () => {
    const { sandbox } = bench();
    const before = sandbox.snapshot();
    const wrong = () => sandbox.seed(seed as unknown as SandboxSeed);
    assertThrows(wrong, Error, `Cannot seed the sandbox: ${message}`);
    assertEquals(sandbox.snapshot(), before);
  });
}

const RECORD = { id: 9, key: "k", created: 1, updated: 1, fields: {}, pending: [] };

for (
  const [resources, message] of [
    [[], "resources must be an object, not []"],
    [{ volumes: [] }, 'resources has "volumes", which is not a path'],
    [{ "/v2/x": {} }, "resources./v2/x must be a list, not {}"],
    [{ "/v2/x": [null] }, "resources./v2/x[0] must be an object, not null"],
    [{ "/v2/x": [{ ...RECORD, key: 7 }] }, "resources./v2/x[0].key must be a text, not 7"],
    [
      { "/v2/x": [{ ...RECORD, fields: null }] },
      "resources./v2/x[0].fields must be an object, not null",
    ],
    [
      { "/v2/x": [{ ...RECORD, pending: [{ at: "1", set: {} }] }] },
      'resources./v2/x[0].pending[0].at must be a number, not "1"',
    ],
    [
      { "/v2/x": [{ ...RECORD, pending: [{ at: 1 }] }] },
      "resources./v2/x[0].pending[0].set is missing: it must be an object",
    ],
    [{ "/v2/x": [RECORD], "/v2/y": [RECORD] }, "resources./v2/y has the number 9 again"],
    [
      { "/v2/x": [RECORD, { ...RECORD, id: 8 }] },
      "resources./v2/x is not in the order of its ids",
    ],
  ] as const
) {
  Deno.test(`resources ${JSON.stringify(resources)} cannot be restored`, () => {
    const { sandbox } = bench();
    const before = sandbox.snapshot();
    const broken = { ...before, resources } as unknown as typeof before;
    const restore = () => sandbox.restore(broken);
    assertThrows(restore, Error, `Cannot restore the sandbox: ${message}`);
    assertEquals(sandbox.snapshot(), before);
  });
}

Deno.test("a field called __proto__ in a state changes no other object", () => {
  const { sandbox } = bench();
  const state = sandbox.snapshot();
  const set = JSON.parse('{"__proto__.polluted": true}');
  state.resources["/v2/x"] = [{ ...RECORD, fields: {}, pending: [{ at: 1, set }] }];
  sandbox.restore(state);
  sandbox.advance(1);
  assertEquals(({} as Record<string, unknown>).polluted, undefined);
});
