import type { Kind } from "./kind.ts";

/** A pool of the nodes of a Kubernetes cluster. */
export const nodePool = {
  path: "/v2/kubernetes/clusters/{cluster_id}/node_pools",
  param: "node_pool_id",
  one: "node_pool",
  many: "node_pools",
  by: ["name"],
  columns: ["id", "name", "size", "count", "auto_scale", "min_nodes", "max_nodes", "tags"],
  parent: "kubernetes_cluster",
} as const satisfies Kind;
