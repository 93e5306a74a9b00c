import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { DropletRecord } from "../../state/records.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";

const MEMBERS = "/v2/droplets/autoscale/{}/members";

/** Takes a droplet that is going out of the autoscale pool that it is in. */
export function leavePool(store: Store, { id }: DropletRecord): void {
  for (const [, members] of store.resources.matching(MEMBERS)) {
    const member = members.named(String(id));
    if (member) store.resources.remove(member);
  }
}

/** A droplet of an autoscale pool; nothing loads it here. */
export function memberView(store: Store, { key, created, updated }: ResourceRecord): JsonObject {
  const status = store.droplets.find(Number(key))?.status;
  return {
    droplet_id: Number(key),
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    health_status: "healthy",
    status: status === "new" ? "provisioning" : status === "active" ? "active" : "off",
    current_utilization: { memory: 0, cpu: 0 },
  };
}
