import { assertEquals, assertMatch } from "@std/assert";
import { bench } from "../../support.ts";
import { CLUSTER, cluster } from "./support.ts";

Deno.test("a new cluster comes up with its nodes, which are droplets", async () => {
  const b = bench();
  const { status, json } = await b.call("POST", "/v2/kubernetes/clusters", {
    ...CLUSTER,
    tags: ["web"],
  });
  const { id, node_pools: [pool] } = json.kubernetes_cluster;
  assertEquals([status, json.kubernetes_cluster.status.state], [201, "provisioning"]);
  assertEquals(json.kubernetes_cluster.tags, ["k8s", `k8s:${id}`, "web"]);
  assertEquals([pool.count, pool.nodes.length, pool.nodes[0].status.state], [2, 2, "provisioning"]);
  b.clock.advance(10);
  const up = (await b.call("GET", `/v2/kubernetes/clusters/${id}`)).json.kubernetes_cluster;
  const [node] = up.node_pools[0].nodes;
  assertEquals([up.status.state, node.status.state], ["running", "running"]);
  const { droplet } = (await b.call("GET", `/v2/droplets/${node.droplet_id}`)).json;
  assertEquals(
    [droplet.name, droplet.status, droplet.size_slug, droplet.region.slug, droplet.vpc_uuid],
    [node.name, "active", "s-1vcpu-2gb", "nyc1", up.vpc_uuid],
  );
  assertEquals(droplet.tags, ["k8s", `k8s:${id}`, "k8s:worker", "one"]);
  const tagged = await b.call("GET", `/v2/droplets?tag_name=k8s:${id}`);
  assertEquals(tagged.json.meta.total, 2);
});

Deno.test("a cluster has every block of features, off unless it says otherwise", async () => {
  const b = bench();
  const { json } = await b.call("POST", "/v2/kubernetes/clusters", {
    ...CLUSTER,
    routing_agent: { enabled: true },
    amd_gpu_dra_driver: { enabled: true },
  });
  const { id, node_pools: _, vpc_uuid, worker_subnet_uuid, ipv4, ...rest } =
    json.kubernetes_cluster;
  assertMatch(vpc_uuid, /^[0-9a-f-]{36}$/);
  assertMatch(worker_subnet_uuid, /^[0-9a-f-]{36}$/);
  assertMatch(ipv4, /^198\.18\./);
  assertEquals(rest, {
    name: "main",
    region: "nyc1",
    version: "1.35.4-do.0",
    cluster_subnet: "10.244.0.0/16",
    service_subnet: "10.245.0.0/16",
    endpoint: `https://${id}.k8s.example.com`,
    tags: ["k8s", `k8s:${id}`],
    status: { state: "provisioning" },
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    auto_upgrade: false,
    surge_upgrade: false,
    isolated_workers: false,
    ha: false,
    registry_enabled: false,
    registries: [],
    maintenance_policy: { day: "any", start_time: "00:00", duration: "4h0m0s" },
    control_plane_firewall: { enabled: false, allowed_addresses: [] },
    cluster_autoscaler_configuration: null,
    sso: null,
    routing_agent: { enabled: true },
    p2p_oci_registry_plugin: { enabled: false },
    amd_gpu_device_plugin: { enabled: false },
    amd_gpu_device_metrics_exporter_plugin: { enabled: false },
    nvidia_gpu_device_plugin: { enabled: false },
    rdma_shared_dev_plugin: { enabled: false },
    coredns_autoscaler: { enabled: false },
    nvidia_gpu_dra_driver: { enabled: false },
    amd_gpu_dra_driver: { enabled: true },
  });
});

for (
  const [given, version, ha] of [
    ["latest", "1.36.1-do.0", true],
    ["1.35", "1.35.4-do.0", false],
    ["1.34.7-do.0", "1.34.7-do.0", false],
  ] as const
) {
  Deno.test(`the version ${given} is ${version}, ${ha ? "highly available" : "alone"}`, async () => {
    const body = { ...CLUSTER, version: given };
    const { json } = await bench().call("POST", "/v2/kubernetes/clusters", body);
    const { kubernetes_cluster: made } = json;
    assertEquals([made.version, made.ha, made.ipv4 === ""], [version, ha, ha]);
  });
}

