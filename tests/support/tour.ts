/** Calls every operation of the API that is answered from facts, on resources made for it. */
import type { Sandbox, SandboxSeed, SandboxState } from "@doapi/doapi/sandbox";
import type { Operation } from "../../lib/api/facts.ts";
import { COLLECTIONS } from "../../lib/sandbox/generic/collections.ts";
import { fill } from "../../lib/sandbox/generic/locate.ts";
import { patternOf, PLAN, type Planned } from "../../lib/sandbox/generic/plan.ts";
import type { ResourceRecord } from "../../lib/sandbox/state/resources.ts";
import { invoiceId, monthOf } from "../../lib/sandbox/kinds/billing/months.ts";
import { uuid } from "../../lib/sandbox/state/random.ts";
import { sample, sampleBody } from "./sample.ts";

/** A request that an operation takes. */
export interface Visit {
  readonly operation: Operation;
  /** With the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown> | undefined;
}

/** Sends a request and gives the status of the answer. */
export type Send = (visit: Visit) => Promise<number>;

/** What core resources paths name, by the pattern of their collection. */
export type There = Readonly<Record<string, string>>;

/** Bodies that have to say more than the description does. */
export type Bodies = Readonly<
  Record<string, (sandbox: Sandbox, keys: readonly string[]) => Record<string, unknown>>
>;

const NODE_POOL = { name: "default", size: "s-1vcpu-2gb", count: 1 };

/** What the sandbox of a tour begins with. */
export const TOUR_SEED: SandboxSeed = {
  account: { droplet_limit: 10_000 },
  droplets: 3,
  images: [{ name: "own" }],
  vpcs: [1, 2, 3, 4, 5, 6].map((number) => ({ name: `seeded-${number}` })),
  registries: [{ name: "seeded", subscription_tier_slug: "professional" }],
  kubernetes_clusters: [{ name: "seeded", node_pools: [NODE_POOL] }],
  databases: [
    { name: "seeded-pg", engine: "pg", version: "15" },
    { name: "seeded-mysql", engine: "mysql" },
    { name: "seeded-valkey", engine: "valkey" },
    { name: "seeded-kafka", engine: "kafka", size: "db-s-2vcpu-4gb", num_nodes: 3 },
    { name: "seeded-opensearch", engine: "opensearch", size: "db-s-2vcpu-4gb" },
  ],
};

/** The engines whose clusters have what is below a cluster by that name; else PostgreSQL's do. */
const ENGINES: Readonly<Record<string, string>> = {
  eviction_policy: "valkey",
  indexes: "opensearch",
  "schema-registry": "kafka",
  sql_mode: "mysql",
  topics: "kafka",
};

/** What of it paths name. */
export const THERE: There = {
  // The preview of the invoice of this month.
  "/v2/customers/my/invoices": invoiceId(monthOf(Date.now())),
  "/v2/apps/tiers/instance_sizes": "apps-s-1vcpu-0.5gb",
  "/v2/droplets": "3164001",
  "/v2/images": "7938001",
  "/v2/databases/{}/schema-registry/{}/versions": "1",
  "/v2/gen-ai/agents/{}/child_agents": "example",
  "/v2/gen-ai/agents/{}/functions": "example",
  "/v2/gen-ai/agents/{}/guardrails": "example",
  "/v2/gen-ai/agents/{}/knowledge_bases": "example",
  "/v2/gen-ai/evaluation_runs/{}/results": "1",
};

/** Lists that follow from something else than what was put into them, with the keys of their items. */
const DERIVED: Readonly<Record<string, string>> = {
  "/v2/vector-databases/{}/backups": "backup_id",
};

/** The key of what was made last in a collection, by what a tour makes there if it is empty. */
function latest(sandbox: Sandbox, path: string): string {
  return stateOf(sandbox).resources[path]?.at(-1)?.key ?? put(sandbox, path);
}

/** The key of a seeded database cluster. */
function seededDatabase(sandbox: Sandbox, engine: string): string {
  const clusters = stateOf(sandbox).resources["/v2/databases"] ?? [];
  return String(clusters.find(({ fields }) => fields.engine === engine)?.key);
}

/** Values of query parameters that name something, or a time. */
const QUERIES: Readonly<Record<string, (sandbox: Sandbox) => string>> = {
  app_id: (sandbox) => latest(sandbox, "/v2/apps"),
  autoscale_pool_id: (sandbox) => latest(sandbox, "/v2/droplets/autoscale"),
  db_id: (sandbox) => seededDatabase(sandbox, "mysql"),
  host_id: () => "3164001",
  lb_id: (sandbox) => latest(sandbox, "/v2/load_balancers"),
  start: () => String(Math.floor(Date.now() / 1000) - 3600),
  end: () => String(Math.floor(Date.now() / 1000)),
};

/** Where logs go to, with nothing that the description does not ask for. */
function destination(): Record<string, unknown> {
  return { type: "opensearch_ext", config: { endpoint: "https://logs.example.com" } };
}

function alertPolicy(): Record<string, unknown> {
  return {
    type: "v1/insights/droplet/cpu",
    description: unique("policy"),
    compare: "GreaterThan",
    value: 80,
    window: "5m",
    entities: ["3164001"],
    tags: [],
    alerts: { email: ["sammy@example.com"], slack: [] },
    enabled: true,
  };
}

function uptimeAlert(): Record<string, unknown> {
  const notifications = { email: ["sammy@example.com"], slack: [] };
  return { name: unique("alert"), type: "down", period: "2m", notifications };
}

const GENAI = "/v2/gen-ai";

function named(name: string): () => Record<string, unknown> {
  return () => ({ name: unique(name) });
}

function providerKey(): Record<string, unknown> {
  return { name: unique("key"), api_key: "sk-example" };
}

/** A knowledge base with a data source and no job. */
function knowledgeBase(sandbox: Sandbox): string {
  const path = `${GENAI}/knowledge_bases`;
  const key = put(sandbox, path, () => ({ fields: { name: unique("base"), tags: [] } }));
  put(sandbox, `${path}/${key}/data_sources`);
  return key;
}

const GENAI_BODIES: Bodies = {
  genai_create_agent: () => ({
    name: unique("agent"),
    instruction: "Help.",
    model_uuid: "example",
    region: "tor1",
  }),
  genai_create_agent_api_key: named("key"),
  genai_update_agent_api_key: named("key"),
  genai_update_model_api_key: named("key"),
  genai_update_agent_deployment_visibility: () => ({ visibility: "VISIBILITY_PUBLIC" }),
  genai_attach_agent_function: () => ({
    function_name: unique("function"),
    faas_name: "default/example",
    faas_namespace: "fn-example",
  }),
  genai_attach_agent_guardrails: () => ({ guardrails: [{ guardrail_uuid: "example" }] }),
  genai_rollback_to_agent_version: (sandbox, [agent]) => ({
    version_hash: latest(sandbox, `${GENAI}/agents/${agent}/versions`),
  }),
  genai_create_openai_api_key: providerKey,
  genai_create_anthropic_api_key: providerKey,
  genai_create_custom_evaluation_metric: () => ({ metric_name: unique("metric") }),
  genai_create_evaluation_dataset: () => ({
    name: unique("dataset"),
    file_upload_dataset: { stored_object_key: "example" },
  }),
  genai_create_evaluation_test_case: (sandbox) => ({
    name: unique("case"),
    dataset_uuid: latest(sandbox, `${GENAI}/evaluation_datasets`),
  }),
  genai_run_evaluation_test_case: (sandbox) => ({
    test_case_uuid: latest(sandbox, `${GENAI}/evaluation_test_cases`),
    agent_uuids: [latest(sandbox, `${GENAI}/agents`)],
  }),
  genai_create_indexing_job: (sandbox) => ({ knowledge_base_uuid: knowledgeBase(sandbox) }),
  genai_create_knowledge_base: () => ({ name: unique("base"), embedding_model_uuid: "example" }),
  genai_create_knowledge_base_data_source: () => ({
    web_crawler_data_source: { base_url: "https://example.com/" },
  }),
  genai_create_scheduled_indexing: (sandbox) => ({
    knowledge_base_uuid: knowledgeBase(sandbox),
    time: "03:00",
    days: [1],
  }),
  genai_create_workspace: named("workspace"),
  genai_update_agent: named("agent"),
  genai_update_evaluation_test_case: named("case"),
  genai_update_knowledge_base: named("base"),
};

/** The bodies of requests for which the description says too little. */
export const BODIES: Bodies = {
  ...GENAI_BODIES,
  monitoring_create_alertPolicy: alertPolicy,
  monitoring_update_alertPolicy: alertPolicy,
  monitoring_create_destination: destination,
  monitoring_update_destination: destination,
  monitoring_create_sink: (sandbox) => {
    const [cluster] = stateOf(sandbox).resources["/v2/kubernetes/clusters"] ?? [];
    return {
      destination_uuid: latest(sandbox, "/v2/monitoring/sinks/destinations"),
      resources: [{ urn: `do:kubernetes:${cluster?.key}`, name: "seeded" }],
    };
  },
  uptime_create_alert: uptimeAlert,
  uptime_update_alert: uptimeAlert,
  uptime_update_check: () => ({ name: unique("check") }),
  genai_import_custom_model: () => ({
    name: unique("model"),
    source_type: "SOURCE_TYPE_HUGGINGFACE",
    source_ref: { repo_id: "example/model" },
    accept_terms_and_conditions: true,
  }),
  dedicatedInferences_create: () => ({ spec: inferenceSpec() }),
  dedicatedInferences_patch: () => ({ spec: inferenceSpec() }),
  spacesKey_create: () => ({ name: unique("key"), grants: [] }),
  apps_create: () => ({ spec: appSpec() }),
  apps_update: () => ({ spec: appSpec() }),
  apps_create_rollback: previousDeployment,
  apps_validate_rollback: previousDeployment,
  apps_list_metrics_bandwidth_daily: (sandbox) => ({
    app_ids: [stateOf(sandbox).resources["/v2/apps"]?.at(-1)?.key],
  }),
  volumes_create: () => ({ name: unique("volume"), size_gigabytes: 10, region: "nyc3" }),
  volumeActions_post: (sandbox) => {
    const { id: droplet_id } = stateOf(sandbox).droplets[1] as { id: number };
    const volume = stateOf(sandbox).resources["/v2/volumes"]?.at(-1);
    return { type: "attach", volume_name: volume?.fields.name, droplet_id };
  },
  volumeActions_post_byId: (sandbox, [id]) => {
    const volume = stateOf(sandbox).resources["/v2/volumes"]?.find(({ key }) => key === id);
    return { type: "resize", size_gigabytes: Number(volume?.fields.size_gigabytes) + 1 };
  },
  vpcs_create: () => ({ name: unique("vpc"), region: "nyc3" }),
  vpcs_create_peerings: (sandbox, [id]) => ({
    name: unique("peering"),
    vpc_id: vpcs(sandbox).find((key) => key !== id),
  }),
  vpcPeerings_create: (sandbox) => ({ name: unique("peering"), vpc_ids: unpeered(sandbox) }),
  projects_assign_resources: () => ({ resources: ["do:droplet:3164001"] }),
  projects_assign_resources_default: () => ({ resources: ["do:droplet:3164001"] }),
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
  functions_create_namespace: () => ({ region: "nyc1", label: unique("label") }),
  functions_create_trigger: () => ({
    name: unique("trigger"),
    function: "hello",
    type: "SCHEDULED",
    is_enabled: true,
    scheduled_details: { cron: "*/5 * * * *" },
  }),
  functions_update_trigger: () => ({ is_enabled: false }),
  functionsAccessKey_create: () => ({ name: unique("key"), expires_in: "7d" }),
  databases_create_cluster: () => ({
    name: unique("cluster"),
    engine: "pg",
    region: "nyc3",
    size: "db-s-1vcpu-1gb",
    num_nodes: 1,
  }),
  databases_update_clusterSize: () => ({ size: "db-s-2vcpu-4gb", num_nodes: 1 }),
  databases_update_region: () => ({ region: "lon1" }),
  databases_update_major_version: () => ({ version: "17" }),
  databases_update_maintenanceWindow: () => ({ day: "tuesday", hour: "14:00" }),
  databases_update_firewall_rules: () => ({ rules: [{ type: "ip_addr", value: "192.0.2.1" }] }),
  databases_update_sql_mode: () => ({ sql_mode: "ANSI,TRADITIONAL" }),
  databases_create_replica: () => ({ name: unique("replica"), size: "db-s-2vcpu-4gb" }),
  databases_add_connectionPool: () => ({ name: unique("pool"), ...POOL }),
  databases_update_connectionPool: () => POOL,
  databases_create_kafka_schema: () => ({
    subject_name: unique("subject"),
    schema_type: "AVRO",
    schema: '{"type": "string"}',
  }),
  vectorDatabases_create: (sandbox) => ({
    name: unique("vectors"),
    region: "tor1",
    size: "small",
    project_id: stateOf(sandbox).resources["/v2/projects"]?.[0]?.key,
  }),
  vectorDatabases_update: (_sandbox, [id]) => ({ id, config: { enable_auto_schema: true } }),
  vectorDatabases_post_resize: (_sandbox, [id]) => ({ id, size: "medium" }),
  firewalls_create: firewall,
  firewalls_update: firewall,
  firewalls_add_rules: firewall,
  firewalls_delete_rules: () => ({ outbound_rules: [] }),
  firewalls_add_tags: () => ({ tags: [] }),
  firewalls_assign_droplets: () => ({ droplet_ids: [3164001] }),
  firewalls_delete_droplets: () => ({ droplet_ids: [3164001] }),
  loadBalancers_create: balancer,
  loadBalancers_update: balancer,
  loadBalancers_add_droplets: () => ({ droplet_ids: [3164001] }),
  loadBalancers_remove_droplets: () => ({ droplet_ids: [3164001] }),
  certificates_create: () => ({
    name: unique("certificate"),
    type: "lets_encrypt",
    dns_names: ["www.example.com"],
  }),
  cdn_create_endpoint: () => ({ origin: `${unique("space")}.nyc3.digitaloceanspaces.com` }),
  cdn_update_endpoints: () => ({ ttl: 600 }),
  reservedIPv6_create: () => ({ region_slug: "nyc3" }),
  reservedIPv6Actions_post: (sandbox) => {
    const state = sandbox.snapshot();
    const [, droplet] = state.droplets as [unknown, SandboxState["droplets"][number]];
    droplet.ipv6 = true;
    sandbox.restore(state);
    return { type: "assign", droplet_id: droplet.id };
  },
  byoipPrefixes_create: () => ({
    prefix: `203.0.${++made % 256}.0/24`,
    region: "nyc3",
    signature: "signature",
  }),
  vpcnatgateways_create: (sandbox) => ({
    name: unique("gateway"),
    type: "PUBLIC",
    region: "nyc3",
    size: 1,
    vpcs: [{ vpc_uuid: vpcs(sandbox)[0] }],
  }),
  vpcnatgateways_update: () => ({ name: unique("gateway"), size: 2 }),
  autoscalepools_create: autoscalePool,
  autoscalepools_update: autoscalePool,
  nfs_create: (sandbox) => ({
    name: unique("share"),
    region: "nyc3",
    size_gib: 50,
    vpc_ids: [emptyVpc(sandbox)],
  }),
  nfs_create_action: () => ({ type: "snapshot", params: { name: unique("snapshot") } }),
  nfs_create_access_point: (sandbox) => ({
    name: unique("point"),
    path: "/data",
    vpc_id: vpcs(sandbox)[0],
    access_policy: {
      anonuid: 65534,
      anongid: 65534,
      protocols: ["NFS4"],
      squash_config: "ROOT_SQUASH",
      identity_enforcement_enabled: false,
    },
  }),
  uptime_create_check: () => ({
    name: unique("check"),
    type: "https",
    target: "https://example.com/",
    regions: ["us_east"],
    enabled: true,
    // Required by the description, which does not say what it is.
    method: "GET",
  }),
};

/** What has to be so before an operation can be called well; true if that is all. */
const PREPARED: Readonly<
  Record<string, (sandbox: Sandbox, keys: readonly string[]) => boolean>
> = {
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
  nfs_create_action: collected,
  apps_create_rollback: superseded,
  apps_validate_rollback: superseded,
  apps_commit_rollback: pinned,
  apps_restart: unpinned,
  apps_revert_rollback: pinned,
  apps_cancel_deployment: underWay,
  apps_cancel_event: underWay,
  apps_cancel_job_invocation: (sandbox, [app, key]) => invocation(sandbox, app, key),
  apps_get_job_invocation_logs: (sandbox, [app, job, key]) => invocation(sandbox, app, key, job),
  apps_get_logs_active_deployment: component,
  apps_get_exec_active_deployment: component,
  apps_get_logs: component,
  apps_get_exec: component,
  genai_attach_agent: (sandbox, [, key = ""]) =>
    put(sandbox, `${GENAI}/agents`, () => ({ key })) !== "",
  genai_attach_knowledge_base: (sandbox, [, key = ""]) =>
    put(sandbox, `${GENAI}/knowledge_bases`, () => ({ key })) !== "",
  genai_update_agent_function: (sandbox, [agent]) => given(sandbox, "functions", agent),
  genai_detach_agent_function: (sandbox, [agent]) => given(sandbox, "functions", agent),
  genai_detach_agent_guardrail: (sandbox, [agent]) => given(sandbox, "guardrails", agent),
  genai_detach_knowledge_base: (sandbox, keys) => given(sandbox, "knowledge_bases", ...keys),
  genai_update_attached_agent: (sandbox, keys) => given(sandbox, "children", ...keys),
  genai_detach_agent: (sandbox, keys) => given(sandbox, "children", ...keys),
  genai_get_evaluation_run_prompt_results: inStatus(`${GENAI}/evaluation_runs`, {
    status: "EVALUATION_RUN_SUCCESSFUL",
  }),
  genai_cancel_indexing_job: inStatus(`${GENAI}/indexing_jobs`, {
    phase: "BATCH_JOB_PHASE_RUNNING",
  }),
  genai_get_scheduled_indexing: (sandbox, [base]) =>
    put(sandbox, `${GENAI}/scheduled-indexing`, () => ({
      fields: { knowledge_base_uuid: base ?? "", time: "03:00", days: [1] },
    })) !== "",
  monitoring_update_destination: (sandbox, [key = ""]) =>
    put(sandbox, "/v2/monitoring/sinks/destinations", () => ({ key })) !== "",
  kubernetes_get_clusterLintResults: (sandbox, [cluster]) =>
    put(sandbox, `/v2/kubernetes/clusters/${cluster}/clusterlint`) !== "",
};

/** Gives an agent something, as no list below it shows. */
function given(sandbox: Sandbox, name: string, agent = "", uuid = "example"): boolean {
  const state = sandbox.snapshot();
  const found = state.resources[`${GENAI}/agents`]?.find(({ key }) => key === agent);
  if (found) found.hidden = { ...found.hidden, [name]: [{ uuid, at: 0 }] };
  sandbox.restore(state);
  return true;
}

/** Gives something a status, however it came to it. */
function inStatus(path: string, fields: Record<string, string>) {
  return (sandbox: Sandbox, [wanted]: readonly string[]): boolean => {
    const state = sandbox.snapshot();
    const found = state.resources[path]?.find(({ key }) => key === wanted);
    if (found) Object.assign(found.fields, fields);
    sandbox.restore(state);
    return true;
  };
}

const SPEC = { name: "web", services: [{ name: "web" }] };

function superseded(sandbox: Sandbox, [app]: readonly string[]): boolean {
  const { spec } = stateOf(sandbox).resources["/v2/apps"]
    ?.find(({ key }) => key === app)?.fields ?? {};
  const fields = { phase: "SUPERSEDED", spec: spec ?? SPEC };
  put(sandbox, `/v2/apps/${app}/deployments`, () => ({ fields, hidden: { times: [0, 0, 0] } }));
  return true;
}

function previousDeployment(sandbox: Sandbox, [app]: readonly string[]): Record<string, unknown> {
  const path = `/v2/apps/${app}/deployments`;
  return { deployment_id: stateOf(sandbox).resources[path]?.at(-1)?.key };
}

function pinned(sandbox: Sandbox, [app]: readonly string[], isPinned = true): boolean {
  const state = sandbox.snapshot();
  const found = state.resources["/v2/apps"]?.find(({ key }) => key === app);
  if (found) found.hidden = isPinned ? { pinned: "", before: found.fields.spec ?? SPEC } : {};
  sandbox.restore(state);
  return true;
}

function unpinned(sandbox: Sandbox, keys: readonly string[]): boolean {
  return pinned(sandbox, keys, false);
}

function underWay(sandbox: Sandbox, [app, key = ""]: readonly string[]): boolean {
  const fields = { phase: "BUILDING", spec: SPEC };
  const pending = [{ at: null, set: { phase: "ACTIVE" } }];
  put(sandbox, `/v2/apps/${app}/deployments`, () => ({
    key,
    fields,
    pending,
    hidden: { times: [0, 0] },
  }));
  return true;
}

function invocation(sandbox: Sandbox, app = "", key = "", job = "job"): boolean {
  const fields = { job_name: job, phase: "RUNNING" };
  return put(sandbox, `/v2/apps/${app}/job-invocations`, () => ({ key, fields })) !== "";
}

/** Gives the component of the live deployment the name that the path has. */
function component(sandbox: Sandbox, keys: readonly string[]): boolean {
  const state = sandbox.snapshot();
  for (const { fields } of state.resources[`/v2/apps/${keys[0]}/deployments`] ?? []) {
    fields.spec = { ...SPEC, services: [{ name: keys.at(-1) as string }] };
  }
  sandbox.restore(state);
  return true;
}

function withoutRegistries(sandbox: Sandbox): boolean {
  const state = sandbox.snapshot();
  for (const path of Object.keys(state.resources)) {
    if (path.startsWith("/v2/registries")) delete state.resources[path];
  }
  sandbox.restore(state);
  return false;
}

function collected(sandbox: Sandbox): boolean {
  sandbox.advance(1);
  return true;
}

function collectingGarbage(sandbox: Sandbox, [registry, key]: readonly string[]): boolean {
  const path = `/v2/registries/${registry}/garbage-collections`;
  put(sandbox, path, () => ({ ...(key && { key }), pending: [{ at: null, set: {} }] }));
  return true;
}

/** Puts something where no request would, or not so. */
function put(
  sandbox: Sandbox,
  path: string,
  more: (id: number) => Partial<ResourceRecord> = () => ({}),
): string {
  const state = sandbox.snapshot();
  const id = state.counters.resource++;
  const [created, updated] = [sandbox.clock.now(), sandbox.clock.now()];
  const key = crypto.randomUUID();
  const record = { id, key, created, updated, fields: {}, pending: [], ...more(id) };
  const others = (state.resources[path] ?? []).filter((other) => other.key !== record.key);
  state.resources[path] = [...others, record];
  sandbox.restore(state);
  return record.key;
}
/** Operations that another one has to come before. */
const AFTER: Readonly<Record<string, string>> = {
  vectorDatabases_get_restore_status: "vectorDatabases_post_restore_backup",
};

const POOL = { mode: "transaction", size: 1, db: "defaultdb", user: "doadmin" };

let made = 0;

/** What a sandbox knows, to look at and not to keep. */
function stateOf(sandbox: Sandbox): SandboxState {
  return sandbox.toJSON() as SandboxState;
}

function unique(name: string): string {
  return `${name}-${++made}`;
}

function vpcs(sandbox: Sandbox): string[] {
  return (stateOf(sandbox).resources["/v2/vpcs"] ?? []).map(({ key }) => key);
}

/** Two VPCs that are not peered. */
function unpeered(sandbox: Sandbox): string[] {
  const peerings = (stateOf(sandbox).resources["/v2/vpc_peerings"] ?? [])
    .map(({ fields }) => fields.vpc_ids as string[]);
  const keys = vpcs(sandbox);
  for (const [i, a] of keys.entries()) {
    for (const b of keys.slice(i + 1)) {
      if (!peerings.some((ids) => ids.includes(a) && ids.includes(b))) return [a, b];
    }
  }
  throw new Error("All VPCs are peered");
}

function integration(sandbox: Sandbox): Record<string, unknown> {
  const [cluster] = stateOf(sandbox).resources["/v2/kubernetes/clusters"] ?? [];
  const registry = stateOf(sandbox).resources["/v2/registries"]?.at(-1);
  return { cluster_uuids: [cluster?.key], registries: [registry?.key] };
}

function inferenceSpec(): Record<string, unknown> {
  return {
    version: 1,
    name: unique("endpoint"),
    region: "atl1",
    // The default VPC of that region, whose UUID is always the same.
    vpc: { uuid: uuid("atl1", 1) },
    enable_public_endpoint: true,
    model_deployments: [{
      model_slug: "Qwen/Qwen2.5-14B-Instruct",
      accelerators: [{ accelerator_slug: "gpu-mi300x1-192gb", scale: 1, type: "prefill_decode" }],
    }],
  };
}

function appSpec(): Record<string, unknown> {
  const git = { repo_clone_url: "https://example.com/web.git", branch: "main" };
  return { name: unique("app"), services: [{ name: "web", git }] };
}

// One of the two lists of rules has to be there.
function firewall(): Record<string, unknown> {
  return {
    name: unique("firewall"),
    inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } }],
  };
}

