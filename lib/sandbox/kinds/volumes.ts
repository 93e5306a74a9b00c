import { startAction } from "../actions.ts";
import { findRegion } from "../catalogue/regions.ts";
import { timestamp } from "../clock.ts";
import { ApiError, conflict, notFound, unprocessable } from "../errors.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { newestAnswer } from "../paging.ts";
import type { ActionRecord, DropletRecord } from "../records.ts";
import type { ResourceRecord } from "../resources.ts";
import type { Answer, Context } from "../router.ts";
import { resourceKey } from "../indexes.ts";
import type { Store } from "../store.ts";
import { idParam, optionalInteger, requiredString, tagNames } from "../validate.ts";
import { actionView, regionView } from "../views.ts";
import type { Kind, KindContext } from "./kind.ts";
import { tagResource } from "./tags.ts";
import { SNAPSHOTS } from "./volume_snapshots.ts";

/** Where volumes are kept. */
export const VOLUMES = "/v2/volumes";

const NAME = /^[a-z][a-z0-9_-]{0,63}$/;
const LARGEST = 16_384;
const MOST_ON_A_DROPLET = 15;

// Labels are as long as the file systems allow.
const LABEL: Readonly<Record<string, number>> = { ext4: 16, xfs: 12 };

function checkName(value: unknown): void {
  if (typeof value === "string" && NAME.test(value)) return;
  throw unprocessable(
    "Name must begin with a letter, be at most 64 characters long and have only lowercase " +
      "letters, numbers and dashes.",
  );
}

function checkSize(size: number): void {
  if (size >= 1 && size <= LARGEST) return;
  throw unprocessable(`Size must be between 1 and ${LARGEST} GiB.`);
}

function checkRegion(slug: Json | undefined): void {
  const region = typeof slug === "string" ? findRegion(slug) : undefined;
  if (region?.available && region.features.includes("storage")) return;
  throw unprocessable("Volumes are not available in this region.");
}

function checkFilesystem({ filesystem_type: type, filesystem_label: label }: JsonObject): void {
  const longest = type ? LABEL[String(type)] : LABEL.ext4;
  if (longest === undefined) throw unprocessable("Filesystem type must be ext4 or xfs.");
  if (label && String(label).length > longest) {
    throw unprocessable(`Filesystem label can have at most ${longest} characters.`);
  }
  if (label && !type) throw unprocessable("Filesystem label needs a filesystem type.");
}

/** A volume made from a snapshot is where that is and at least as large. */
function takeSnapshot(store: Store, fields: JsonObject): void {
  const { snapshot_id: id } = fields;
  delete fields.snapshot_id;
  if (!id) return;
  const snapshot = store.resources.in(SNAPSHOTS).named(String(id));
  if (snapshot === undefined) throw unprocessable("Snapshot could not be found.");
  const { regions, min_disk_size: size } = snapshot.fields as {
    regions: Json[];
    min_disk_size: number;
  };
  fields.region ||= regions[0] ?? "";
  fields.size_gigabytes ||= size;
  if (!regions.includes(fields.region)) throw unprocessable("Snapshot is not in this region.");
  if (Number(fields.size_gigabytes) < size) {
    throw unprocessable(`Size must be at least that of the snapshot, which is ${size} GiB.`);
  }
}

function create({ store }: KindContext, fields: JsonObject): void {
  checkName(fields.name);
  takeSnapshot(store, fields);
  fields.size_gigabytes = optionalInteger(fields, "size_gigabytes") ?? 0;
  checkSize(fields.size_gigabytes);
  checkRegion(fields.region);
  checkFilesystem(fields);
  if (store.resources.in(VOLUMES).size >= store.state.account.volume_limit) {
    throw new ApiError(403, "forbidden", "You have reached the volume limit of your account.");
  }
  fields.droplet_ids = [];
}

function remove(_c: KindContext, { fields }: ResourceRecord): void {
  if (dropletIds(fields).length > 0) throw conflict("attached volume cannot be deleted");
}

function view(_store: Store, { key, created, fields }: ResourceRecord): JsonObject {
  return {
    id: key,
    created_at: timestamp(created),
    region: { ...regionView(String(fields.region)) } as unknown as JsonObject,
  };
}

function dropletIds(fields: JsonObject): number[] {
  return fields.droplet_ids as number[];
}

function link(volume: ResourceRecord, droplet: DropletRecord): void {
  volume.fields.droplet_ids = [droplet.id];
  if (!droplet.volume_ids.includes(volume.key)) droplet.volume_ids.push(volume.key);
}