Deno.test("the plugin for the GPUs of the nodes is on by itself", async () => {
  const pool = { name: "gpus", size: "gpu-mi300x1-192gb", count: 1 };
  const plugins = async (more: Record<string, unknown>) => {
    const body = { ...CLUSTER, node_pools: [pool], ...more };
    const { json } = await bench().call("POST", "/v2/kubernetes/clusters", body);
    const { amd_gpu_device_plugin: amd, nvidia_gpu_device_plugin: nvidia } =
      json.kubernetes_cluster;
    return [amd.enabled, nvidia.enabled];
  };
  assertEquals(await plugins({}), [true, false]);
  assertEquals(await plugins({ amd_gpu_device_plugin: { enabled: false } }), [false, false]);
  assertEquals(await plugins({ amd_gpu_dra_driver: { enabled: true } }), [false, false]);
});

const REFUSED: readonly [body: Record<string, unknown>, message: string][] = [
  [{ name: " " }, "422 unprocessable_entity: Name can't be blank"],
  [{ name: "there" }, "409 conflict: A cluster with this name already exists."],
  [{ region: "sfo1" }, "422 unprocessable_entity: invalid region slug"],
  [{ version: "1" }, "422 unprocessable_entity: invalid version slug"],
  [{ version: "1.12" }, "422 unprocessable_entity: invalid version slug"],
  [{ node_pools: [] }, "422 unprocessable_entity: A cluster must have at least one node pool."],
  [
    { node_pools: [{ name: "a", size: "s-1vcpu-1gb", count: 1 }] },
    "422 unprocessable_entity: invalid size slug",
  ],
  [
    { node_pools: [{ name: "a", size: "gpu-l40sx1-48gb", count: 1 }] },
    "422 unprocessable_entity: size is not available in this region",
  ],
  [
    { node_pools: [{ name: "a b", size: "s-1vcpu-2gb", count: 1 }] },
    "422 unprocessable_entity: Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
  ],
  [
    { node_pools: [{ name: "a", size: "s-1vcpu-2gb", count: -1 }] },
    "422 unprocessable_entity: The number of nodes must not be negative.",
  ],
  [
    { node_pools: [{ name: "a", size: "s-1vcpu-2gb", auto_scale: true, min_nodes: 2 }] },
    "422 unprocessable_entity: max_nodes must be at least 1 and at least min_nodes.",
  ],
  [
    { node_pools: [CLUSTER.node_pools[0], CLUSTER.node_pools[0]] },
    "409 conflict: A node pool with this name already exists.",
  ],
  [
    { node_pools: [{ name: "a", size: "s-1vcpu-2gb", count: 100 }] },
    "422 unprocessable_entity: creating this/these droplet(s) will exceed your droplet limit",
  ],
  [{ vpc_uuid: "none" }, "422 unprocessable_entity: Failed to resolve VPC"],
  [
    { cluster_subnet: "everything" },
    "422 unprocessable_entity: cluster_subnet must be in CIDR notation",
  ],
  [
    { cluster_subnet: "10.0.0.0/8", service_subnet: "10.1.0.0/16" },
    "422 unprocessable_entity: The subnets of the cluster and of its services overlap.",
  ],
  [
    { maintenance_policy: { start_time: "25:00" } },
    "422 unprocessable_entity: start_time must be a time of day such as 05:00.",
  ],
  [
    { nvidia_gpu_device_plugin: { enabled: true }, nvidia_gpu_dra_driver: { enabled: true } },
    "422 unprocessable_entity: nvidia_gpu_device_plugin and nvidia_gpu_dra_driver are mutually exclusive.",
  ],
];

for (const [more, message] of REFUSED) {
  Deno.test(`a cluster with ${JSON.stringify(more)} is refused: ${message}`, async () => {
    const b = bench({ seed: { kubernetes_clusters: [{ ...CLUSTER, name: "there" }] } });
    const { resources, droplets } = b.sandbox.snapshot();
    const body = { ...CLUSTER, ...more };
    assertEquals(await b.refused("POST", "/v2/kubernetes/clusters", body), message);
    const after = b.sandbox.snapshot();
    assertEquals([after.resources, after.droplets], [resources, droplets]);
  });
}