function balancer(): Record<string, unknown> {
  const rule = {
    entry_protocol: "http",
    entry_port: 80,
    target_protocol: "http",
    target_port: 80,
  };
  return { name: unique("balancer"), region: "nyc3", forwarding_rules: [rule], droplet_ids: [] };
}

function autoscalePool(): Record<string, unknown> {
  return {
    name: unique("pool"),
    config: { target_number_instances: 1 },
    droplet_template: {
      region: "nyc3",
      size: "s-1vcpu-1gb",
      image: "debian-13-x64",
      ssh_keys: [],
    },
  };
}

/** A VPC that has no share yet. */
function emptyVpc(sandbox: Sandbox): string {
  const name = unique("vpc");
  const fields = { name, region: "nyc3", ip_range: "172.20.0.0/24", default: false };
  return put(sandbox, "/v2/vpcs", () => ({ fields }));
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  "/v2/apps/{}/events": "/v2/apps/{}/deployments",
  "/v2/nfs/shares": "/v2/nfs",
  "/v2/registry": "/v2/registries",
  "/v2/databases/{}/schema-registry/config": "/v2/databases/{}/schema-registry",
};

/** A guide through the operations: makes what their paths name and the requests themselves. */
export class Guide {
  readonly #sandbox: Sandbox;
  readonly #there: There;
  readonly #bodies: Bodies;

