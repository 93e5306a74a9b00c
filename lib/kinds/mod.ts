/**
 * The kinds of resources, each a row in a file of its own, which is loaded when its kind is used.
 *
 * @module
 */

/** Every kind, by its name. */
export interface Kinds {
  /** An add-on resource of the marketplace. */
  add_on: (typeof import("./add_on.ts"))["addOn"];
  /** An agent. */
  agent: (typeof import("./agent.ts"))["agent"];
  /** An alert policy of monitoring. */
  alert_policy: (typeof import("./alert_policy.ts"))["alertPolicy"];
  /** An API key of Anthropic. */
  anthropic_key: (typeof import("./anthropic_key.ts"))["anthropicKey"];
  /** An app of App Platform. */
  app: (typeof import("./app.ts"))["app"];
  /** An alert of an app. */
  app_alert: (typeof import("./app_alert.ts"))["appAlert"];
  /** A deployment of an app. */
  app_deployment: (typeof import("./app_deployment.ts"))["appDeployment"];
  /** An event of an app. */
  app_event: (typeof import("./app_event.ts"))["appEvent"];
  /** A run of a job of an app. */
  app_job_invocation: (typeof import("./app_job_invocation.ts"))["appJobInvocation"];
  /** A pool of droplets whose number follows the load. */
  autoscale_pool: (typeof import("./autoscale_pool.ts"))["autoscalePool"];
  /** A range of addresses that an account has brought along. */
  byoip_prefix: (typeof import("./byoip_prefix.ts"))["byoipPrefix"];
  /** A CDN endpoint before a Spaces bucket. */
  cdn_endpoint: (typeof import("./cdn_endpoint.ts"))["cdnEndpoint"];
  /** A TLS certificate. */
  certificate: (typeof import("./certificate.ts"))["certificate"];
  /** A managed database cluster. */
  database: (typeof import("./database.ts"))["database"];
  /** A database of a cluster. */
  database_db: (typeof import("./database_db.ts"))["databaseDb"];
  /** An index of an OpenSearch cluster. */
  database_index: (typeof import("./database_index.ts"))["databaseIndex"];
  /** A place that a database cluster sends its logs to. */
  database_logsink: (typeof import("./database_logsink.ts"))["databaseLogsink"];
  /** A connection pool of a database cluster. */
  database_pool: (typeof import("./database_pool.ts"))["databasePool"];
  /** A read-only replica of a database cluster. */
  database_replica: (typeof import("./database_replica.ts"))["databaseReplica"];
  /** A schema in the registry of a Kafka cluster. */
  database_schema: (typeof import("./database_schema.ts"))["databaseSchema"];
  /** A topic of a Kafka cluster. */
  database_topic: (typeof import("./database_topic.ts"))["databaseTopic"];
  /** A user of a database cluster. */
  database_user: (typeof import("./database_user.ts"))["databaseUser"];
  /** Models on dedicated accelerators. */
  dedicated_inference: (typeof import("./dedicated_inference.ts"))["dedicatedInference"];
  /** A token of a dedicated inference. */
  dedicated_inference_token:
    (typeof import("./dedicated_inference_token.ts"))["dedicatedInferenceToken"];
  /** A firewall before droplets. */
  firewall: (typeof import("./firewall.ts"))["firewall"];
  /** An access key of a namespace of functions. */
  function_key: (typeof import("./function_key.ts"))["functionKey"];
  /** A namespace of functions. */
  function_namespace: (typeof import("./function_namespace.ts"))["functionNamespace"];
  /** A trigger of a function. */
  function_trigger: (typeof import("./function_trigger.ts"))["functionTrigger"];
  /** A garbage collection of a container registry. */
  garbage_collection: (typeof import("./garbage_collection.ts"))["garbageCollection"];
  /** An indexing of a knowledge base. */
  indexing_job: (typeof import("./indexing_job.ts"))["indexingJob"];
  /** An invoice. */
  invoice: (typeof import("./invoice.ts"))["invoice"];
  /** A knowledge base. */
  knowledge_base: (typeof import("./knowledge_base.ts"))["knowledgeBase"];
  /** A Kubernetes cluster. */
  kubernetes_cluster: (typeof import("./kubernetes_cluster.ts"))["kubernetesCluster"];
  /** A load balancer before droplets. */
  load_balancer: (typeof import("./load_balancer.ts"))["loadBalancer"];
  /** A place that logs are sent to. */
  log_destination: (typeof import("./log_destination.ts"))["logDestination"];
  /** A model. */
  model: (typeof import("./model.ts"))["model"];
  /** A router of models. */
  model_router: (typeof import("./model_router.ts"))["modelRouter"];
  /** An access point of a network file share. */
  nfs_access_point: (typeof import("./nfs_access_point.ts"))["nfsAccessPoint"];
  /** A network file share. */
  nfs_share: (typeof import("./nfs_share.ts"))["nfsShare"];
  /** A snapshot of a network file share. */
  nfs_snapshot: (typeof import("./nfs_snapshot.ts"))["nfsSnapshot"];
  /** A pool of the nodes of a Kubernetes cluster. */
  node_pool: (typeof import("./node_pool.ts"))["nodePool"];
  /** A 1-Click application. */
  one_click: (typeof import("./one_click.ts"))["oneClick"];
  /** An API key of OpenAI. */
  openai_key: (typeof import("./openai_key.ts"))["openaiKey"];
  /** A connection of VPCs to a partner's network. */
  partner_attachment: (typeof import("./partner_attachment.ts"))["partnerAttachment"];
  /** A project: a group of resources. */
  project: (typeof import("./project.ts"))["project"];
  /** A container registry. */
  registry: (typeof import("./registry.ts"))["registry"];
  /** A repository of a container registry. */
  repository: (typeof import("./repository.ts"))["repository"];
  /** A manifest of a repository. */
  repository_manifest: (typeof import("./repository_manifest.ts"))["repositoryManifest"];
  /** A tag of a repository. */
  repository_tag: (typeof import("./repository_tag.ts"))["repositoryTag"];
  /** A public IPv4 address that can be moved between the droplets of a region. */
  reserved_ip: (typeof import("./reserved_ip.ts"))["reservedIp"];
  /** A public IPv6 address that can be moved between the droplets of a region. */
  reserved_ipv6: (typeof import("./reserved_ipv6.ts"))["reservedIpv6"];
  /** A security scan. */
  scan: (typeof import("./scan.ts"))["scan"];
  /** Resources whose logs go to a destination. */
  sink: (typeof import("./sink.ts"))["sink"];
  /** A snapshot of a droplet or of a volume. */
  snapshot: (typeof import("./snapshot.ts"))["snapshot"];
  /** An access key of Spaces. */
  spaces_key: (typeof import("./spaces_key.ts"))["spacesKey"];
  /** A word that groups resources. */
  tag: (typeof import("./tag.ts"))["tag"];
  /** A team of an organization. */
  team: (typeof import("./team.ts"))["team"];
  /** An alert of an uptime check. */
  uptime_alert: (typeof import("./uptime_alert.ts"))["uptimeAlert"];
  /** An uptime check. */
  uptime_check: (typeof import("./uptime_check.ts"))["uptimeCheck"];
  /** A vector database. */
  vector_database: (typeof import("./vector_database.ts"))["vectorDatabase"];
  /** A block storage volume. */
  volume: (typeof import("./volume.ts"))["volume"];
  /** A virtual private cloud: a network of its own in a region. */
  vpc: (typeof import("./vpc.ts"))["vpc"];
  /** A gateway from VPCs to the internet. */
  vpc_nat_gateway: (typeof import("./vpc_nat_gateway.ts"))["vpcNatGateway"];
  /** A connection of two VPCs. */
  vpc_peering: (typeof import("./vpc_peering.ts"))["vpcPeering"];
  /** A workspace of agents. */
  workspace: (typeof import("./workspace.ts"))["workspace"];
}

