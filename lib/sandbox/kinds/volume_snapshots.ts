import { timestamp } from "../state/clock.ts";
import type { JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import type { Kind, KindContext } from "./kind.ts";

/** Where the snapshots of volumes are kept: they stay when the volume goes. */
export const SNAPSHOTS = "/v2/volumes/snapshots";

function create({ parent }: KindContext, fields: JsonObject): void {
  const volume = parent as ResourceRecord;
  const size = Number(volume.fields.size_gigabytes);
  fields.regions = [volume.fields.region as string];
  fields.resource_id = volume.key;
  fields.min_disk_size = size;
  // What a volume holds is not simulated.
  fields.size_gigabytes = 0;
}

/** The snapshots of a volume. */
export function snapshotsOf(store: Store, volume: string): ResourceRecord[] {
  return store.resources.in(SNAPSHOTS).items
    .filter(({ fields }) => fields.resource_id === volume);
}

/** A snapshot of a volume in the API's JSON. */
export function snapshotView({ key, created, fields }: ResourceRecord): JsonObject {
  return {
    ...fields,
    id: key,
    created_at: timestamp(created),
    resource_type: "volume",
  };
}

/** Snapshots of volumes. */
export const VOLUME_SNAPSHOT: Kind = {
  path: SNAPSHOTS,
  also: {
    "/v2/volumes/{}/snapshots": ({ params }, { fields }) => fields.resource_id === params.volume_id,
  },
  create,
  view: (_store: Store, record) => snapshotView(record),
};
