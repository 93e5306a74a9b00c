import { unprocessable } from "../http/errors.ts";
import { isObject, type JsonObject } from "../state/json.ts";
import type { DropletRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";

/** Where volumes are kept. */
export const VOLUMES = "/v2/volumes";

/** The ids of the droplets that a volume is attached to, which is one at most. */
export function dropletIds(fields: JsonObject): number[] {
  return fields.droplet_ids as number[];
}

/** Attaches a volume to a droplet. */
export function link(volume: ResourceRecord, droplet: DropletRecord): void {
  volume.fields.droplet_ids = [droplet.id];
  if (!droplet.volume_ids.includes(volume.key)) droplet.volume_ids.push(volume.key);
}

/** Detaches a volume from a droplet. */
export function unlink(volume: ResourceRecord, droplet: DropletRecord): void {
  volume.fields.droplet_ids = [];
  droplet.volume_ids = droplet.volume_ids.filter((id) => id !== volume.key);
}

/** The volumes of a droplet. */
export function volumesOf(store: Store, droplet: DropletRecord): ResourceRecord[] {
  return droplet.volume_ids
    .map((id) => store.resources.in(VOLUMES).named(id))
    .filter((volume) => volume !== undefined);
}

/** Frees the volumes of a droplet that is going. */
export function detachAll(store: Store, droplet: DropletRecord): void {
  for (const volume of volumesOf(store, droplet)) unlink(volume, droplet);
}

/** A volume that a droplet is to have: its id, or an object with that or with its name. */
function wanted(store: Store, value: unknown, region: string): ResourceRecord | undefined {
  const { id = value, name } = isObject(value) ? value : {};
  const volumes = store.resources.in(VOLUMES);
  if (typeof name !== "string" || name === "") return volumes.named(String(id));
  return volumes.withName(name).find(({ fields }) => fields.region === region);
}

/** The volumes that a new droplet is to have; each has to be free and in its region. */
export function volumesFor(
  store: Store,
  values: readonly unknown[],
  region: string,
): ResourceRecord[] {
  return values.map((value) => {
    const volume = wanted(store, value, region);
    if (volume?.fields.region !== region || dropletIds(volume.fields).length > 0) {
      throw unprocessable("You specified an invalid volume for Droplet creation.");
    }
    return volume;
  });
}

/** Attaches volumes to a new droplet, whose creation is the action that does it. */
export function attachAll(volumes: readonly ResourceRecord[], droplet: DropletRecord): void {
  for (const volume of volumes) link(volume, droplet);
}