Deno.test("workers without public addresses need a NAT gateway in the VPC that is named", async () => {
  const b = bench({ seed: { vpcs: [{ name: "own", region: "nyc1" }] } });
  const [vpc] = (await b.call("GET", "/v2/vpcs")).json.vpcs;
  const body = { ...CLUSTER, isolated_workers: true };
  assertEquals(
    await b.refused("POST", "/v2/kubernetes/clusters", { ...body, vpc_uuid: vpc.id }),
    "422 unprocessable_entity: Isolated workers need a NAT gateway in the VPC of the cluster.",
  );
  b.sandbox.seed({
    resources: { "/v2/vpc_nat_gateways": [{ id: "g", vpcs: [{ vpc_uuid: vpc.id }] }] },
  });
  const made = await b.call("POST", "/v2/kubernetes/clusters", { ...body, vpc_uuid: vpc.id });
  assertEquals(made.status, 201);
  b.clock.advance(10);
  const [droplet] = (await b.call("GET", "/v2/droplets")).json.droplets;
  assertEquals(
    [droplet.vpc_uuid, droplet.networks.v4.map(({ type }: { type: string }) => type)],
    [vpc.id, ["private"]],
  );
});

Deno.test("a change says what changes, and empty values of the autoscaler take them back", async () => {
  const b = bench();
  const id = await cluster(b);
  const change = async (more: Record<string, unknown>) => {
    const path = `/v2/kubernetes/clusters/${id}`;
    const { status, json } = await b.call("PUT", path, more);
    assertEquals(status, 202);
    return json.kubernetes_cluster;
  };
  const first = await change({
    name: "renamed",
    tags: ["new"],
    ha: true,
    auto_upgrade: true,
    maintenance_policy: { day: "monday" },
    control_plane_firewall: { enabled: true, allowed_addresses: ["192.0.2.1/32"] },
    cluster_autoscaler_configuration: { scale_down_utilization_threshold: 0.8, expanders: null },
    sso: { enabled: true },
    coredns_autoscaler: { enabled: true },
    nvidia_gpu_dra_driver: { enabled: true },
  });
  assertEquals(
    [first.name, first.tags, first.ha, first.ipv4, first.auto_upgrade, first.surge_upgrade],
    ["renamed", ["k8s", `k8s:${id}`, "new"], true, "", true, false],
  );
  assertEquals(first.maintenance_policy, {
    day: "monday",
    start_time: "00:00",
    duration: "4h0m0s",
  });
  assertEquals(first.cluster_autoscaler_configuration, { scale_down_utilization_threshold: 0.8 });
  assertEquals(first.sso, { enabled: true, required: false });
  const second = await change({
    control_plane_firewall: { enabled: null, allowed_addresses: null },
    cluster_autoscaler_configuration: { scale_down_utilization_threshold: 0 },
    routing_agent: { enabled: null },
  });
  assertEquals(second.cluster_autoscaler_configuration, null);
  assertEquals(
    [second.control_plane_firewall, second.coredns_autoscaler, second.nvidia_gpu_dra_driver],
    [
      { enabled: true, allowed_addresses: ["192.0.2.1/32"] },
      { enabled: true },
      { enabled: true },
    ],
  );
  assertEquals(
    [second.name, second.tags, second.routing_agent],
    ["renamed", first.tags, { enabled: false }],
  );
  const path = `/v2/kubernetes/clusters/${id}`;
  assertEquals(
    await b.refused("PUT", path, { name: "main", ha: false }),
    "422 unprocessable_entity: High availability cannot be turned off again.",
  );
  const driver = {
    amd_gpu_dra_driver: { enabled: true },
    amd_gpu_device_plugin: { enabled: true },
  };
  assertEquals(
    await b.refused("PUT", path, { name: "main", ...driver }),
    "422 unprocessable_entity: amd_gpu_device_plugin and amd_gpu_dra_driver are mutually exclusive.",
  );
});

