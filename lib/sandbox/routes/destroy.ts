import { actionsOf } from "../rules/actions.ts";
import { timestamp } from "../state/clock.ts";
import { badRequest, notFound } from "../http/errors.ts";
import type { Json, JsonObject } from "../state/json.ts";
import { forget } from "../kinds/engine.ts";
import { leave } from "../kinds/membership.ts";
import { snapshotsOf } from "../kinds/volume_snapshots.ts";
import { volumesOf } from "../kinds/attachments.ts";
import type { DropletRecord, ImageRecord, ReservedIpRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import { idParam, optionalList } from "../http/validate.ts";
import { deleteDroplet, dropletOf } from "./droplets.ts";
import { removeImage } from "../rules/images.ts";

/** What goes on being billed when a droplet is gone. */
interface Associated {
  readonly ips: readonly ReservedIpRecord[];
  readonly snapshots: readonly ImageRecord[];
  readonly volumes: readonly ResourceRecord[];
  readonly volumeSnapshots: readonly ResourceRecord[];
}

// US dollars a month: of an IP that no droplet has, of a GB of a snapshot and of one of a volume.
const IP_COST = 5;
const SNAPSHOT_COST = 0.06;
const VOLUME_COST = 0.1;

function associatedOf({ store }: Context, droplet: DropletRecord): Associated {
  const snapshots = droplet.snapshot_ids
    .map((id) => store.images.find(id))
    .filter((image) => image !== undefined);
  const volumes = volumesOf(store, droplet);
  return {
    ips: [...store.reservedIps.all("droplet", droplet.id).items],
    snapshots,
    volumes,
    volumeSnapshots: volumes.flatMap(({ key }) => snapshotsOf(store, key)),
  };
}

/** The lists of an answer, in which an IP has both of its names. */
function lists(associated: Associated, more: (cost: number) => JsonObject) {
  const { ips, snapshots, volumes, volumeSnapshots } = associated;
  const kept = (records: readonly ResourceRecord[], cost: number): JsonObject[] =>
    records.map(({ key, fields: { name, size_gigabytes: size } }) => ({
      id: key,
      name: String(name),
      ...more(Number(size) * cost),
    }));

  const ip = ips.map((one) => ({ id: String(one.id), name: one.ip, ...more(IP_COST) }));
  return {
    reserved_ips: ip,
    floating_ips: ip,
    snapshots: snapshots.map(({ id, name, size_gigabytes: size }) => ({
      id: String(id),
      name,
      ...more(size * SNAPSHOT_COST),
    })),
    volumes: kept(volumes, VOLUME_COST),
    volume_snapshots: kept(volumeSnapshots, SNAPSHOT_COST),
  };
}

function destroy(c: Context, droplet: DropletRecord, associated: Associated): Answer {
  const destroyed = { destroyed_at: timestamp(c.now) };
  deleteDroplet(c.store, droplet, {
    droplet: { id: String(droplet.id), name: droplet.name, ...destroyed },
    resources: lists(associated, () => destroyed),
    completed_at: destroyed.destroyed_at,
    failures: 0,
  });
  for (const ip of associated.ips) {
    c.store.reservedIps.remove(ip);
    leave(c.store, `do:floatingip:${ip.ip}`);
  }
  for (const image of associated.snapshots) removeImage(c.store, image);
  for (const record of [...associated.volumes, ...associated.volumeSnapshots]) {
    forget(c.store, record);
  }
  return { status: 202 };
}

function destroySome(c: Context): Answer {
  const droplet = dropletOf(c);
  const associated = associatedOf(c, droplet);
  const choose = <T>(all: readonly T[], id: (one: T) => string, ...keys: string[]): T[] => {
    const ids = keys.flatMap((key) => optionalList(c.body, key) ?? []).map(String);
    const chosen = all.filter((one) => ids.includes(id(one)));
    if (chosen.length < new Set(ids).size) throw notFound();
    return chosen;
  };
  const number = ({ id }: { readonly id: number }): string => String(id);
  const key = (record: ResourceRecord): string => record.key;
  return destroy(c, droplet, {
    ips: choose(associated.ips, number, "reserved_ips", "floating_ips"),
    snapshots: choose(associated.snapshots, number, "snapshots"),
    volumes: choose(associated.volumes, key, "volumes"),
    volumeSnapshots: choose(associated.volumeSnapshots, key, "volume_snapshots"),
  });
}

function destroyAll(c: Context): Answer {
  const droplet = dropletOf(c);
  if (c.headers.get("x-dangerous") !== "true") {
    throw badRequest("The X-Dangerous header must be true to destroy all associated resources.");
  }
  return destroy(c, droplet, associatedOf(c, droplet));
}

/** What became of the droplet that the path names; it is on the action that destroyed it. */
function resultOf({ store, params }: Context): Json {
  const id = idParam(params.droplet_id);
  const actions = actionsOf(store, "droplet", id);
  const result = actions.items.at(-1)?.params.destroyed;
  if (result === undefined) throw notFound();
  return result;
}

const PATH = "/v2/droplets/{droplet_id}/destroy_with_associated_resources";
const SCOPES = "droplet:delete block_storage:delete block_storage_snapshot:delete " +
  "image:delete reserved_ip:delete";

/** Destroying a droplet together with what was made of it or for it. */
export const DESTROY_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: PATH,
    scope: "droplet:read",
    handler: (c) => {
      const body = lists(associatedOf(c, dropletOf(c)), (cost) => ({ cost: cost.toFixed(2) }));
      return { status: 200, body };
    },
  },
  { method: "DELETE", path: `${PATH}/selective`, scope: SCOPES, handler: destroySome },
  { method: "DELETE", path: `${PATH}/dangerous`, scope: SCOPES, handler: destroyAll },
  {
    method: "GET",
    path: `${PATH}/status`,
    scope: "droplet:delete",
    handler: (c) => ({ status: 200, body: resultOf(c) }),
  },
  {
    method: "POST",
    path: `${PATH}/retry`,
    scope: SCOPES,
    // Nothing fails here, so that there is nothing left to do.
    handler: (c) => (resultOf(c), { status: 202 }),
  },
];
