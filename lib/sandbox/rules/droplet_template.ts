import { unprocessable } from "../http/errors.ts";
import { optionalBoolean, optionalList, optionalString, tagNames } from "../http/validate.ts";
import { regionOfVpc } from "../kinds/vpcs.ts";
import { findRegion, REGIONS } from "../seed/catalogue/regions.ts";
import { type CatalogueSize, findSize } from "../seed/catalogue/sizes.ts";
import type { DropletRecord, ImageRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { readPolicy } from "./backups.ts";
import { findImage } from "./images.ts";
import { findKey } from "./ssh_key.ts";

type Body = Readonly<Record<string, unknown>>;

const NAME = /^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/;
const MAX_USER_DATA = 65536;

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

/** What the droplets of a request have in common. */
export type DropletTemplate = Omit<DropletRecord, "id" | "name" | "host" | "vpc_uuid">;

/**
 * Reads what the droplets of a request have in common.
 *
 * @throws {ApiError} 422 if something of it is wrong.
 */
export function readTemplate(store: Store, body: Body): DropletTemplate {
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
