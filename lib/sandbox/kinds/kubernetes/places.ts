import { notFound } from "../../http/errors.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";

/** Where clusters are kept. */
export const CLUSTERS = "/v2/kubernetes/clusters";

/** Where the node pools of each cluster are kept. */
export const NODE_POOLS = `${CLUSTERS}/{}/node_pools`;

/** The cluster that a node pool belongs to. */
export function clusterOf(store: Store, pool: ResourceRecord): ResourceRecord {
  const path = store.resources.place(pool.id)?.path ?? "";
  return store.resources.in(CLUSTERS).named(path.split("/")[4] as string) as ResourceRecord;
}

/**
 * The cluster that a path names.
 *
 * @throws {ApiError} 404 if it is not there.
 */
export function requestedCluster({ store, params }: Context): ResourceRecord {
  const cluster = store.resources.in(CLUSTERS).named(String(params.cluster_id));
  if (cluster === undefined) throw notFound();
  return cluster;
}