Deno.test("the versions are listed newest first, and a cluster goes up one at a time", async () => {
  const b = bench();
  const { options } = (await b.call("GET", "/v2/kubernetes/options")).json;
  const slugs = options.versions.map(({ slug }: { slug: string }) => slug);
  assertEquals(slugs, ["1.36.1-do.0", "1.35.4-do.0", "1.34.7-do.0"]);
  assertEquals(options.sizes[0], { name: "s-1vcpu-2gb", slug: "s-1vcpu-2gb" });
  assertEquals(options.regions[0], { name: "New York 1", slug: "nyc1" });
  const id = await cluster(b, { version: "1.34" });
  const path = `/v2/kubernetes/clusters/${id}`;
  const upgrades = (await b.call("GET", `${path}/upgrades`)).json.available_upgrade_versions;
  assertEquals(upgrades.map(({ slug }: { slug: string }) => slug), ["1.35.4-do.0"]);
  assertEquals(upgrades[0].kubernetes_version, "1.35.4");
  assertEquals(
    await b.refused("POST", `${path}/upgrade`, { version: "1.36.1-do.0" }),
    "422 unprocessable_entity: The cluster cannot be upgraded to this version; see its upgrades.",
  );
  const nodes = async () => {
    const { kubernetes_cluster: one } = (await b.call("GET", path)).json;
    const [pool] = one.node_pools;
    return [one.status.state, one.version, pool.nodes.map(({ id }: { id: string }) => id)];
  };
  const before = (await nodes())[2] as string[];
  assertEquals((await b.call("POST", `${path}/upgrade`, { version: "1.35.4-do.0" })).status, 202);
  const [state, version, during] = await nodes();
  assertEquals([state, version], ["upgrading", "1.35.4-do.0"]);
  assertEquals((during as string[]).filter((one) => before.includes(one)), []);
  assertEquals(
    await b.refused("POST", `${path}/upgrade`, { version: "1.36.1-do.0" }),
    "409 conflict: The cluster is not running.",
  );
  b.clock.advance(10);
  assertEquals(await nodes(), ["running", "1.35.4-do.0", during]);
});

Deno.test("a cluster that is deleted takes its droplets along, and its VPC is free then", async () => {
  const b = bench({ seed: { vpcs: [{ name: "own", region: "nyc1" }] } });
  const [vpc] = (await b.call("GET", "/v2/vpcs")).json.vpcs;
  const id = await cluster(b, { vpc_uuid: vpc.id });
  const { members } = (await b.call("GET", `/v2/vpcs/${vpc.id}/members`)).json;
  assertEquals(
    members.map(({ urn }: { urn: string }) => urn.split(":")[1]),
    ["droplet", "droplet", "kubernetes"],
  );
  assertEquals(
    await b.refused("DELETE", `/v2/vpcs/${vpc.id}`),
    "409 conflict: Can not delete VPC with members",
  );
  assertEquals((await b.call("DELETE", `/v2/kubernetes/clusters/${id}`)).status, 204);
  assertEquals((await b.call("GET", `/v2/kubernetes/clusters/${id}`)).status, 404);
  assertEquals((await b.call("GET", "/v2/droplets")).json.meta.total, 0);
  assertEquals((await b.call("DELETE", `/v2/vpcs/${vpc.id}`)).status, 204);
});

Deno.test("a seeded cluster is there and ready, and a snapshot of it is exact", async () => {
  const b = bench({ seed: { kubernetes_clusters: [CLUSTER] } });
  const { kubernetes_clusters: [one] } = (await b.call("GET", "/v2/kubernetes/clusters")).json;
  assertEquals(
    [one.status.state, one.node_pools[0].nodes[0].status.state],
    ["running", "running"],
  );
  const [droplet] = (await b.call("GET", "/v2/droplets")).json.droplets;
  assertEquals([droplet.status, droplet.networks.v4.length], ["active", 2]);
  const before = b.sandbox.snapshot();
  await b.call("DELETE", `/v2/kubernetes/clusters/${one.id}`);
  b.sandbox.restore(JSON.parse(JSON.stringify(before)));
  assertEquals(b.sandbox.snapshot(), before);
});

Deno.test("a cluster is in the default project until it is assigned to another", async () => {
  const b = bench();
  const id = await cluster(b);
  const { resources } = (await b.call("GET", "/v2/projects/default/resources")).json;
  assertEquals(
    resources.filter(({ urn }: { urn: string }) => urn === `do:kubernetes:${id}`).length,
    1,
  );
});
