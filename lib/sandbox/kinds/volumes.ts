import { findRegion } from "../seed/catalogue/regions.ts";
import { timestamp } from "../state/clock.ts";
import { ApiError, conflict, unprocessable } from "../http/errors.ts";
import type { Json, JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { optionalInteger } from "../http/validate.ts";
import { regionView } from "../routes/views.ts";
import { dropletIds, link, VOLUMES } from "./attachments.ts";
import type { Kind, KindContext } from "./kind.ts";
import { acted, checkSize, VOLUME_ACTIONS } from "./volume_actions.ts";
import { SNAPSHOTS } from "./volume_snapshots.ts";

const NAME = /^[a-z][a-z0-9_-]{0,63}$/;
// Labels are as long as the file systems allow.
const LABEL: Readonly<Record<string, number>> = { ext4: 16, xfs: 12 };

function checkName(value: unknown): void {
  if (typeof value === "string" && NAME.test(value)) return;
  throw unprocessable(
    "Name must begin with a letter, be at most 64 characters long and have only lowercase " +
      "letters, numbers and dashes.",
  );
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
  if (store.resources.in(VOLUMES).size >= store.limit("volume_limit")) {
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

/** A volume of a seed is attached by the name of its droplet. */
function attachSeed({ store }: KindContext, volume: ResourceRecord, name: Json): void {
  const droplet = store.droplets.get("name", String(name).toLowerCase());
  if (droplet === undefined) throw new Error(`there is no droplet named ${JSON.stringify(name)}`);
  if (droplet.region !== volume.fields.region) {
    throw unprocessable("The volume and the Droplet must be in the same region.");
  }
  link(volume, droplet);
}

function seedOfAttachment(store: Store, { fields }: ResourceRecord): JsonObject {
  const [id = 0] = dropletIds(fields);
  const droplet = store.droplets.find(id);
  return droplet ? { droplet: droplet.name } : {};
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
    moreOf: seedOfAttachment,
  },
  unique: {
    fields: ["name", "region"],
    message: "A volume with this name already exists in this region.",
  },
  defaults: { region: "nyc3", description: "", filesystem_type: "", filesystem_label: "" },
  create,
  remove,
  view,
  acted,
  routes: VOLUME_ACTIONS,
};
