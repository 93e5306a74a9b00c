import { changeBilling, ofIp } from "../kinds/billing/charges.ts";
import { detachAll } from "../kinds/attachments.ts";
import { leavePool } from "../kinds/autoscale/members.ts";
import { leave } from "../kinds/membership.ts";
import type { DropletRecord, ReservedIpRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { firstTags } from "./tags.ts";

/** Adds a droplet. */
export function addDroplet(store: Store, droplet: DropletRecord): void {
  droplet.tags = firstTags(store, "droplets", droplet);
  store.droplets.add(droplet);
  store.scheduleBackup(droplet);
}

/** Takes a droplet out, and off whatever has it. */
export function removeDroplet(store: Store, droplet: DropletRecord): void {
  store.droplets.remove(droplet);
  detachAll(store, droplet);
  leavePool(store, droplet);
  leave(store, `do:droplet:${droplet.id}`);
  for (const ip of [...store.reservedIps.all("droplet", droplet.id).items]) {
    assignIp(store, ip, null);
  }
}

/** Assigns an IP to a droplet, or to none. */
export function assignIp(store: Store, ip: ReservedIpRecord, dropletId: number | null): void {
  const change = () => store.reservedIps.change(ip, () => ip.droplet_id = dropletId);
  changeBilling(store, () => ofIp(ip), change);
}
