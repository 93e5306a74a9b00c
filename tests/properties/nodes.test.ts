import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { createSandbox, FakeClock, type Sandbox } from "@doapi/doapi/sandbox/all";
import { property } from "../support/property.ts";

interface Node {
  readonly id: string;
  readonly droplet_id: string;
  readonly status: { readonly state: string };
}

interface Pool {
  readonly id: string;
  readonly count: number;
  readonly nodes: readonly Node[];
}

const WORDS = [
  "scale",
  "node",
  "replace",
  "recycle",
  "droplet",
  "pool",
  "drop",
  "upgrade",
] as const;

const step = fc.record({
  word: fc.constantFrom(...WORDS, "wait", "restore"),
  which: fc.nat({ max: 5 }),
});

class World {
  readonly clock = new FakeClock();
  readonly sandbox: Sandbox = createSandbox({
    now: this.clock.now,
    rateLimit: false,
    limits: false,
    actionTime: 10,
    seed: {
      kubernetes_clusters: [{
        name: "main",
        version: "1.34",
        node_pools: [{ name: "default", size: "s-1vcpu-2gb", count: 2 }],
      }],
    },
  });
  #made = 0;

  // deno-lint-ignore no-explicit-any -- answers of many shapes
  async call(method: string, path: string, body?: unknown): Promise<any> {
    const response = await this.sandbox.fetch(`https://api.digitalocean.com/v2${path}`, {
      method,
      headers: { authorization: "Bearer t" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert(response.status < 500, `${method} ${path}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  async cluster(): Promise<{ path: string; pools: Pool[] }> {
    const [{ id, node_pools: pools }] =
      (await this.call("GET", "/kubernetes/clusters")).kubernetes_clusters;
    return { path: `/kubernetes/clusters/${id}`, pools };
  }

  async take(word: string, which: number): Promise<void> {
    const { path, pools } = await this.cluster();
    const pool = pools[which % pools.length] as Pool;
    const below = `${path}/node_pools/${pool.id}`;
    const node = pool.nodes[which % Math.max(1, pool.nodes.length)];
    if (word === "scale") await this.call("PUT", below, { count: which });
    else if (word === "pool") {
      const name = `pool-${++this.#made}`;
      await this.call("POST", `${path}/node_pools`, { name, size: "s-1vcpu-2gb", count: which });
    } else if (word === "drop") await this.call("DELETE", below);
    else if (word === "upgrade") {
      await this.call("POST", `${path}/upgrade`, { version: "1.35.4-do.0" });
    } else if (word === "wait") this.clock.advance(1 + which * 3);
    else if (word === "restore") this.sandbox.restore(this.sandbox.snapshot());
    else if (node === undefined) return;
    else if (word === "node") await this.call("DELETE", `${below}/nodes/${node.id}`);
    else if (word === "replace") await this.call("DELETE", `${below}/nodes/${node.id}?replace=1`);
    else if (word === "recycle") await this.call("POST", `${below}/recycle`, { nodes: [node.id] });
    else await this.call("DELETE", `/droplets/${node.droplet_id}`);
  }

  async droplets(): Promise<string[]> {
    const { droplets } = await this.call("GET", "/droplets?per_page=200");
    return droplets.map(({ id }: { id: number }) => String(id));
  }
}

property(
  "the nodes of a cluster are droplets, as many as its pools say, whatever is done to them",
  [fc.array(step, { minLength: 1, maxLength: 15 })],
  async (steps) => {
    const world = new World();
    for (const { word, which } of steps) {
      await world.take(word, which);
      const nodes = (await world.cluster()).pools.flatMap((pool) => pool.nodes);
      assertEquals(nodes.map((node) => node.droplet_id).sort(), (await world.droplets()).sort());
    }
    world.clock.advance(60);
    const { path, pools } = await world.cluster();
    for (const { count, nodes } of pools) {
      assertEquals(nodes.map(({ status }) => status.state), Array(count).fill("running"));
    }
    await world.call("DELETE", path);
    assertEquals(await world.droplets(), []);
  },
  200,
);
