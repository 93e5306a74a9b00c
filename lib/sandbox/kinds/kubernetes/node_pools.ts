import { putTag, takeTag, touchTag } from "../../rules/tags.ts";
import { conflict, notFound, unprocessable } from "../../http/errors.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { pathOf, type PendingChange, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { optionalBoolean, optionalInteger, optionalList, tagNames } from "../../http/validate.ts";
import { checkDropletLimit } from "../../rules/droplet_create.ts";
import { dropletName } from "../../rules/droplet_template.ts";
import { beginRemoval, createResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import {
  destroyNodes,
  isLeaving,
  NODE,
  nodesOf,
  nodeView,
  replace,
  scale,
  WORKER,
} from "./nodes.ts";
import { readSize } from "./options.ts";
import { clusterOf, CLUSTERS, NODE_POOLS } from "./places.ts";

const FIELDS = [
  "name",
  "size",
  "count",
  "tags",
  "labels",
  "taints",
  "auto_scale",
  "min_nodes",
  "max_nodes",
  // The description does not have it.
  "gpu_partition_mode",
];

/** The node pools of a cluster. */
export function poolsOf(store: Store, cluster: ResourceRecord): readonly ResourceRecord[] {
  return store.resources.in(`${pathOf(CLUSTERS, cluster.key)}/node_pools`).items;
}

/** Holds the number of nodes to the limits of the autoscaler; without it there are none. */
function checkCount(fields: JsonObject): void {
  const [count = 0, min = 0, max = 0] = ["count", "min_nodes", "max_nodes"]
    .map((name) => optionalInteger(fields, name));
  const scales = optionalBoolean(fields, "auto_scale") ?? false;
  if (count < 0 || min < 0) throw unprocessable("The number of nodes must not be negative.");
  if (scales && max < Math.max(min, 1)) {
    throw unprocessable("max_nodes must be at least 1 and at least min_nodes.");
  }
  fields.auto_scale = scales;
  fields.min_nodes = scales ? min : 0;
  fields.max_nodes = scales ? max : 0;
  fields.count = scales ? Math.min(Math.max(count, min), max) : count;
}

/**
 * Checks the fields of a pool and fills in what a request leaves out.
 *
 * @throws {ApiError} 422 if something in them is wrong.
 */
export function completePool(region: Json | undefined, body: JsonObject): JsonObject {
  const fields = Object.fromEntries(
    FIELDS.filter((name) => body[name] !== undefined).map((name) => [name, body[name] as Json]),
  );
  dropletName(fields.name);
  readSize(fields.size, String(region));
  checkCount(fields);
  fields.tags = tagNames(fields);
  fields.labels ??= {};
  fields.taints ??= [];
  return fields;
}

/** Makes a node pool of a new cluster. */
export function createPool(c: KindContext, cluster: ResourceRecord, fields: JsonObject): void {
  const collection = `${pathOf(CLUSTERS, cluster.key)}/node_pools`;
  createResource({ ...c, collection, parent: cluster }, NODE_POOL, fields);
}

function create(c: KindContext, fields: JsonObject): void {
  // The description leaves out what a pool of GPUs may be divided into.
  const { gpu_partition_mode: mode = fields.gpu_partition_mode } = c.body as JsonObject;
  const body = mode === undefined ? fields : { ...fields, gpu_partition_mode: mode };
  Object.assign(fields, completePool(c.parent?.fields.region, body));
  checkDropletLimit(c.store, Number(fields.count));
}

/** The tags of a pool, before which come those that every pool of a cluster has. */
function withOwnTags(store: Store, cluster: string, tags: readonly string[]): string[] {
  const all = [...new Set(["k8s", `k8s:${cluster}`, WORKER, ...tags])];
  for (const tag of all) touchTag(store, tag);
  return all;
}

function created({ store }: KindContext, pool: ResourceRecord): void {
  pool.fields.tags = withOwnTags(store, clusterOf(store, pool).key, tagNames(pool.fields));
  scale(store, pool);
}

function update({ store }: KindContext, pool: ResourceRecord, changes: JsonObject): void {
  if (isLeaving(pool)) throw conflict("The node pool is being deleted.");
  for (const [name, value] of Object.entries(changes)) if (value === null) delete changes[name];
  if (changes.name !== undefined) dropletName(changes.name);
  if (changes.tags !== undefined) changes.tags = tagNames(changes);
  const next = { ...pool.fields, ...changes };
  checkCount(next);
  for (const name of ["count", "auto_scale", "min_nodes", "max_nodes"]) {
    changes[name] = next[name] as Json;
  }
  checkDropletLimit(store, Number(next.count) - Number(pool.fields.count));
}

/** The nodes follow the pool: as many as it says, with its tags. */
function updated({ store }: KindContext, pool: ResourceRecord, before: JsonObject): void {
  const tags = withOwnTags(store, clusterOf(store, pool).key, tagNames(pool.fields));
  pool.fields.tags = tags;
  const gone = tagNames(before).filter((tag) => !tags.includes(tag));
  for (const node of nodesOf(store, pool)) {
    const droplet = store.droplets.find(Number(node.fields.droplet_id));
    if (droplet === undefined) continue;
    for (const tag of gone) takeTag(store, "droplets", droplet, tag);
    for (const tag of tags) putTag(store, "droplets", droplet, tag);
  }
  scale(store, pool);
}

function remove({ store, parent: cluster }: KindContext, pool: ResourceRecord): void {
  if (cluster === undefined) return;
  const others = poolsOf(store, cluster).filter((one) => one !== pool && !isLeaving(one));
  if (others.length === 0) {
    throw unprocessable("A cluster must have at least one node pool.");
  }
  for (const node of nodesOf(store, pool)) beginRemoval(store, NODE, node);
}

function transitioned(store: Store, pool: ResourceRecord, change: PendingChange): void {
  if (change.gone) destroyNodes(store, pool);
}

/** Puts new nodes in the place of those that the request names. */
function recycle({ store, body }: KindContext, pool: ResourceRecord): void {
  const ids = (optionalList(body, "nodes") ?? []).map(String);
  const nodes = nodesOf(store, pool).filter(({ key }) => ids.includes(key));
  if (nodes.length < new Set(ids).size) throw notFound();
  replace(store, pool, nodes);
}

/** A node pool in the API's JSON, as far as it follows from its nodes. */
function view(store: Store, { id, key, fields }: ResourceRecord): JsonObject {
  const { gpu_partition_mode: mode } = fields;
  const pool = store.resources.place(id)?.record;
  return {
    id: key,
    nodes: pool ? nodesOf(store, pool).map(nodeView) : [],
    ...(mode !== undefined && { gpu_partition_mode: mode }),
  };
}

/** A node pool as its cluster shows it. */
export function poolView(store: Store, pool: ResourceRecord): JsonObject {
  const { status: _, ...fields } = pool.fields;
  return { ...fields, ...view(store, pool) };
}

/** Droplets of a cluster that are alike. */
export const NODE_POOL: Kind = {
  path: NODE_POOLS,
  unique: { fields: ["name"], message: "A node pool with this name already exists." },
  // A pool may begin with no node, and a change says what changes.
  lenient: ["name", "count"],
  // Its nodes are drained first. No answer shows this.
  deleting: { field: "status", value: "deleting" },
  create,
  created,
  update,
  updated,
  remove,
  transitioned,
  view,
  actions: { "POST recycle": recycle },
};
