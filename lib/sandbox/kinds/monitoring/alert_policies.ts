import { unprocessable } from "../../http/errors.ts";
import { idParam } from "../../http/validate.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { DROPLET_METRICS } from "./droplet_metrics.ts";
import { RESOURCE_METRICS } from "./resource_metrics.ts";

/** What the entities of a policy are, by the beginning of its type. */
const ENTITIES: readonly (readonly [type: string, word: string, collection: string])[] = [
  ["v1/insights/droplet/", "Droplet", "/v2/droplets"],
  ["v1/insights/lbaas/", "load balancer", "/v2/load_balancers"],
  ["v1/dbaas/", "database cluster", "/v2/databases"],
  ["v1/droplet/autoscale_alerts/", "autoscale pool", "/v2/droplets/autoscale"],
];

function isThere(store: Store, collection: string, entity: string): boolean {
  if (collection !== "/v2/droplets") {
    return store.resources.in(collection).named(entity) !== undefined;
  }
  return /^\d{1,15}$/.test(entity) && store.droplets.find(idParam(entity)) !== undefined;
}

/** The resources that a policy watches have to be there, and of the kind that its type is about. */
function check({ store }: KindContext, { type, entities }: JsonObject): void {
  const [, word, collection] = ENTITIES.find(([start]) => String(type).startsWith(start)) ?? [];
  if (collection === undefined) return;
  const missing = ((entities ?? []) as string[]).find((one) => !isThere(store, collection, one));
  if (missing !== undefined) throw unprocessable(`There is no ${word} with the ID ${missing}.`);
}

function update(c: KindContext, policy: ResourceRecord, changes: JsonObject): void {
  check(c, { ...policy.fields, ...changes });
}

/** Policies that watch over metrics. */
export const ALERT_POLICY: Kind = {
  path: "/v2/monitoring/alerts",
  key: "uuid",
  whole: true,
  defaults: { entities: [], tags: [], enabled: true },
  create: check,
  update,
  view: (_store, { key }) => ({ uuid: key }),
  routes: { ...DROPLET_METRICS, ...RESOURCE_METRICS },
};
