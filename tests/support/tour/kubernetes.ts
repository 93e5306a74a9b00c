import { collected, NODE_POOL, put, stateOf, unique } from "./state.ts";
import type { Bodies, Preparations } from "./types.ts";
import type { Sandbox } from "@doapi/doapi/sandbox";

function withoutRegistries(sandbox: Sandbox): boolean {
  const state = sandbox.snapshot();
  for (const path of Object.keys(state.resources)) {
    if (path.startsWith("/v2/registries")) delete state.resources[path];
  }
  sandbox.restore(state);
  return false;
}

function collectingGarbage(sandbox: Sandbox, [registry, key]: readonly string[]): boolean {
  const path = `/v2/registries/${registry}/garbage-collections`;
  put(sandbox, path, () => ({ ...(key && { key }), pending: [{ at: null, set: {} }] }));
  return true;
}

function integration(sandbox: Sandbox): Record<string, unknown> {
  const [cluster] = stateOf(sandbox).resources["/v2/kubernetes/clusters"] ?? [];
  const registry = stateOf(sandbox).resources["/v2/registries"]?.at(-1);
  return { cluster_uuids: [cluster?.key], registries: [registry?.key] };
}

/** The bodies of requests about Kubernetes and registries. */
export const KUBERNETES_BODIES: Bodies = {
  kubernetes_create_cluster: () => ({
    name: unique("cluster"),
    region: "nyc3",
    version: "1.35",
    node_pools: [NODE_POOL],
  }),
  kubernetes_add_nodePool: () => ({ ...NODE_POOL, name: unique("pool") }),
  kubernetes_upgrade_cluster: () => ({ version: "1.36.1-do.0" }),
  kubernetes_recycle_node_pool: () => ({ nodes: [] }),
  kubernetes_add_registry: integration,
  kubernetes_remove_registry: integration,
  kubernetes_add_registries: integration,
  kubernetes_remove_registries: integration,
  registries_update_subscription: () => ({ tier_slug: "professional" }),
  registry_update_subscription: () => ({ tier_slug: "basic" }),
  kubernetes_destroy_associatedResourcesSelective: () => ({ volumes: [] }),
};

/** What comes before some of them. */
export const KUBERNETES_PREPARED: Preparations = {
  // Where there are several registries, the older paths are refused.
  registry_get: withoutRegistries,
  registry_create: withoutRegistries,
  registry_delete: withoutRegistries,
  // There is one at a time.
  registry_run_garbageCollection: collected,
  registries_run_garbageCollection: collected,
  registry_get_garbageCollection: collectingGarbage,
  registry_update_garbageCollection: collectingGarbage,
  registries_get_garbageCollection: collectingGarbage,
  registries_update_garbageCollection: collectingGarbage,
  kubernetes_get_clusterLintResults: (sandbox, [cluster]) =>
    put(sandbox, `/v2/kubernetes/clusters/${cluster}/clusterlint`) !== "",
};
