import type { Kind } from "./kind.ts";

/** A Kubernetes cluster. */
export const kubernetesCluster = {
  path: "/v2/kubernetes/clusters",
  param: "cluster_id",
  one: "kubernetes_cluster",
  many: "kubernetes_clusters",
  by: ["name"],
  columns: ["id", "name", "region", "version", "status.state", "ha", "created_at"],
  ready: {
    "field": "status.state",
    "from": ["provisioning", "upgrading"],
    "to": ["running"],
    "failed": ["error", "degraded", "deleted", "deleting"],
  },
} as const satisfies Kind;
