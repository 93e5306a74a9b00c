import { assertEquals } from "@std/assert";
import { type Bench, bench } from "../../support.ts";
import { CLUSTER, cluster } from "./support.ts";

interface Node {
  readonly id: string;
  readonly droplet_id: string;
  readonly status: { readonly state: string };
}

interface World extends Bench {
  /** The path of the pools of a cluster. */
  readonly pools: string;
  /** The path of the pool that the cluster has from the beginning. */
  readonly pool: string;
  nodes(pool?: string): Promise<Node[]>;
  droplets(): Promise<number>;
}

async function world(): Promise<World> {
  const b = bench();
  const pools = `/v2/kubernetes/clusters/${await cluster(b)}/node_pools`;
  const [{ id }] = (await b.call("GET", pools)).json.node_pools;
  const pool = `${pools}/${id}`;
  return {
    ...b,
    pools,
    pool,
    nodes: async (path = pool) => (await b.call("GET", path)).json.node_pool.nodes,
    droplets: async () => (await b.call("GET", "/v2/droplets")).json.meta.total,
  };
}

const POOL = { name: "more", size: "s-2vcpu-4gb", count: 1 };

const states = (nodes: readonly Node[]): string[] => nodes.map(({ status }) => status.state);

Deno.test("a pool is added with its nodes and shown with its cluster", async () => {
  const b = await world();
  const { status, json } = await b.call("POST", b.pools, {
    ...POOL,
    labels: { tier: "web" },
    taints: [{ key: "k", value: "v", effect: "NoSchedule" }],
    gpu_partition_mode: "AMD_PARTITION_MODE_SPX_NPS1",
  });
  const { id, nodes, tags, ...rest } = json.node_pool;
  assertEquals([status, states(nodes)], [201, ["provisioning"]]);
  assertEquals(tags.filter((tag: string) => !tag.includes("-")), ["k8s", "k8s:worker"]);
  assertEquals(rest, {
    ...POOL,
    labels: { tier: "web" },
    taints: [{ key: "k", value: "v", effect: "NoSchedule" }],
    auto_scale: false,
    min_nodes: 0,
    max_nodes: 0,
    gpu_partition_mode: "AMD_PARTITION_MODE_SPX_NPS1",
  });
  b.clock.advance(10);
  const { node_pool } = (await b.call("GET", `${b.pools}/${id}`)).json;
  assertEquals(states(node_pool.nodes), ["running"]);
  const whole = (await b.call("GET", b.pools.replace("/node_pools", ""))).json.kubernetes_cluster;
  assertEquals(whole.node_pools[1], node_pool);
});

for (
  const [more, message] of [
    [{ name: "default" }, "409 conflict: A node pool with this name already exists."],
    [{ name: undefined }, "422 unprocessable_entity: Name can't be blank"],
    [{ size: "s-1vcpu-1gb" }, "422 unprocessable_entity: invalid size slug"],
    [
      { taints: [{ key: "k", value: "v", effect: "Never" }] },
      "422 unprocessable_entity: taints[0].effect must be one of NoSchedule, PreferNoSchedule, NoExecute",
    ],
    [
      { count: 100 },
      "422 unprocessable_entity: creating this/these droplet(s) will exceed your droplet limit",
    ],
    [
      { auto_scale: true, min_nodes: 3, max_nodes: 2 },
      "422 unprocessable_entity: max_nodes must be at least 1 and at least min_nodes.",
    ],
  ] as const
) {
  Deno.test(`a pool with ${JSON.stringify(more)} is refused: ${message}`, async () => {
    const b = await world();
    assertEquals(await b.refused("POST", b.pools, { ...POOL, ...more }), message);
    assertEquals(await b.droplets(), 2);
  });
}

Deno.test("the pools of a cluster that is not there are not there", async () => {
  const b = await world();
  const path = "/v2/kubernetes/clusters/4de7ac8b-495b-4884-9a69-1050c6793cd6/node_pools";
  assertEquals((await b.call("POST", path, POOL)).status, 404);
  assertEquals((await b.call("GET", `${b.pools}/none`)).status, 404);
  assertEquals((await b.call("DELETE", `${b.pool}/nodes/none`)).status, 404);
});

Deno.test("the limits of the autoscaler hold the number of nodes", async () => {
  const b = await world();
  const counts = async (more: Record<string, unknown>) => {
    const { json } = await b.call("POST", b.pools, { ...POOL, auto_scale: true, ...more });
    const { count, min_nodes, max_nodes, nodes } = json.node_pool;
    return [count, min_nodes, max_nodes, nodes.length];
  };
  assertEquals(await counts({ name: "a", count: 5, max_nodes: 3 }), [3, 0, 3, 3]);
  assertEquals(await counts({ name: "b", min_nodes: 2, max_nodes: 3 }), [2, 2, 3, 2]);
  assertEquals(await counts({ name: "c", count: undefined, max_nodes: 3 }), [0, 0, 3, 0]);
  const { json } = await b.call("PUT", b.pool, { auto_scale: true, min_nodes: 3, max_nodes: 4 });
  assertEquals([json.node_pool.count, json.node_pool.nodes.length], [3, 3]);
  const off = (await b.call("PUT", b.pool, { auto_scale: false })).json.node_pool;
  assertEquals([off.count, off.min_nodes, off.max_nodes], [3, 0, 0]);
});

