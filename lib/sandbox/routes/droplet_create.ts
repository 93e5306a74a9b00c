import { addDroplet } from "../rules/droplets.ts";
import { findImage } from "../rules/images.ts";
import { findKey } from "../rules/ssh_key.ts";
import { startDropletAction } from "../rules/actions.ts";
import { readPolicy, setPolicy } from "../rules/backups.ts";
import { findRegion, REGIONS } from "../seed/catalogue/regions.ts";
import { type CatalogueSize, findSize } from "../seed/catalogue/sizes.ts";
import { unprocessable } from "../http/errors.ts";
import { joinDefaultProject } from "../kinds/membership.ts";
import { attachAll, volumesFor } from "../kinds/attachments.ts";
import { regionOfVpc, vpcFor } from "../kinds/vpcs.ts";
import type { Answer, Context } from "../http/router.ts";
import type { ActionRecord, DropletRecord, ImageRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import {
  optionalBoolean,
  optionalList,
  optionalString,
  requiredString,
  tagNames,
} from "../http/validate.ts";
import { actionLink, dropletView } from "./views.ts";

type Body = Readonly<Record<string, unknown>>;

const NAME = /^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/;
const MAX_NAMES = 10;
const MAX_USER_DATA = 65536;

// How many droplets share a machine before the next one is taken.
const HOST_CAPACITY = 4;

/**
 * The name of a droplet, checked.
 *
 * @throws {ApiError} 422 if it could not be a host name.
 */
export function dropletName(value: unknown): string {
  if (typeof value !== "string" || value === "") throw unprocessable("Name can't be blank");
  if (value.length > 255) throw unprocessable("Name is too long (maximum is 255 characters)");
  if (!NAME.test(value)) {
    throw unprocessable("Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
  }
  return value;
}

function readNames(body: Body): string[] {
  const names = optionalList(body, "names");
  if (names === undefined) return [dropletName(body.name)];
  if (body.name !== undefined && body.name !== null) {
    throw unprocessable("You can specify either name or names, not both.");
  }
  if (names.length === 0) throw unprocessable("Names can't be blank");
  if (names.length > MAX_NAMES) {
    throw unprocessable(`You can only create up to ${MAX_NAMES} Droplets at a time.`);
  }
  return names.map(dropletName);
}

/** The image that a body names by id or slug. */
export function readImage(store: Store, body: Body, purpose: string): ImageRecord {
  const { image } = body;
  const found = typeof image === "number" || typeof image === "string"
    ? findImage(store, image)
    : undefined;
  if (found?.status !== "available") {
    throw unprocessable(`You specified an invalid image for Droplet ${purpose}.`);
  }
  return found;
}

function readSize(body: Body): CatalogueSize {
  const size = typeof body.size === "string" ? findSize(body.size) : undefined;
  if (size === undefined) {
    throw unprocessable("You specified an invalid size for Droplet creation.");
  }
  return size;
}

function fits(image: ImageRecord, region: string): boolean {
  return image.public || image.regions.includes(region);
}

/**
 * Whether a region is left open: it is not said, or by the prefix of several such as "nyc". That
 * of the VPC is chosen then, or one that has room.
 */
function isOpen(slug: string): boolean {
  return slug === "" || REGIONS.some((region) => region.slug.replace(/\d+$/, "") === slug);
}

function readRegion(
  store: Store,
  body: Body,
  size: CatalogueSize,
  image: ImageRecord,
): string {
  const wanted = optionalString(body, "region") ?? "";
  const own = regionOfVpc(store, body.vpc_uuid);
  const slug = isOpen(wanted) && own?.startsWith(wanted) ? own : wanted;
  if (isOpen(slug)) {
    const any = REGIONS.find((r) =>
      r.available && r.slug.startsWith(slug) && size.regions.includes(r.slug) &&
      fits(image, r.slug)
    );
    if (any === undefined) {
      throw unprocessable("Image is not available in any region of that size.");
    }
    return any.slug;
  }
  if (findRegion(slug)?.available !== true) {
    throw unprocessable("You specified an invalid region for Droplet creation.");
  }
  if (!size.regions.includes(slug)) throw unprocessable("Size is not available in this region.");
  if (!fits(image, slug)) throw unprocessable("Image is not available in the selected region.");
  return slug;
}

function readKeys(store: Store, body: Body): number[] {
  const ids: number[] = [];
  const unknown: string[] = [];
  for (const value of optionalList(body, "ssh_keys") ?? []) {
    const key = typeof value === "number" || typeof value === "string"
      ? findKey(store, value)
      : undefined;
    if (key === undefined) unknown.push(typeof value === "string" ? value : JSON.stringify(value));
    else ids.push(key.id);
  }
  if (unknown.length > 0) {
    throw unprocessable(`${unknown.join(", ")} are invalid key identifiers for Droplet creation.`);
  }
  return ids;
}

function readUserData(body: Body): string | null {
  const userData = optionalString(body, "user_data") ?? null;
  if (userData !== null && new TextEncoder().encode(userData).length > MAX_USER_DATA) {
    throw unprocessable("User data is too long (maximum is 64 KiB)");
  }
  return userData;
}

/** The number of the machine that the next droplet of a region runs on. */
export function nextHost(store: Store, region: string): number {
  const { placed } = store.state.counters;
  const count = placed[region] ?? 0;
  placed[region] = count + 1;
  const index = REGIONS.findIndex(({ slug }) => slug === region);
  return (index + 1) * 1_000_000 + Math.floor(count / HOST_CAPACITY);
}

type Template = Omit<DropletRecord, "id" | "name" | "host" | "vpc_uuid">;

function readTemplate(store: Store, body: Body): Template {
  const size = readSize(body);
  const image = readImage(store, body, "creation");
  const region = readRegion(store, body, size, image);
  if (size.disk < image.min_disk_size) {
    throw unprocessable(`Image requires a disk of at least ${image.min_disk_size} GB.`);
  }
  optionalBoolean(body, "private_networking");
  optionalBoolean(body, "with_droplet_agent");
  const backups = optionalBoolean(body, "backups") ?? false;
  return {
    status: "new",
    locked: true,
    created: store.clock.now(),
    region,
    size: size.slug,
    disk: size.disk,
    image_id: image.id,
    kernel_id: null,
    ipv6: optionalBoolean(body, "ipv6") ?? false,
    monitoring: optionalBoolean(body, "monitoring") ?? false,
    public_networking: optionalBoolean(body, "public_networking") ?? true,
    backup_policy: backups ? readPolicy(body.backup_policy) : null,
    next_backup: null,
    backup_ids: [],
    snapshot_ids: [],
    v4: [],
    v6: [],
    tags: tagNames(body),
    volume_ids: [],
    key_ids: readKeys(store, body),
    user_data: readUserData(body),
  };
}

/**
 * Checks that the account may have so many more droplets.
 *
 * @throws {ApiError} 422 if it may not.
 */
export function checkDropletLimit(store: Store, more: number): void {
  if (store.droplets.size + more > store.limit("droplet_limit")) {
    throw unprocessable("creating this/these droplet(s) will exceed your droplet limit");
  }
}

/** A new droplet with the action that brings it up. */
interface Made {
  readonly droplet: DropletRecord;
  readonly action: ActionRecord;
}

/** What droplets to be made have in common. */
interface Plan {
  readonly template: Template;
  readonly volumes: readonly ResourceRecord[];
  readonly vpc: ResourceRecord;
}

/**
 * Checks whether so many droplets can be made.
 *
 * @param body What a request to create a droplet says, but for its name.
 * @throws {ApiError} 422 if the body is wrong or the account may not have so many.
 */
export function planDroplets(store: Store, body: Body, count: number): Plan {
  const template = readTemplate(store, body);
  checkDropletLimit(store, count);
  const volumes = volumesFor(store, optionalList(body, "volumes") ?? [], template.region);
  if (volumes.length > 0 && count > 1) {
    throw unprocessable("Volumes can be attached to one Droplet only.");
  }
  // Last of all that may be refused, since it makes the default VPC of the region.
  const vpc = vpcFor(store, optionalString(body, "vpc_uuid"), template.region);
  return { template, volumes, vpc };
}

/**
 * Makes droplets that differ in their names only, for a request or for a kind that consists of
 * droplets. Nothing is made if anything is wrong.
 *
 * @param body What a request to create a droplet says, but for its name.
 * @throws {ApiError} 422 if the body is wrong or the account may not have so many.
 */
export function makeDroplets(store: Store, body: Body, names: readonly string[]): Made[] {
  const { template, volumes, vpc } = planDroplets(store, body, names.length);
  return names.map((name) => {
    const droplet: DropletRecord = {
      ...structuredClone(template),
      id: store.state.counters.droplet++,
      name,
      host: nextHost(store, template.region),
      vpc_uuid: vpc.key,
    };
    addDroplet(store, droplet);
    attachAll(volumes, droplet);
    joinDefaultProject(store, `do:droplet:${droplet.id}`);
    if (template.backup_policy !== null) setPolicy(store, droplet, droplet.backup_policy);
    return { droplet, action: startDropletAction(store, droplet, "create") };
  });
}

/** Makes droplets: one by `name`, up to ten by `names`. Nothing is made if anything is wrong. */
export function createDroplets({ store, body, url }: Context): Answer {
  const names = readNames(body);
  requiredString(body, "size");
  const all = makeDroplets(store, body, names);
  const views = all.map(({ droplet }) => dropletView(store, droplet));
  const made = body.names === undefined || body.names === null
    ? { droplet: views[0] }
    : { droplets: views };
  const actions = all.map(({ action }) => actionLink(url, action));
  return { status: 202, body: { ...made, links: { actions } } };
}