  constructor(sandbox: Sandbox, there: There, bodies: Bodies = {}) {
    this.#sandbox = sandbox;
    this.#there = there;
    this.#bodies = bodies;
  }

  /**
   * The request of an operation, once everything is there that it needs.
   *
   * @param named The key of what the path names at its end; made for it if left out.
   */
  async visit({ operation, role, pattern }: Planned, named?: string): Promise<Visit> {
    const before = PLAN.find((one) => one.operation.id === AFTER[operation.id]);
    if (before) await this.#send(await this.visit(before), []);
    const keys: string[] = [];
    const segments = patternOf(operation.path).split("/");
    const params = (operation.params ?? []).filter((one) => one.in === "path");
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const [i, segment] of segments.entries()) {
      if (segment !== "{}") continue;
      const above = segments.slice(0, i).join("/");
      const param = params.find(({ name }) => name === names[keys.length]);
      const own = i === segments.length - 1;
      const key = own && named !== undefined
        ? named
        : own && role === "attach"
        ? undefined
        : this.#cluster(above, segments[i + 1]) ??
          await this.#ensure(above, keys, own && role !== "get");
      keys.push(key ?? String(sample(param ?? { type: "string" }, param?.name)));
    }
    const single = COLLECTIONS.get(pattern);
    const isReady = PREPARED[operation.id]?.(this.#sandbox, keys) === true;
    const makes = isReady || (role === "write" && operation.method === "POST");
    if (single?.madeFirst && !segments.at(-1)?.startsWith("{") && !makes) {
      await this.#write(pattern, keys);
    }
    const chosen = role === "deleteSome" ? await this.#chosen(pattern, keys) : {};
    return this.#request(operation, keys, chosen);
  }