Deno.test("a pool grows at once and shrinks by its newest nodes when they are drained", async () => {
  const b = await world();
  const before = await b.nodes();
  const grown = (await b.call("PUT", b.pool, { count: 4 })).json.node_pool;
  assertEquals(states(grown.nodes), ["running", "running", "provisioning", "provisioning"]);
  assertEquals(await b.droplets(), 4);
  const shrunk = (await b.call("PUT", b.pool, { count: 1 })).json.node_pool;
  assertEquals(states(shrunk.nodes), ["running", "deleting", "deleting", "deleting"]);
  b.clock.advance(10);
  assertEquals((await b.nodes()).map(({ id }) => id), [before[0]?.id]);
  assertEquals(await b.droplets(), 1);
});

Deno.test("a change of the tags reaches the droplets, and those of the cluster stay", async () => {
  const b = await world();
  await b.call("PUT", b.pool, { name: "renamed", tags: ["two"], labels: { a: "b" } });
  const { node_pool } = (await b.call("GET", b.pool)).json;
  const [k8s, own, ...others] = node_pool.tags;
  assertEquals([k8s, own.startsWith("k8s:"), others], ["k8s", true, ["k8s:worker", "two"]]);
  assertEquals([node_pool.name, node_pool.labels], ["renamed", { a: "b" }]);
  const total = async (tag: string) =>
    (await b.call("GET", `/v2/droplets?tag_name=${tag}`)).json.meta.total;
  assertEquals([await total("one"), await total("two"), await total(own)], [0, 2, 2]);
});

Deno.test("a node is deleted with its droplet, and replaced on request", async () => {
  const b = await world();
  const [first, second] = await b.nodes();
  const gone = await b.call("DELETE", `${b.pool}/nodes/${first?.id}`);
  assertEquals([gone.status, states(await b.nodes())], [202, ["deleting", "running"]]);
  // A second time changes nothing.
  await b.call("DELETE", `${b.pool}/nodes/${first?.id}`);
  b.clock.advance(10);
  assertEquals((await b.call("GET", b.pool)).json.node_pool.count, 1);
  assertEquals((await b.call("GET", `/v2/droplets/${first?.droplet_id}`)).status, 404);
  await b.call("DELETE", `${b.pool}/nodes/${second?.id}?replace=1&skip_drain=1`);
  b.clock.advance(10);
  const [third, ...more] = await b.nodes();
  assertEquals([more, third?.status.state, third?.id === second?.id], [[], "running", false]);
  assertEquals((await b.call("GET", b.pool)).json.node_pool.count, 1);
});

Deno.test("nodes are recycled, all of them or none", async () => {
  const b = await world();
  const [first, second] = await b.nodes();
  assertEquals(
    (await b.call("POST", `${b.pool}/recycle`, { nodes: [first?.id, "none"] })).status,
    404,
  );
  assertEquals((await b.nodes()).map(({ id }) => id), [first?.id, second?.id]);
  assertEquals((await b.call("POST", `${b.pool}/recycle`, { nodes: [first?.id] })).status, 202);
  const after = await b.nodes();
  assertEquals([after[0]?.id, states(after)], [second?.id, ["running", "provisioning"]]);
  assertEquals(await b.droplets(), 2);
});

Deno.test("a cluster replaces a node whose droplet was deleted", async () => {
  const b = await world();
  const [first, second] = await b.nodes();
  assertEquals((await b.call("DELETE", `/v2/droplets/${first?.droplet_id}`)).status, 204);
  const after = await b.nodes();
  assertEquals([after[0]?.id, states(after)], [second?.id, ["running", "provisioning"]]);
  assertEquals(await b.droplets(), 2);
});

Deno.test("a pool goes when its nodes are drained; the last one stays", async () => {
  const b = await world();
  assertEquals(
    await b.refused("DELETE", b.pool),
    "422 unprocessable_entity: A cluster must have at least one node pool.",
  );
  const { id } = (await b.call("POST", b.pools, POOL)).json.node_pool;
  b.clock.advance(10);
  assertEquals((await b.call("DELETE", `${b.pools}/${id}`)).status, 204);
  assertEquals(states(await b.nodes(`${b.pools}/${id}`)), ["deleting"]);
  assertEquals(
    await b.refused("PUT", `${b.pools}/${id}`, { count: 2 }),
    "409 conflict: The node pool is being deleted.",
  );
  assertEquals(
    await b.refused("DELETE", b.pool),
    "422 unprocessable_entity: A cluster must have at least one node pool.",
  );
  b.clock.advance(10);
  assertEquals((await b.call("GET", `${b.pools}/${id}`)).status, 404);
  assertEquals(await b.droplets(), 2);
});

Deno.test("where time waits for a hand, nodes come and go when it is turned", async () => {
  const b = bench({ actionTime: "manual", seed: { kubernetes_clusters: [CLUSTER] } });
  const [one] = (await b.call("GET", "/v2/kubernetes/clusters")).json.kubernetes_clusters;
  const pool = `/v2/kubernetes/clusters/${one.id}/node_pools/${one.node_pools[0].id}`;
  await b.call("PUT", pool, { count: 1 });
  const nodes = async () => states((await b.call("GET", pool)).json.node_pool.nodes);
  assertEquals(await nodes(), ["running", "deleting"]);
  b.sandbox.advance(1);
  assertEquals(await nodes(), ["running"]);
});
