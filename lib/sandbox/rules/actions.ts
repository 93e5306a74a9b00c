import { endBilling, ofDroplet } from "../kinds/billing/charges.ts";
import { resourceKey } from "../state/tables.ts";
import type { SortedList } from "../state/sorted.ts";
import { removeDroplet } from "./droplets.ts";
import type { Json } from "../state/json.ts";
import type { ActionRecord, DropletRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";

/** What a new action is about. */
export interface NewAction {
  readonly type: string;
  readonly resource_type:
    | "droplet"
    | "image"
    | "floating_ip"
    | "reserved_ip"
    | "reserved_ipv6"
    | "volume";
  readonly resource_id: number;
  readonly region: string | null;
  readonly params?: { [key: string]: Json };
}

/** The actions of a resource. */
export function actionsOf(store: Store, type: string, id: number): SortedList<ActionRecord> {
  return store.actions.all("resource", resourceKey(type, id));
}

/** Starts an action; it ends when the sandbox's action time has passed. */
export function startAction(store: Store, action: NewAction): ActionRecord {
  const now = store.clock.now();
  const time = store.options.actionTime;
  const record: ActionRecord = {
    id: store.state.counters.action++,
    status: "in-progress",
    type: action.type,
    started: now,
    completed: null,
    due: Number.isFinite(time) ? now + time : null,
    outcome: "completed",
    settled: false,
    resource_id: action.resource_id,
    resource_type: action.resource_type,
    region: action.region,
    params: action.params ?? {},
  };
  store.addAction(record);
  return record;
}

/** Starts an action on a droplet, which stays locked until the action has taken effect. */
export function startDropletAction(
  store: Store,
  droplet: DropletRecord,
  type: string,
  params: { [key: string]: Json } = {},
): ActionRecord {
  droplet.locked = true;
  return startAction(store, {
    type,
    resource_type: "droplet",
    resource_id: droplet.id,
    region: droplet.region,
    params,
  });
}

/** Writes down an action of the platform's own that is over already. */
export function logAction(store: Store, action: NewAction, at: number): ActionRecord {
  const record: ActionRecord = {
    id: store.state.counters.action++,
    status: "completed",
    type: action.type,
    started: at,
    completed: at,
    due: at,
    outcome: "completed",
    settled: true,
    resource_id: action.resource_id,
    resource_type: action.resource_type,
    region: action.region,
    params: action.params ?? {},
  };
  store.addAction(record);
  return record;
}

/**
 * Takes a droplet away and writes that down.
 *
 * @param destroyed What the action is to remember.
 */
export function destroyDroplet(store: Store, droplet: DropletRecord, destroyed?: Json): void {
  endBilling(store, ofDroplet(droplet));
  removeDroplet(store, droplet);
  logAction(store, {
    type: "destroy",
    resource_type: "droplet",
    resource_id: droplet.id,
    region: droplet.region,
    ...(destroyed !== undefined && { params: { destroyed } }),
  }, store.clock.now());
}
