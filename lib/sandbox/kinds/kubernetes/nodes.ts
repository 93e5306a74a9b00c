import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import {
  getField,
  pathOf,
  type PendingChange,
  type ResourceRecord,
} from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { makeDroplets } from "../../rules/droplet_create.ts";
import { destroyDroplet } from "../../rules/actions.ts";
import type { DropletRecord } from "../../state/records.ts";
import { beginRemoval, beginTransitions } from "../engine.ts";
import type { Kind, KindContext, Transition } from "../kind.ts";
import { clusterOf, CLUSTERS, NODE_POOLS } from "./places.ts";

const IMAGE = "debian-12-x64";

/** A tag of every node. */
export const WORKER = "k8s:worker";

const STARTING: readonly Transition[] = [
  { field: "status.state", from: "provisioning", to: "running" },
];

function pathIn(store: Store, pool: ResourceRecord): string {
  return `${pathOf(store.resources.place(pool.id)?.path ?? "", pool.key)}/nodes`;
}

/** The nodes of a pool, those that are going included. */
export function nodesOf(store: Store, pool: ResourceRecord): readonly ResourceRecord[] {
  return store.resources.in(pathIn(store, pool)).items;
}

/** Whether a node or a pool is on its way out. */
export function isLeaving({ pending }: ResourceRecord): boolean {
  return pending.some(({ gone }) => gone);
}

/** Adds nodes to a pool: each is a droplet. */
function addNodes(store: Store, pool: ResourceRecord, count: number): void {
  const { region, vpc_uuid, isolated_workers } = clusterOf(store, pool).fields;
  const { name, size, tags } = pool.fields;
  const first = store.state.counters.resource;
  const keys = Array.from({ length: count }, (_, i) => uuid(NODE_POOLS, first + i));
  const body = {
    region,
    size,
    image: IMAGE,
    tags,
    vpc_uuid,
    monitoring: true,
    public_networking: isolated_workers !== true,
  };
  const made = makeDroplets(store, body, keys.map((key) => `${name}-${key.slice(0, 5)}`));
  const now = store.clock.now();
  for (const [i, { droplet }] of made.entries()) {
    const node = store.resources.add(pathIn(store, pool), {
      key: keys[i] as string,
      created: now,
      updated: now,
      fields: { name: droplet.name, droplet_id: String(droplet.id) },
      pending: [],
    });
    beginTransitions(store, node, STARTING);
  }
}

/** Adds or takes nodes until there are as many as the pool is to have; the newest go first. */
export function scale(store: Store, pool: ResourceRecord): void {
  const count = isLeaving(pool) ? 0 : Number(pool.fields.count);
  const staying = nodesOf(store, pool).filter((node) => !isLeaving(node));
  if (staying.length < count) addNodes(store, pool, count - staying.length);
  else for (const node of staying.slice(count)) beginRemoval(store, NODE, node);
}

/** Puts new nodes in the place of others, which are gone at once; a pool on its way out gets none. */
export function replace(
  store: Store,
  pool: ResourceRecord,
  nodes: readonly ResourceRecord[],
): void {
  for (const node of nodes) {
    destroy(store, node);
    store.resources.remove(node);
  }
  // There will be no more of them than there were.
  store.withoutLimits(() => scale(store, pool));
}

/** Puts a new node in the place of one whose droplet was deleted, as a cluster does by itself. */
export function replaceLostNode(store: Store, { id, tags }: DropletRecord): void {
  const tag = tags.find((one) => one.startsWith("k8s:") && one !== WORKER);
  const cluster = tag && store.resources.in(CLUSTERS).named(tag.slice("k8s:".length));
  if (!cluster) return;
  const pools = store.resources.in(`${pathOf(CLUSTERS, cluster.key)}/node_pools`).items;
  for (const pool of pools) {
    const node = nodesOf(store, pool).find(({ fields }) => fields.droplet_id === String(id));
    if (node) replace(store, pool, [node]);
  }
}

/** Deletes the droplets of a pool, whose nodes go with it. */
export function destroyNodes(store: Store, pool: ResourceRecord): void {
  for (const node of nodesOf(store, pool)) destroy(store, node);
}

function destroy(store: Store, { fields }: ResourceRecord): void {
  const droplet = store.droplets.find(Number(fields.droplet_id));
  if (droplet) destroyDroplet(store, droplet);
}

function remove({ store, query, parent: pool }: KindContext, node: ResourceRecord): void {
  if (pool === undefined || isLeaving(node)) return;
  if (query.get("replace") === "1") addNodes(store, pool, 1);
  else pool.fields.count = Number(pool.fields.count) - 1;
}

function transitioned(store: Store, node: ResourceRecord, change: PendingChange): void {
  if (change.gone) destroy(store, node);
}

/** A node in the API's JSON. */
export function nodeView({ key, created, updated, fields }: ResourceRecord): JsonObject {
  return {
    id: key,
    name: fields.name as string,
    status: { state: getField(fields, "status.state") as string },
    droplet_id: fields.droplet_id as string,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  };
}

/** The machines of a pool. They are shown with it and nowhere else. */
export const NODE: Kind = {
  path: `${NODE_POOLS}/{}/nodes`,
  deleting: { field: "status.state", value: "deleting" },
  remove,
  transitioned,
};
