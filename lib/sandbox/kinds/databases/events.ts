import { timestamp } from "../../state/clock.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { below, DATABASES } from "./cluster.ts";

/** What happens to clusters, by the name that the API has for it. */
export type EventType =
  | "cluster_create"
  | "cluster_update"
  | "cluster_maintenance_perform"
  | "cluster_master_promotion";

/** Writes down what happens to a cluster. */
export function logEvent(c: KindContext, cluster: ResourceRecord, event_type: EventType): void {
  createResource({ ...c, collection: below(cluster, "events") }, DATABASE_EVENT, {
    cluster_name: String(cluster.fields.name),
    event_type,
  });
}

/** What has happened to a cluster. */
export const DATABASE_EVENT: Kind = {
  path: `${DATABASES}/{}/events`,
  view: (_store: Store, { key, created }) => ({ id: key, create_time: timestamp(created) }),
};
