import { assertEquals } from "@std/assert";
import { type Bench, bench } from "../../support.ts";
import { cluster } from "./support.ts";

interface Made {
  readonly b: Bench;
  readonly path: string;
  readonly volumes: readonly string[];
  readonly snapshot: string;
}

/** A cluster with a volume of its own, one that a node has, and one of somebody else. */
async function made(): Promise<Made> {
  const b = bench();
  const id = await cluster(b);
  const path = `/v2/kubernetes/clusters/${id}`;
  const [node] = (await b.call("GET", path)).json.kubernetes_cluster.node_pools[0].nodes;
  const volume = async (name: string, tags: string[] = []) =>
    (await b.call("POST", "/v2/volumes", { name, size_gigabytes: 1, region: "nyc1", tags })).json
      .volume.id;
  const volumes = [await volume("claimed", [`k8s:${id}`]), await volume("attached")];
  await volume("other");
  await b.call("POST", `/v2/volumes/${volumes[1]}/actions`, {
    type: "attach",
    droplet_id: Number(node.droplet_id),
  });
  b.sandbox.seed({
    resources: {
      "/v2/load_balancers": [
        { id: "web", name: "web", droplet_ids: [Number(node.droplet_id)] },
        { id: "api", name: "api", tag: `k8s:${id}` },
        { id: "more", name: "more", droplet_ids: [] },
      ],
    },
  });
  const taken = await b.call("POST", `/v2/volumes/${volumes[0]}/snapshots`, {
    name: "copy",
    tags: [`k8s:${id}`],
  });
  b.clock.advance(10);
  return { b, path, volumes, snapshot: taken.json.snapshot.id };
}

const names = async (b: Bench, path: string, key: string) =>
  (await b.call("GET", path)).json[key].map(({ name }: { name: string }) => name);

Deno.test("what workloads of a cluster have made is listed with it", async () => {
  const { b, path, volumes, snapshot } = await made();
  assertEquals((await b.call("GET", `${path}/destroy_with_associated_resources`)).json, {
    load_balancers: [{ id: "web", name: "web" }, { id: "api", name: "api" }],
    volumes: [{ id: volumes[0], name: "claimed" }, { id: volumes[1], name: "attached" }],
    volume_snapshots: [{ id: snapshot, name: "copy" }],
  });
});

Deno.test("a cluster is destroyed with all of it, and nothing else", async () => {
  const { b, path } = await made();
  const all = `${path}/destroy_with_associated_resources/dangerous`;
  assertEquals((await b.call("DELETE", all)).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
  assertEquals(await names(b, "/v2/volumes", "volumes"), ["other"]);
  assertEquals(await names(b, "/v2/load_balancers", "load_balancers"), ["more"]);
  assertEquals(await names(b, "/v2/snapshots?resource_type=volume", "snapshots"), []);
  assertEquals((await b.call("GET", "/v2/droplets")).json.meta.total, 0);
});

Deno.test("a cluster is destroyed with what is chosen, or not at all", async () => {
  const { b, path, volumes } = await made();
  const some = `${path}/destroy_with_associated_resources/selective`;
  assertEquals((await b.call("DELETE", some, { volumes: [volumes[0], "none"] })).status, 404);
  assertEquals((await b.call("GET", path)).status, 200);
  assertEquals((await b.call("DELETE", some, { volumes: [volumes[0]] })).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
  assertEquals(await names(b, "/v2/volumes", "volumes"), ["attached", "other"]);
  const [attached] = (await b.call("GET", "/v2/volumes")).json.volumes;
  assertEquals(attached.droplet_ids, []);
});
