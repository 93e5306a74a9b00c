import type { Bench } from "../../support.ts";

/** What a cluster needs. */
export const CLUSTER = {
  name: "main",
  region: "nyc1",
  version: "1.35",
  node_pools: [{ name: "default", size: "s-1vcpu-2gb", count: 2, tags: ["one"] }],
};

/** Makes a cluster, waits until it is up and gives its id. */
export async function cluster(b: Bench, more: Record<string, unknown> = {}): Promise<string> {
  const { json, text } = await b.call("POST", "/v2/kubernetes/clusters", { ...CLUSTER, ...more });
  if (json.kubernetes_cluster === undefined) throw new Error(text);
  b.clock.advance(10);
  return json.kubernetes_cluster.id;
}
