import { assertEquals } from "@std/assert";
import { type Bench, bench, droplet } from "../support.ts";

const RULE = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 };
const PLAIN = { name: "lb", region: "nyc3", forwarding_rules: [RULE] };
const PATH = "/v2/load_balancers";

async function balancer(b: Bench, more: Record<string, unknown> = {}) {
  const { json, text } = await b.call("POST", PATH, { ...PLAIN, ...more });
  if (json.load_balancer === undefined) throw new Error(text);
  return json.load_balancer;
}

async function read(b: Bench, id: string) {
  return (await b.call("GET", `${PATH}/${id}`)).json.load_balancer;
}

Deno.test("a load balancer has all its defaults, and an address when it is up", async () => {
  const b = bench();
  const { id, ip, status } = await balancer(b);
  assertEquals([ip, status], ["", "new"]);
  b.clock.advance(10);
  const { region, vpc_uuid, project_id, ...shown } = await read(b, id);
  const { vpcs } = (await b.call("GET", "/v2/vpcs")).json;
  const { project } = (await b.call("GET", "/v2/projects/default")).json;
  assertEquals([region.slug, vpc_uuid, project_id], ["nyc3", vpcs[0].id, project.id]);
  assertEquals(shown, {
    id,
    name: "lb",
    ip: "198.18.0.2",
    status: "active",
    size_unit: 1,
    size: "lb-small",
    type: "REGIONAL",
    algorithm: "round_robin",
    tag: "",
    droplet_ids: [],
    forwarding_rules: [{ ...RULE, certificate_id: "", tls_passthrough: false }],
    health_check: {
      protocol: "http",
      port: 80,
      path: "/",
      check_interval_seconds: 10,
      response_timeout_seconds: 5,
      unhealthy_threshold: 5,
      healthy_threshold: 3,
    },
    sticky_sessions: { type: "none" },
    redirect_http_to_https: false,
    enable_proxy_protocol: false,
    enable_backend_keepalive: false,
    http_idle_timeout_seconds: 60,
    disable_lets_encrypt_dns_records: false,
    network: "EXTERNAL",
    network_stack: "IPV4",
    tls_cipher_policy: "DEFAULT",
    created_at: "2026-01-01T00:00:00Z",
  });
});

Deno.test("a load balancer has droplets by id, until they are gone, or by tag, as they come", async () => {
  const b = bench();
  const [one, two] = [await droplet(b), await droplet(b, { tags: ["web"] })];
  const { id } = await balancer(b, { droplet_ids: [one] });
  assertEquals(
    (await b.call("POST", `${PATH}/${id}/droplets`, { droplet_ids: [two] })).status,
    204,
  );
  assertEquals((await read(b, id)).droplet_ids, [one, two]);
  await b.call("DELETE", `${PATH}/${id}/droplets`, { droplet_ids: [two] });
  await b.call("DELETE", `/v2/droplets/${one}`);
  assertEquals((await read(b, id)).droplet_ids, []);

  const tagged = await balancer(b, { tag: "web" });
  const three = await droplet(b, { tags: ["web"] });
  await droplet(b, { tags: ["web"], region: "ams3" });
  assertEquals((await read(b, tagged.id)).droplet_ids, [two, three]);
  assertEquals(
    await b.refused("POST", `${PATH}/${tagged.id}/droplets`, { droplet_ids: [three] }),
    "422 unprocessable_entity: the load balancer has droplets by their tag",
  );
});

Deno.test("an update of a load balancer has all of it, but what cannot change", async () => {
  const b = bench();
  const { id } = await balancer(b, { enable_proxy_protocol: true, size: "lb-large" });
  const update = { ...PLAIN, name: "new", network: "INTERNAL", region: "ams3" };
  const { load_balancer } = (await b.call("PUT", `${PATH}/${id}`, update)).json;
  const { name, enable_proxy_protocol, size_unit, network, region } = load_balancer;
  assertEquals(
    [name, enable_proxy_protocol, size_unit, network, region.slug],
    ["new", false, 1, "EXTERNAL", "nyc3"],
  );
});

