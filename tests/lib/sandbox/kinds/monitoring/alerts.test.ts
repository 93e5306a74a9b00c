import { assertEquals } from "@std/assert";
import { bench } from "../../support.ts";

const NOBODY = "12345678-1234-1234-1234-123456789012";

const POLICY = {
  type: "v1/insights/droplet/cpu",
  description: "CPU",
  compare: "GreaterThan",
  value: 80,
  window: "5m",
  entities: ["3164001"],
  tags: ["web"],
  alerts: { email: ["sammy@example.com"], slack: [] },
  enabled: true,
};

const ALERTS = "/v2/monitoring/alerts";

Deno.test("an alert policy keeps what was sent and is turned off by an update", async () => {
  const b = bench({ seed: { droplets: 1 } });
  const { policy } = (await b.call("POST", ALERTS, POLICY)).json;
  assertEquals(policy, { ...POLICY, uuid: policy.uuid });
  const path = `${ALERTS}/${policy.uuid}`;
  await b.call("PUT", path, { ...POLICY, enabled: false, window: "1h" });
  const changed = (await b.call("GET", path)).json.policy;
  assertEquals(changed, { ...policy, enabled: false, window: "1h" });
  assertEquals((await b.call("DELETE", path)).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
});

for (
  const [more, message] of [
    [{ window: "2m" }, "window must be one of 5m, 10m, 30m, 1h"],
    [{ compare: "Equals" }, "compare must be one of GreaterThan, LessThan"],
    [{ entities: ["7"] }, "There is no Droplet with the ID 7."],
    [{ entities: ["web"] }, "There is no Droplet with the ID web."],
    [
      { type: "v1/insights/lbaas/droplet_health", entities: [NOBODY] },
      `There is no load balancer with the ID ${NOBODY}.`,
    ],
    [
      { type: "v1/dbaas/alerts/cpu_alerts", entities: [NOBODY] },
      `There is no database cluster with the ID ${NOBODY}.`,
    ],
    [
      { type: "v1/droplet/autoscale_alerts/scale_up", entities: [NOBODY] },
      `There is no autoscale pool with the ID ${NOBODY}.`,
    ],
  ] as const
) {
  Deno.test(`an alert policy with ${JSON.stringify(more)} is refused`, async () => {
    const b = bench({ seed: { droplets: 1 } });
    const refusal = `422 unprocessable_entity: ${message}`;
    assertEquals(await b.refused("POST", ALERTS, { ...POLICY, ...more }), refusal);
    const { policy } = (await b.call("POST", ALERTS, POLICY)).json;
    const path = `${ALERTS}/${policy.uuid}`;
    assertEquals(await b.refused("PUT", path, { ...POLICY, ...more }), refusal);
  });
}

const CHECK = {
  name: "home",
  type: "https",
  target: "https://www.example.com/",
  regions: ["us_east", "eu_west"],
  enabled: true,
  method: "GET",
};

const CHECKS = "/v2/uptime/checks";

Deno.test("a check is up in each of its regions once it has looked", async () => {
  const b = bench();
  const { check } = (await b.call("POST", CHECKS, CHECK)).json;
  const { method: _, ...sent } = CHECK;
  assertEquals(check, { ...sent, id: check.id });
  const path = `${CHECKS}/${check.id}`;
  const regions = async () => (await b.call("GET", `${path}/state`)).json.state.regions;
  assertEquals((await regions()).us_east.status, "CHECKING");
  b.clock.advance(10);
  assertEquals((await regions()).eu_west, {
    status: "UP",
    status_changed_at: "2026-01-01T00:00:10Z",
    thirty_day_uptime_percentage: 100,
  });
  await b.call("PUT", path, { enabled: false });
  assertEquals((await regions()).us_east.status, "CHECKING");
  await b.call("DELETE", path);
  assertEquals((await b.call("GET", `${path}/state`)).status, 404);
});

for (
  const [more, message] of [
    [{ name: "" }, "name is required"],
    [{ type: "tcp" }, "type must be one of ping, http, https"],
    [{ target: "www.example.com" }, "target must be a URL that begins with https://"],
    [{ target: "http://www.example.com" }, "target must be a URL that begins with https://"],
    [{ type: "ping", target: "no host" }, "target must be a host or an address"],
  ] as const
) {
  Deno.test(`an uptime check with ${JSON.stringify(more)} is refused`, async () => {
    const refusal = await bench().refused("POST", CHECKS, { ...CHECK, ...more });
    assertEquals(refusal, `422 unprocessable_entity: ${message}`);
  });
}

Deno.test("an alert of a check goes to the address of the account, and goes with the check", async () => {
  const b = bench();
  const { id } = (await b.call("POST", CHECKS, CHECK)).json.check;
  const path = `${CHECKS}/${id}/alerts`;
  const body = {
    name: "slow",
    type: "latency",
    threshold: 300,
    comparison: "greater_than",
    period: "2m",
    notifications: { email: ["sammy@example.com"], slack: [] },
  };
  const { alert } = (await b.call("POST", path, body)).json;
  assertEquals(alert, { ...body, id: alert.id });
  const { comparison: _, ...without } = body;
  for (
    const [wrong, message] of [
      [without, "comparison is required"],
      [{ ...body, name: "" }, "name is required"],
      [{ ...without, type: "ssl_expiry", threshold: undefined }, "threshold is required"],
      [
        { ...body, notifications: { email: ["other@example.com"], slack: [] } },
        "other@example.com is not a verified email address of this account",
      ],
    ] as const
  ) {
    assertEquals(await b.refused("POST", path, wrong), `422 unprocessable_entity: ${message}`);
  }
  await b.call("DELETE", `${CHECKS}/${id}`);
  assertEquals((await b.call("GET", `${path}/${alert.id}`)).status, 404);
});

const DESTINATIONS = "/v2/monitoring/sinks/destinations";

Deno.test("the credentials of a destination are never shown, and it stays while a sink uses it", async () => {
  const node_pools = [{ name: "default", size: "s-1vcpu-2gb", count: 1 }];
  const b = bench({ seed: { kubernetes_clusters: [{ name: "k", node_pools }] } });
  const credentials = { username: "logger", password: "unseen" };
  const config = { endpoint: "https://logs.example.com", credentials };
  const body = { name: "logs", type: "opensearch_ext", config };
  const { destination } = (await b.call("POST", DESTINATIONS, body)).json;
  assertEquals(
    [destination.config.endpoint, destination.config.retention_days],
    ["https://logs.example.com", 14],
  );
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes("unseen"), false);
  const [cluster] = (await b.call("GET", "/v2/kubernetes/clusters")).json.kubernetes_clusters;
  const sink = {
    destination_uuid: destination.id,
    resources: [{ urn: `do:kubernetes:${cluster.id}`, name: "k" }],
  };
  assertEquals((await b.call("POST", "/v2/monitoring/sinks", sink)).status, 202);
  const { sinks } = (await b.call("GET", "/v2/monitoring/sinks")).json;
  assertEquals(sinks[0].destination.name, "logs");
  const path = `${DESTINATIONS}/${destination.id}`;
  const elsewhere = { ...body, config: { endpoint: "https://other.example.com" } };
  assertEquals((await b.call("POST", path, elsewhere)).status, 204);
  const moved = (await b.call("GET", path)).json.destination;
  assertEquals(moved.config.endpoint, "https://other.example.com");
  assertEquals((await b.call("POST", `${DESTINATIONS}/${NOBODY}`, body)).status, 404);
  assertEquals(
    await b.refused("DELETE", path),
    "409 conflict: The destination is used by sinks. Delete them first.",
  );
  await b.call("DELETE", `/v2/monitoring/sinks/${sinks[0].sink_uuid}`);
  assertEquals((await b.call("DELETE", path)).status, 204);
  const urn = `do:kubernetes:${NOBODY}`;
  assertEquals((await b.call("POST", "/v2/monitoring/sinks", sink)).status, 404);
  const other = { ...sink, destination_uuid: NOBODY, resources: [{ urn }] };
  assertEquals((await b.call("POST", "/v2/monitoring/sinks", other)).status, 404);
  assertEquals(
    await b.refused("POST", DESTINATIONS, {
      type: "opensearch_dbaas",
      config: { endpoint: "https://logs.example.com", cluster_uuid: NOBODY },
    }),
    "422 unprocessable_entity: config.cluster_uuid must be that of an OpenSearch cluster",
  );
});
