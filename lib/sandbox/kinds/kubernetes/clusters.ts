import { touchTag } from "../../rules/tags.ts";
import { conflict, unprocessable } from "../../http/errors.ts";
import { publicV4 } from "../../rules/addresses.ts";
import { timestamp } from "../../state/clock.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import {
  getField,
  type PendingChange,
  type ResourceRecord,
  setField,
} from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { optionalBoolean, requiredString, tagNames } from "../../http/validate.ts";
import { checkDropletLimit } from "../../rules/droplet_create.ts";
import { dueAfter, removeResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { defaultVpc, vpcFor } from "../vpcs.ts";
import { CLUSTER_ACCESS, endpoint } from "./access.ts";
import { destroyAssociated, listAssociated } from "./associated.ts";
import { DIAGNOSTICS, report } from "./diagnostics.ts";
import {
  autoscaler,
  changedSwitches,
  controlPlaneFirewall,
  maintenancePolicy,
  newSwitches,
  singleSignOn,
  undescribed,
} from "./features.ts";
import { INTEGRATION, registriesOf } from "./integration.ts";
import { completePool, createPool, poolsOf, poolView } from "./node_pools.ts";
import { destroyNodes, nodesOf, replace } from "./nodes.ts";
import {
  isHighlyAvailable,
  listOptions,
  readRegion,
  readSize,
  readVersion,
  upgradesFrom,
  versionViews,
} from "./options.ts";
import { CLUSTERS, requestedCluster } from "./places.ts";
import { checkSubnets } from "./subnets.ts";

/** The node pools of a request, checked and completed. */
function readPools(region: string, given: Json | undefined): JsonObject[] {
  const pools = (Array.isArray(given) ? given : []) as JsonObject[];
  if (pools.length === 0) throw unprocessable("A cluster must have at least one node pool.");
  const complete = pools.map((pool) => completePool(region, pool));
  if (new Set(complete.map(({ name }) => name)).size < complete.length) {
    throw conflict("A node pool with this name already exists.");
  }
  return complete;
}

const NAT_GATEWAYS = "/v2/vpc_nat_gateways";

/**
 * Workers without public addresses need a way out of a VPC that the request names. What it leaves
 * to the API is not refused, so that such clusters can be tried in an account that has no gateway.
 */
function checkWayOut(store: Store, fields: JsonObject): void {
  if (fields.isolated_workers !== true || !fields.vpc_uuid) return;
  const found = store.resources.in(NAT_GATEWAYS).items.some(({ fields: { vpcs } }) =>
    Array.isArray(vpcs) &&
    vpcs.some((vpc) => (vpc as JsonObject | null)?.vpc_uuid === fields.vpc_uuid)
  );
  if (!found) throw unprocessable("Isolated workers need a NAT gateway in the VPC of the cluster.");
}

function create({ store, body }: KindContext, fields: JsonObject): void {
  requiredString(fields, "name");
  const region = readRegion(fields.region);
  const version = readVersion(fields.version);
  const pools = readPools(region, fields.node_pools);
  if (fields.vpc_uuid) vpcFor(store, fields.vpc_uuid, region);
  checkWayOut(store, fields);
  checkSubnets(store, fields);
  // The description lacks some of the switches, so that only the body itself has them.
  const switches = newSwitches(
    { ...fields, ...body as JsonObject },
    pools.map(({ size }) => readSize(size, region)),
  );
  Object.assign(fields, switches, {
    version,
    node_pools: pools,
    tags: tagNames(fields),
    ha: optionalBoolean(fields, "ha") ?? isHighlyAvailable(version),
    maintenance_policy: maintenancePolicy(undefined, fields.maintenance_policy),
    control_plane_firewall: controlPlaneFirewall(undefined, fields.control_plane_firewall),
    cluster_autoscaler_configuration: autoscaler(
      undefined,
      fields.cluster_autoscaler_configuration,
    ),
    sso: singleSignOn(undefined, fields.sso),
    registries: [],
  });
  checkDropletLimit(store, pools.reduce((sum, { count }) => sum + Number(count), 0));
}

/** The tags of a cluster, before which come those that every one has. */
function withOwnTags(store: Store, cluster: string, tags: readonly string[]): string[] {
  const all = [...new Set(["k8s", `k8s:${cluster}`, ...tags])];
  for (const tag of all) touchTag(store, tag);
  return all;
}

function created(c: KindContext, cluster: ResourceRecord): void {
  const { store } = c;
  const { fields, key } = cluster;
  const { node_pools: pools, region } = fields;
  delete fields.node_pools;
  fields.tags = withOwnTags(store, key, fields.tags as string[]);
  fields.vpc_uuid ||= defaultVpc(store, String(region)).key;
  fields.worker_subnet_uuid ||= uuid(`subnet ${fields.vpc_uuid}`, 1);
  fields.ipv4 = publicV4(store.state.counters.address++).ip_address;
  report(store, cluster, "Provisioning the control plane.");
  for (const pool of pools as JsonObject[]) createPool(c, cluster, pool);
}

function update({ store, body }: KindContext, cluster: ResourceRecord, changes: JsonObject): void {
  const { fields, key } = cluster;
  requiredString({ ...fields, ...changes }, "name");
  const ha = optionalBoolean(changes, "ha") ?? fields.ha === true;
  if (fields.ha === true && !ha) {
    throw unprocessable("High availability cannot be turned off again.");
  }
  const tags = changes.tags ? tagNames(changes) : fields.tags as string[];
  const next: JsonObject = {
    ...changedSwitches(fields, { ...changes, ...body as JsonObject }),
    name: changes.name ?? fields.name as Json,
    auto_upgrade: optionalBoolean(changes, "auto_upgrade") ?? fields.auto_upgrade as Json,
    surge_upgrade: optionalBoolean(changes, "surge_upgrade") ?? fields.surge_upgrade as Json,
    ha,
    maintenance_policy: maintenancePolicy(fields.maintenance_policy, changes.maintenance_policy),
    control_plane_firewall: controlPlaneFirewall(
      fields.control_plane_firewall,
      changes.control_plane_firewall,
    ),
    cluster_autoscaler_configuration: autoscaler(
      fields.cluster_autoscaler_configuration,
      changes.cluster_autoscaler_configuration,
    ),
    sso: singleSignOn(fields.sso, changes.sso),
    tags: withOwnTags(store, key, tags),
  };
  for (const name of Object.keys(changes)) delete changes[name];
  Object.assign(changes, next);
}

function remove({ store }: KindContext, cluster: ResourceRecord): void {
  for (const pool of poolsOf(store, cluster)) destroyNodes(store, pool);
}

/** Puts a newer release on the control plane and then on new nodes. */
function upgrade({ store, body }: KindContext, cluster: ResourceRecord): void {
  const version = requiredString(body, "version");
  const { fields } = cluster;
  if (!upgradesFrom(String(fields.version)).includes(version)) {
    throw unprocessable("The cluster cannot be upgraded to this version; see its upgrades.");
  }
  if (getField(fields, "status.state") !== "running") throw conflict("The cluster is not running.");
  fields.version = version;
  setField(fields, "status.state", "upgrading");
  store.resources.change(cluster, { at: dueAfter(store), set: { "status.state": "running" } });
  report(store, cluster, `Upgrading to ${version}.`);
  for (const pool of poolsOf(store, cluster)) replace(store, pool, [...nodesOf(store, pool)]);
}

function listUpgrades(c: Context): Answer {
  const { version } = requestedCluster(c).fields;
  const versions = versionViews(upgradesFrom(String(version)));
  return { status: 200, body: { available_upgrade_versions: versions } };
}

function transitioned(store: Store, cluster: ResourceRecord, { set }: PendingChange): void {
  if (set["status.state"] === "running") report(store, cluster, "The cluster is running.");
}

function view(store: Store, cluster: ResourceRecord): JsonObject {
  const { key, created, updated, fields } = cluster;
  const registries = registriesOf(store, fields);
  return {
    ...undescribed(fields),
    id: key,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    endpoint: endpoint(key),
    // A highly available control plane has no single address.
    ipv4: fields.ha === true ? "" : fields.ipv4 as string,
    node_pools: poolsOf(store, cluster).map((pool) => poolView(store, pool)),
    registries,
    registry_enabled: registries.length > 0,
  };
}

/** The pools of a cluster, and its tags but for those that it gives itself. */
function seedOf(store: Store, cluster: ResourceRecord): JsonObject {
  const pools = poolsOf(store, cluster).map(({ fields: { name, size, count } }) => {
    return { name, size, count } as JsonObject;
  });
  const tags = (cluster.fields.tags as string[]).filter((tag) => !/^k8s(:|$)/.test(tag));
  return { node_pools: pools, tags };
}

/** Kubernetes clusters, whose nodes are droplets. */
export const CLUSTER: Kind = {
  path: CLUSTERS,
  seed: {
    name: "kubernetes_clusters",
    fields: {
      name: "string",
      region: "string",
      version: "string",
      tags: "list",
      node_pools: "list",
      vpc_uuid: "string",
      ha: "boolean",
      auto_upgrade: "boolean",
      sso: "object",
    },
    required: ["name", "node_pools"],
    moreOf: seedOf,
  },
  unique: { fields: ["name"], message: "A cluster with this name already exists." },
  defaults: {
    region: "nyc3",
    version: "latest",
    auto_upgrade: false,
    surge_upgrade: false,
    isolated_workers: false,
  },
  // A change says what changes, and a pool may begin with no node.
  lenient: ["name", "node_pools[].count"],
  transitions: [{ field: "status.state", from: "provisioning", to: "running" }],
  create,
  created,
  update,
  remove,
  transitioned,
  view,
  actions: {
    "POST upgrade": upgrade,
    "DELETE destroy_with_associated_resources/selective": (c, cluster) => {
      destroyAssociated(c, cluster, c.body);
      removeResource(c, CLUSTER, cluster);
    },
    "DELETE destroy_with_associated_resources/dangerous": (c, cluster) => {
      destroyAssociated(c, cluster);
      removeResource(c, CLUSTER, cluster);
    },
  },
  routes: {
    "GET /v2/kubernetes/options": listOptions,
    "GET /v2/kubernetes/clusters/{cluster_id}/upgrades": listUpgrades,
    "GET /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources": listAssociated,
    ...CLUSTER_ACCESS,
    ...DIAGNOSTICS,
    ...INTEGRATION,
  },
};
