import { notFound } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { optionalList } from "../../http/validate.ts";
import { VOLUMES } from "../attachments.ts";
import { forget } from "../engine.ts";
import { tagsOf } from "../tags.ts";
import { SNAPSHOTS } from "../volume_snapshots.ts";
import { poolsOf } from "./node_pools.ts";
import { nodesOf } from "./nodes.ts";
import { requestedCluster } from "./places.ts";

const LOAD_BALANCERS = "/v2/load_balancers";

/** What workloads of a cluster have made, which goes on being billed without it, by list. */
function associatedOf(
  store: Store,
  cluster: ResourceRecord,
): Readonly<Record<string, readonly ResourceRecord[]>> {
  const tag = `k8s:${cluster.key}`;
  const droplets = new Set(
    poolsOf(store, cluster)
      .flatMap((pool) => nodesOf(store, pool))
      .map(({ fields }) => Number(fields.droplet_id)),
  );
  const onNodes = ({ fields: { droplet_ids: ids } }: ResourceRecord): boolean =>
    Array.isArray(ids) && ids.some((id) => droplets.has(Number(id)));
  const of = (path: string): ResourceRecord[] =>
    store.resources.in(path).items.filter((record) =>
      tagsOf(record).includes(tag) || record.fields.tag === tag || onNodes(record)
    );
  return {
    load_balancers: of(LOAD_BALANCERS),
    volumes: of(VOLUMES),
    volume_snapshots: of(SNAPSHOTS),
  };
}

/** Lists what can be destroyed together with a cluster. */
export function listAssociated(c: Context): Answer {
  const lists = Object.entries(associatedOf(c.store, requestedCluster(c)));
  const body = lists.map(([name, records]) => [
    name,
    records.map(({ key, fields }): JsonObject => ({ id: key, name: String(fields.name) })),
  ]);
  return { status: 200, body: Object.fromEntries(body) };
}

/**
 * Destroys what workloads of a cluster have made.
 *
 * @param chosen Lists of ids by the name of the list; everything if left out.
 * @throws {ApiError} 404 if one of them is not associated with the cluster.
 */
export function destroyAssociated(
  { store }: Context,
  cluster: ResourceRecord,
  chosen?: Readonly<Record<string, unknown>>,
): void {
  const going = Object.entries(associatedOf(store, cluster)).flatMap(([name, records]) => {
    if (chosen === undefined) return records;
    const ids = new Set((optionalList(chosen, name) ?? []).map(String));
    const some = records.filter(({ key }) => ids.has(key));
    if (some.length < ids.size) throw notFound();
    return some;
  });
  for (const record of going) forget(store, record);
}