/** The name of a kind, such as `"volume"`. */
export type KindName = keyof Kinds;

/** Loads the rows of the kinds that an account has collections of. */
export const TOP = {
  add_on: async () => (await import("./add_on.ts")).addOn,
  agent: async () => (await import("./agent.ts")).agent,
  alert_policy: async () => (await import("./alert_policy.ts")).alertPolicy,
  anthropic_key: async () => (await import("./anthropic_key.ts")).anthropicKey,
  app: async () => (await import("./app.ts")).app,
  autoscale_pool: async () => (await import("./autoscale_pool.ts")).autoscalePool,
  byoip_prefix: async () => (await import("./byoip_prefix.ts")).byoipPrefix,
  cdn_endpoint: async () => (await import("./cdn_endpoint.ts")).cdnEndpoint,
  certificate: async () => (await import("./certificate.ts")).certificate,
  database: async () => (await import("./database.ts")).database,
  dedicated_inference: async () => (await import("./dedicated_inference.ts")).dedicatedInference,
  firewall: async () => (await import("./firewall.ts")).firewall,
  function_namespace: async () => (await import("./function_namespace.ts")).functionNamespace,
  indexing_job: async () => (await import("./indexing_job.ts")).indexingJob,
  invoice: async () => (await import("./invoice.ts")).invoice,
  knowledge_base: async () => (await import("./knowledge_base.ts")).knowledgeBase,
  kubernetes_cluster: async () => (await import("./kubernetes_cluster.ts")).kubernetesCluster,
  load_balancer: async () => (await import("./load_balancer.ts")).loadBalancer,
  log_destination: async () => (await import("./log_destination.ts")).logDestination,
  model: async () => (await import("./model.ts")).model,
  model_router: async () => (await import("./model_router.ts")).modelRouter,
  nfs_share: async () => (await import("./nfs_share.ts")).nfsShare,
  nfs_snapshot: async () => (await import("./nfs_snapshot.ts")).nfsSnapshot,
  one_click: async () => (await import("./one_click.ts")).oneClick,
  openai_key: async () => (await import("./openai_key.ts")).openaiKey,
  partner_attachment: async () => (await import("./partner_attachment.ts")).partnerAttachment,
  project: async () => (await import("./project.ts")).project,
  registry: async () => (await import("./registry.ts")).registry,
  reserved_ip: async () => (await import("./reserved_ip.ts")).reservedIp,
  reserved_ipv6: async () => (await import("./reserved_ipv6.ts")).reservedIpv6,
  scan: async () => (await import("./scan.ts")).scan,
  sink: async () => (await import("./sink.ts")).sink,
  snapshot: async () => (await import("./snapshot.ts")).snapshot,
  spaces_key: async () => (await import("./spaces_key.ts")).spacesKey,
  tag: async () => (await import("./tag.ts")).tag,
  team: async () => (await import("./team.ts")).team,
  uptime_check: async () => (await import("./uptime_check.ts")).uptimeCheck,
  vector_database: async () => (await import("./vector_database.ts")).vectorDatabase,
  volume: async () => (await import("./volume.ts")).volume,
  vpc: async () => (await import("./vpc.ts")).vpc,
  vpc_nat_gateway: async () => (await import("./vpc_nat_gateway.ts")).vpcNatGateway,
  vpc_peering: async () => (await import("./vpc_peering.ts")).vpcPeering,
  workspace: async () => (await import("./workspace.ts")).workspace,
} as const;