Deno.test("forwarding rules are added and taken out, and one is always left", async () => {
  const b = bench();
  const { id } = await balancer(b);
  const path = `${PATH}/${id}/forwarding_rules`;
  const other = { ...RULE, entry_port: 81 };
  assertEquals((await b.call("POST", path, { forwarding_rules: [other] })).status, 204);
  assertEquals(
    await b.refused("POST", path, { forwarding_rules: [other] }),
    "422 unprocessable_entity: entry_port 81 is used by more than one forwarding rule",
  );
  assertEquals((await b.call("DELETE", path, { forwarding_rules: [RULE] })).status, 204);
  const ports = (await read(b, id)).forwarding_rules
    .map((rule: { entry_port: number }) => rule.entry_port);
  assertEquals(ports, [81]);
  assertEquals(
    await b.refused("DELETE", path, { forwarding_rules: [other] }),
    "422 unprocessable_entity: forwarding_rules must have at least 1 item",
  );
});

Deno.test("a global load balancer is nowhere and has regional ones behind it", async () => {
  const b = bench();
  const { id } = await balancer(b);
  const { forwarding_rules: _, region: __, ...more } = PLAIN;
  const body = { ...more, type: "GLOBAL", target_load_balancer_ids: [id] };
  const made = (await b.call("POST", PATH, body)).json.load_balancer;
  b.clock.advance(10);
  const shown = await read(b, made.id);
  assertEquals([shown.region, shown.vpc_uuid, shown.target_load_balancer_ids], [
    undefined,
    undefined,
    [id],
  ]);
  assertEquals([shown.ip !== "", shown.ipv6 !== undefined], [true, true]);
  assertEquals((await b.call("DELETE", `${PATH}/${made.id}/cache`)).status, 204);
  assertEquals(
    await b.refused("POST", PATH, { ...body, target_load_balancer_ids: [made.id] }),
    `422 unprocessable_entity: target_load_balancer_ids: ${made.id} is not a regional load balancer`,
  );
  await b.call("DELETE", `${PATH}/${id}`);
  assertEquals((await read(b, made.id)).target_load_balancer_ids, []);
});

Deno.test("an internal load balancer has an address of its VPC, which stays while it is in it", async () => {
  const b = bench();
  const { vpc } = (await b.call("POST", "/v2/vpcs", {
    name: "own",
    region: "nyc3",
    ip_range: "192.168.7.0/28",
  })).json;
  const { id } = await balancer(b, { network: "INTERNAL", vpc_uuid: vpc.id });
  b.clock.advance(10);
  assertEquals((await read(b, id)).ip, "192.168.7.2");
  assertEquals(
    await b.refused("DELETE", `/v2/vpcs/${vpc.id}`),
    "409 conflict: Can not delete VPC with members",
  );
});

Deno.test("a load balancer that cannot be is refused, and nothing is made", async () => {
  const b = bench();
  const far = await droplet(b, { region: "ams3" });
  const cases: [Record<string, unknown>, string][] = [
    [{ name: "" }, "Name can't be blank"],
    [{ region: "mars" }, "Region is invalid"],
    [{ forwarding_rules: [] }, "forwarding_rules must have at least 1 item"],
    [{ droplet_ids: [1] }, "droplet 1 could not be found"],
    [{ droplet_ids: [far] }, `droplet ${far} must be in the VPC of the load balancer`],
    [{ droplet_ids: [far], tag: "web" }, "tag and droplet_ids exclude each other"],
    [
      { forwarding_rules: [{ ...RULE, entry_protocol: "udp" }] },
      "entry_protocol and target_protocol must both be udp, or neither",
    ],
    [
      { forwarding_rules: [{ ...RULE, entry_protocol: "https" }] },
      "entry_protocol https needs a certificate_id or tls_passthrough",
    ],
    [
      { forwarding_rules: [{ ...RULE, entry_port: 70_000 }] },
      "entry_port must be between 1 and 65535",
    ],
    [
      { forwarding_rules: [{ ...RULE, certificate_id: "none" }] },
      "certificate none could not be found",
    ],
    [
      { sticky_sessions: { type: "cookies" } },
      "sticky_sessions.cookie_name is required for cookies",
    ],
    [
      { firewall: { allow: ["1.2.3.4"] } },
      'firewall: "1.2.3.4" must be ip:ADDRESS or cidr:RANGE',
    ],
    [{ type: "GLOBAL" }, "a GLOBAL load balancer has no region"],
  ];
  for (const [more, message] of cases) {
    const refusal = await b.refused("POST", PATH, { ...PLAIN, ...more });
    assertEquals(refusal, `422 unprocessable_entity: ${message}`);
  }
  assertEquals((await b.call("GET", PATH)).json.load_balancers, []);
  assertEquals((await b.call("GET", `${PATH}/none`)).status, 404);
});
