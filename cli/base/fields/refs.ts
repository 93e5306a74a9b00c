/**
 * Which fields of requests refer to another thing, by the path of the list that has it. A field
 * that is not here has a value of its own, or a word that people write as the API does: regions,
 * sizes, tags and domains.
 */

/** By the field's name, which means the same wherever it is. */
const REFS: Readonly<Record<string, string>> = {
  agent_uuid: "/v2/gen-ai/agents",
  agent_uuids: "/v2/gen-ai/agents",
  anthropic_key_uuid: "/v2/gen-ai/anthropic/keys",
  app_id: "/v2/apps",
  app_ids: "/v2/apps",
  autoscale_pool_id: "/v2/droplets/autoscale",
  certificate_id: "/v2/certificates",
  child_agent_uuid: "/v2/gen-ai/agents",
  cluster_uuid: "/v2/kubernetes/clusters",
  cluster_uuids: "/v2/kubernetes/clusters",
  database_id: "/v2/databases",
  db_id: "/v2/databases",
  destination_uuid: "/v2/monitoring/sinks/destinations",
  droplet_id: "/v2/droplets",
  droplet_ids: "/v2/droplets",
  embedding_model_uuid: "/v2/gen-ai/models",
  eval_preset_uuid: "/v2/gen-ai/model_evaluation_presets",
  host_id: "/v2/droplets",
  image: "/v2/images",
  judge_model_uuid: "/v2/gen-ai/models",
  knowledge_base_uuid: "/v2/gen-ai/knowledge_bases",
  kubernetes_ids: "/v2/kubernetes/clusters",
  lb_id: "/v2/load_balancers",
  linked_droplet_id: "/v2/droplets",
  load_balancer_uids: "/v2/load_balancers",
  load_balancers: "/v2/load_balancers",
  metric_uuid: "/v2/gen-ai/evaluation_metrics",
  metric_uuids: "/v2/gen-ai/evaluation_metrics",
  model_router_uuid: "/v2/gen-ai/models/routers",
  model_uuid: "/v2/gen-ai/models",
  new_vpc_id: "/v2/vpcs",
  old_vpc_id: "/v2/vpcs",
  open_ai_key_uuid: "/v2/gen-ai/openai/keys",
  parent_agent_uuid: "/v2/gen-ai/agents",
  private_network_uuid: "/v2/vpcs",
  project_id: "/v2/projects",
  share_id: "/v2/nfs",
  snapshot_id: "/v2/snapshots",
  snapshots: "/v2/snapshots",
  ssh_keys: "/v2/account/keys",
  target_load_balancer_ids: "/v2/load_balancers",
  test_case_uuid: "/v2/gen-ai/evaluation_test_cases",
  volume_id: "/v2/volumes",
  volume_ids: "/v2/volumes",
  volume_snapshots: "/v2/snapshots",
  volumes: "/v2/volumes",
  vpc_id: "/v2/vpcs",
  vpc_ids: "/v2/vpcs",
  vpc_uuid: "/v2/vpcs",
  workspace_uuid: "/v2/gen-ai/workspaces",
};

/** Where a name means something else: below these paths. */
const ELSEWHERE: readonly (readonly [path: string, refs: Readonly<Record<string, string>>])[] = [
  // Logs go to an OpenSearch cluster.
  ["/v2/monitoring/sinks/destinations", { cluster_uuid: "/v2/databases" }],
  // A specification has images of registries, and volumes of its own.
  ["/v2/apps", { image: "", volumes: "" }],
];

/** The path of the list that has what a field of a request refers to, if it refers to anything. */
export function refOf(field: string, path: string): string | undefined {
  const other = ELSEWHERE.find(([prefix]) => path.startsWith(prefix))?.[1];
  const list = other && Object.hasOwn(other, field)
    ? other[field]
    : Object.hasOwn(REFS, field)
    ? REFS[field]
    : undefined;
  return list || undefined;
}