/** Loads the rows of the kinds that others have collections of. */
export const NESTED = {
  app_alert: async () => (await import("./app_alert.ts")).appAlert,
  app_deployment: async () => (await import("./app_deployment.ts")).appDeployment,
  app_event: async () => (await import("./app_event.ts")).appEvent,
  app_job_invocation: async () => (await import("./app_job_invocation.ts")).appJobInvocation,
  database_db: async () => (await import("./database_db.ts")).databaseDb,
  database_index: async () => (await import("./database_index.ts")).databaseIndex,
  database_logsink: async () => (await import("./database_logsink.ts")).databaseLogsink,
  database_pool: async () => (await import("./database_pool.ts")).databasePool,
  database_replica: async () => (await import("./database_replica.ts")).databaseReplica,
  database_schema: async () => (await import("./database_schema.ts")).databaseSchema,
  database_topic: async () => (await import("./database_topic.ts")).databaseTopic,
  database_user: async () => (await import("./database_user.ts")).databaseUser,
  dedicated_inference_token: async () =>
    (await import("./dedicated_inference_token.ts")).dedicatedInferenceToken,
  function_key: async () => (await import("./function_key.ts")).functionKey,
  function_trigger: async () => (await import("./function_trigger.ts")).functionTrigger,
  garbage_collection: async () => (await import("./garbage_collection.ts")).garbageCollection,
  nfs_access_point: async () => (await import("./nfs_access_point.ts")).nfsAccessPoint,
  node_pool: async () => (await import("./node_pool.ts")).nodePool,
  repository: async () => (await import("./repository.ts")).repository,
  repository_manifest: async () => (await import("./repository_manifest.ts")).repositoryManifest,
  repository_tag: async () => (await import("./repository_tag.ts")).repositoryTag,
  uptime_alert: async () => (await import("./uptime_alert.ts")).uptimeAlert,
} as const;

const LOADERS: { readonly [K in KindName]: () => Promise<Kinds[K]> } = { ...TOP, ...NESTED };

/** Loads the row of a kind. */
export function rowOf<K extends KindName>(name: K): Promise<Kinds[K]> {
  return LOADERS[name]();
}