  /** The fields of something to choose by a query. */
  async #chosen(pattern: string, keys: readonly string[]): Promise<Record<string, unknown>> {
    const key = await this.#ensure(pattern, keys, true);
    const found = this.#records(fill(pattern, keys)).find((one) => one.key === key);
    return found?.fields ?? {};
  }

  #request(
    operation: Operation,
    keys: readonly string[],
    chosen: Record<string, unknown> = {},
  ): Visit {
    const params = operation.params ?? [];
    const query = params.filter((one) => one.in === "query" && (one.mandatory || chosen[one.name]));
    const search = new URLSearchParams(
      query.map((one) => [
        one.name,
        String(
          chosen[one.name] ?? QUERIES[one.name]?.(this.#sandbox) ?? sample(one, one.name),
        ),
      ]),
    );
    const header = params.filter((one) => one.in === "header" && one.enum);
    const path = fill(encodeURI(patternOf(operation.path)).replaceAll("%7B%7D", "{}"), keys);
    return {
      operation,
      path: search.size > 0 ? `${path}?${search}` : path,
      headers: {
        "x-dangerous": "true",
        ...Object.fromEntries(header.map((one) => [one.name.toLowerCase(), String(sample(one))])),
      },
      body: operation.body && this.#body(operation, keys),
    };
  }

  #body(operation: Operation, keys: readonly string[]): Record<string, unknown> {
    const own = this.#bodies[operation.id]?.(this.#sandbox, keys);
    if (own) return own;
    const body = operation.body ? sampleBody(operation.body.schema) : {};
    // No two of a collection have the same name.
    for (const name of Object.keys(body)) {
      const value = body[name];
      if (/(?<!file_)name$/.test(name) && typeof value === "string" && value.length < 25) {
        body[name] = unique(value);
      }
    }
    return body;
  }

  /** The seeded cluster that can have what is below it; undefined if the path is none of that. */
  #cluster(above: string, below: string | undefined): string | undefined {
    if (above !== "/v2/databases" || below === undefined) return undefined;
    const engine = ENGINES[below] ?? "pg";
    return this.#records(above).find(({ fields }) => fields.engine === engine)?.key;
  }

  /** The key of the last item of a list. */
  async #last(path: string, key: string): Promise<string> {
    const response = await this.#sandbox.fetch(`https://api.digitalocean.com${path}`, {
      headers: { authorization: "Bearer guide" },
    });
    const [list] = Object.values<Record<string, string>[]>(await response.json());
    return list?.at(-1)?.[key] as string;
  }

  /** Something for a path to name; undefined if nothing says what it is. */
  async #ensure(
    above: string,
    keys: readonly string[],
    fresh: boolean,
  ): Promise<string | undefined> {
    const pattern = ELSEWHERE[above] ?? above;
    const core = this.#there[pattern];
    if (core !== undefined) return core;
    const derived = DERIVED[pattern];
    if (derived !== undefined) return await this.#last(fill(pattern, keys), derived);
    const facts = COLLECTIONS.get(pattern);
    if (facts === undefined) return undefined;
    if (facts.single && facts.pattern === facts.home) return await this.#write(pattern, keys);
    const path = fill(facts.home, keys);
    const existing = this.#records(path).at(-1)?.key;
    if (existing !== undefined && !fresh) return existing;
    const creators = PLAN.filter((one) => one.role === "create" && one.operation.status < 300);
    const creator = creators.find((one) => one.pattern === pattern) ??
      creators.find((one) => one.pattern === facts.home) ??
      creators.find((one) => COLLECTIONS.get(one.pattern)?.home === facts.home);
    if (creator === undefined) return this.#insert(facts.home, keys);
    await this.#send(await this.visit(creator), keys);
    const made = [...Object.entries(stateOf(this.#sandbox).resources)]
      .filter(([at]) => patternFits(facts.home, at))
      .flatMap(([, records]) => records)
      .toSorted((a, b) => a.id - b.id)
      .at(-1);
    // Actions of modelled kinds are among those of everything.
    const action = pattern.endsWith("/actions") && stateOf(this.#sandbox).actions.at(-1);
    if (action) return String(action.id);
    if (made === undefined) throw new Error(`${creator.operation.id} made nothing`);
    return made.key;
  }

  #records(path: string) {
    return stateOf(this.#sandbox).resources[path] ?? [];
  }

  /** Puts something into a collection that requests only read or take from. */
  #insert(pattern: string, keys: readonly string[]): string {
    const isNumber = COLLECTIONS.get(pattern)?.keyFrom === "number";
    return put(
      this.#sandbox,
      fill(pattern, keys),
      (id) => isNumber ? { key: String(id) } : {},
    );
  }

  async #write(pattern: string, keys: readonly string[]): Promise<string | undefined> {
    const writer = PLAN.find((one) => one.pattern === pattern && one.role === "write") ??
      PLAN.find((one) =>
        one.pattern === COLLECTIONS.get(pattern)?.home && ["create", "write"].includes(one.role)
      );
    if (writer) await this.#send(this.#request(writer.operation, keys), keys);
    const home = COLLECTIONS.get(pattern)?.home ?? pattern;
    return this.#records(fill(home, keys)).at(-1)?.key;
  }

  async #send({ operation, path, headers, body }: Visit, keys: readonly string[]): Promise<void> {
    const response = await this.#sandbox.fetch(`https://api.digitalocean.com${path}`, {
      method: operation.method,
      headers: { authorization: "Bearer guide", ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.ok) return;
    throw new Error(`${operation.method} ${path} ${keys}: ${await response.text()}`);
  }
}

function patternFits(pattern: string, path: string): boolean {
  const segments = path.split("/");
  const wanted = pattern.split("/");
  return segments.length === wanted.length &&
    wanted.every((one, i) => one === "{}" || one === segments[i]);
}
