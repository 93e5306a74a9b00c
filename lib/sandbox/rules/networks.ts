import { publicV4, publicV6 } from "./addresses.ts";
import { drawAddress } from "../kinds/vpcs.ts";
import type { DropletRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";

/** Gives a droplet its addresses, which it gets when it is up and not before. */
export function connect(store: Store, droplet: DropletRecord): void {
  const number = store.state.counters.address++;
  droplet.v4 = [drawAddress(store, droplet)];
  if (droplet.public_networking) {
    droplet.v4.unshift(publicV4(number));
    if (droplet.ipv6) droplet.v6 = [publicV6(number)];
  }
}
