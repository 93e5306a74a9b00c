import { actionsOf, startAction } from "../rules/actions.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import { newestAnswer } from "../http/paging.ts";
import type { ActionRecord, DropletRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import { idParam, optionalInteger, requiredString, tagNames } from "../http/validate.ts";
import { actionText, actionView } from "../routes/views.ts";
import { dropletIds, link, unlink, VOLUMES } from "./attachments.ts";
import { isBusy } from "./busy.ts";
import type { Kind } from "./kind.ts";
import { tagResource } from "./tags.ts";

const LARGEST = 16_384;
const MOST_ON_A_DROPLET = 15;

/** Refuses a size that no volume can have. */
export function checkSize(size: number): void {
  if (size >= 1 && size <= LARGEST) return;
  throw unprocessable(`Size must be between 1 and ${LARGEST} GiB.`);
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
  if (isBusy(c.store, "volume", volume)) {
    throw unprocessable("The volume already has a pending event.");
  }
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

/** What an action does to a volume when it is over. */
export function acted(store: Store, volume: ResourceRecord, action: ActionRecord): void {
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

function actionsOfVolume(c: Context) {
  return actionsOf(c.store, "volume", volumeOf(c).id);
}

function getAction(c: Context): Answer {
  const action = actionsOfVolume(c).find(idParam(c.params.action_id));
  if (action === undefined) throw notFound();
  return { status: 200, body: { action: actionView(action) } };
}

/** Actions on volumes, by the id or by the name of one. */
export const VOLUME_ACTIONS: NonNullable<Kind["routes"]> = {
  "GET /v2/volumes/{volume_id}/actions": (c) =>
    newestAnswer(c, "actions", actionsOfVolume(c), actionText),
  "POST /v2/volumes/{volume_id}/actions": (c) => act(c, volumeOf(c)),
  "POST /v2/volumes/actions": (c) => act(c, volumeByName(c)),
  "GET /v2/volumes/{volume_id}/actions/{action_id}": getAction,
};