function unlink(volume: ResourceRecord, droplet: DropletRecord): void {
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

function isBusy(store: Store, volume: ResourceRecord): boolean {
  const actions = store.actionsByResource.get(resourceKey("volume", volume.id));
  return actions.items.at(-1)?.settled === false;
}

function dropletFor(c: Context): DropletRecord {
  const id = optionalInteger(c.body, "droplet_id");
  if (id === undefined) throw unprocessable("droplet_id is required");
  return c.store.droplet(id);
}

function checkAttach(c: Context, volume: ResourceRecord, droplet: DropletRecord): void {
  if (dropletIds(volume.fields).length > 0) throw unprocessable("This volume is already attached");
  if (droplet.region !== volume.fields.region) {
    throw unprocessable("The volume and the Droplet must be in the same region.");
  }
  if (droplet.locked) throw unprocessable("Droplet already has a pending event.");
  if (droplet.volume_ids.length >= MOST_ON_A_DROPLET) {
    throw unprocessable("cannot attach more volumes to the Droplet");
  }
  for (const tag of tagNames(c.body)) tagResource(c.store, volume, tag);
}

function checkDetach(volume: ResourceRecord, droplet: DropletRecord): void {
  if (!dropletIds(volume.fields).includes(droplet.id)) throw unprocessable("Attachment not found");
  if (droplet.locked) throw unprocessable("Droplet already has a pending event.");
}

function checkResize(c: Context, { fields }: ResourceRecord): JsonObject {
  const size = optionalInteger(c.body, "size_gigabytes") ?? 0;
  checkSize(size);
  if (size <= Number(fields.size_gigabytes)) {
    throw unprocessable("The new size must be larger than that of the volume.");
  }
  return { size_gigabytes: size };
}

function act(c: Context, volume: ResourceRecord): Answer {
  const type = requiredString(c.body, "type");
  const { region } = c.body;
  if (region && region !== volume.fields.region) throw notFound();
  if (isBusy(c.store, volume)) throw unprocessable("The volume already has a pending event.");
  let params: JsonObject = {};
  if (type === "resize") params = checkResize(c, volume);
  else if (type === "attach" || type === "detach") {
    const droplet = dropletFor(c);
    if (type === "attach") checkAttach(c, volume, droplet);
    else checkDetach(volume, droplet);
    droplet.locked = true;
    params = { droplet_id: droplet.id };
  } else throw unprocessable(`Type ${JSON.stringify(type)} is not a valid volume action.`);
  const action = startAction(c.store, {
    type: `${type}_volume`,
    resource_type: "volume",
    resource_id: volume.id,
    region: String(volume.fields.region),
    params,
  });
  return { status: 202, body: { action: actionView(action) } };
}

function acted(store: Store, volume: ResourceRecord, action: ActionRecord): void {
  const { type, params, outcome } = action;
  const droplet = store.droplets.find(Number(params.droplet_id));
  if (droplet) droplet.locked = false;
  if (outcome !== "completed") return;
  if (type === "resize_volume") volume.fields.size_gigabytes = params.size_gigabytes as number;
  // A droplet that is gone by now has left its volumes behind.
  else if (droplet && type === "attach_volume") link(volume, droplet);
  else if (droplet) unlink(volume, droplet);
}

function volumeOf(c: Context): ResourceRecord {
  const volume = c.store.resources.in(VOLUMES).named(c.params.volume_id as string);
  if (volume === undefined) throw notFound();
  return volume;
}

/** The volume that a body names; only its region tells it from one of the same name elsewhere. */
function volumeByName(c: Context): ResourceRecord {
  const name = requiredString(c.body, "volume_name");
  const { region } = c.body;
  const found = c.store.resources.in(VOLUMES).withName(name)
    .find(({ fields }) => !region || fields.region === region);
  if (found === undefined) throw notFound();
  return found;
}

function actionsOf(c: Context) {
  return c.store.actionsByResource.get(resourceKey("volume", volumeOf(c).id));
}

function getAction(c: Context): Answer {
  const action = actionsOf(c).find(idParam(c.params.action_id));
  if (action === undefined) throw notFound();
  return { status: 200, body: { action: actionView(action) } };
}

/** A volume of a seed is attached by the name of its droplet. */
function attachSeed({ store }: KindContext, volume: ResourceRecord, name: Json): void {
  const droplet = store.dropletsByName.get(String(name).toLowerCase()).items[0];
  if (droplet === undefined) throw new Error(`there is no droplet named ${JSON.stringify(name)}`);
  if (droplet.region !== volume.fields.region) {
    throw unprocessable("The volume and the Droplet must be in the same region.");
  }
  link(volume, droplet);
}

/** Block storage volumes. */
export const VOLUME: Kind = {
  path: VOLUMES,
  seed: {
    name: "volumes",
    fields: {
      name: "string",
      region: "string",
      size_gigabytes: "number",
      description: "string",
      tags: "list",
      filesystem_type: "string",
      filesystem_label: "string",
    },
    required: ["name", "size_gigabytes"],
    more: { droplet: attachSeed },
  },
  unique: {
    fields: ["name", "region"],
    message: "A volume with this name already exists in this region.",
  },
  defaults: { region: "nyc3", description: "", filesystem_type: "", filesystem_label: "" },
  tagged: "volume",
  create,
  remove,
  view,
  acted,
  routes: {
    "GET /v2/volumes/{volume_id}/actions": (c) =>
      newestAnswer(c, "actions", actionsOf(c), actionView),
    "POST /v2/volumes/{volume_id}/actions": (c) => act(c, volumeOf(c)),
    "POST /v2/volumes/actions": (c) => act(c, volumeByName(c)),
    "GET /v2/volumes/{volume_id}/actions/{action_id}": getAction,
  },
};
