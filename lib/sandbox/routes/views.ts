import { type JsonText, textWith } from "../http/json_text.ts";
import { imageOf } from "../rules/images.ts";
import { windowView } from "../rules/backups.ts";
import { KERNELS } from "../seed/catalogue/kernels.ts";
import { findRegion, REGIONS } from "../seed/catalogue/regions.ts";
import { findSize, sizesIn } from "../seed/catalogue/sizes.ts";
import { timestamp } from "../state/clock.ts";
import { projectOf } from "../kinds/membership.ts";
import type {
  ActionRecord,
  DropletRecord,
  ImageRecord,
  ReservedIpRecord,
} from "../state/records.ts";
import type { Store } from "../state/store.ts";

/** A region in the API's JSON. */
export interface RegionView {
  readonly name: string;
  readonly slug: string;
  readonly features: readonly string[];
  readonly available: boolean;
  readonly sizes: readonly string[];
}

/** Every region in the API's JSON. */
export const REGION_VIEWS: readonly RegionView[] = REGIONS.map(
  ({ name, slug, features, available }) => ({
    name,
    slug,
    features,
    available,
    sizes: sizesIn(slug),
  }),
);

const REGION_BY_SLUG = new Map(REGION_VIEWS.map((view) => [view.slug, view]));

/** A region in the API's JSON, by slug. */
export function regionView(slug: string | null): RegionView | null {
  if (slug === null) return null;
  return REGION_BY_SLUG.get(slug) ??
    { name: findRegion(slug)?.name ?? slug, slug, features: [], available: false, sizes: [] };
}

const PUBLIC_VIEWS = new WeakMap<ImageRecord, Record<string, unknown>>();

/** An image in the API's JSON; a public one is the same object each time. */
export function imageView(image: ImageRecord): Record<string, unknown> {
  const known = PUBLIC_VIEWS.get(image);
  if (known) return known;
  const { description, tags, status } = image;
  const view = { ...dropletImageView(image), description, tags, status, error_message: "" };
  if (image.public) PUBLIC_VIEWS.set(image, view);
  return view;
}

/** A snapshot or backup as the lists of a droplet show it. */
export function dropletImageView(image: ImageRecord): Record<string, unknown> {
  return {
    id: image.id,
    name: image.name,
    distribution: image.distribution,
    slug: image.slug,
    public: image.public,
    regions: image.regions,
    created_at: timestamp(image.created),
    min_disk_size: image.min_disk_size,
    type: image.type,
    size_gigabytes: image.size_gigabytes,
  };
}

/** What an action has beside its region. */
function ownOfAction(action: ActionRecord): Record<string, unknown> {
  return {
    id: action.id,
    status: action.status,
    type: action.type,
    started_at: timestamp(action.started),
    completed_at: action.completed === null ? null : timestamp(action.completed),
    // Volumes have no number that their actions could name.
    resource_id: action.resource_type === "volume" ? null : action.resource_id,
    resource_type: action.resource_type,
    region_slug: action.region,
  };
}

/** An action in the API's JSON. */
export function actionView(action: ActionRecord): Record<string, unknown> {
  return { ...ownOfAction(action), region: regionView(action.region) };
}

/** The same as text, for lists. */
export function actionText(action: ActionRecord): JsonText {
  return textWith(ownOfAction(action), { region: regionView(action.region) });
}

/** The entry of an answer's `links.actions`. */
export function actionLink(
  url: URL,
  action: ActionRecord,
  rel: string = action.type,
): Record<string, unknown> {
  return { id: action.id, rel, href: `${url.origin}/v2/actions/${action.id}` };
}

function features(droplet: DropletRecord): string[] {
  const list = ["droplet_agent", "private_networking"];
  if (droplet.backup_policy !== null) list.unshift("backups");
  if (droplet.ipv6) list.push("ipv6");
  if (droplet.monitoring) list.push("monitoring");
  return list;
}

/** The fields of a droplet in the API's JSON: its own, and those that the catalogue has. */
function fieldsOf(store: Store, droplet: DropletRecord) {
  const size = findSize(droplet.size);
  const image = imageOf(store, droplet);
  const own: Record<string, unknown> = {
    id: droplet.id,
    name: droplet.name,
    memory: size?.memory ?? 0,
    vcpus: size?.vcpus ?? 0,
    disk: droplet.disk,
    disk_info: [{ type: "local", size: { amount: droplet.disk, unit: "gib" } }],
    locked: droplet.locked,
    status: droplet.status,
    kernel: KERNELS.find((kernel) => kernel.id === droplet.kernel_id) ?? null,
    created_at: timestamp(droplet.created),
    features: features(droplet),
    backup_ids: droplet.backup_ids,
    next_backup_window: windowView(droplet),
    snapshot_ids: droplet.snapshot_ids,
    volume_ids: droplet.volume_ids,
    size_slug: droplet.size,
    networks: { v4: droplet.v4, v6: droplet.v6 },
    tags: droplet.tags,
    vpc_uuid: droplet.vpc_uuid,
  };
  const constants: Record<string, object | null> = { region: regionView(droplet.region) };
  if (size) constants.size = size;
  else own.size = { slug: droplet.size };
  if (size?.gpu_info) constants.gpu_info = size.gpu_info;
  // A private image changes, and of one that was deleted nothing but the id is left.
  if (image?.public) constants.image = imageView(image);
  else own.image = image ? imageView(image) : { id: droplet.image_id };
  return { own, constants };
}

/** A droplet in the API's JSON. */
export function dropletView(store: Store, droplet: DropletRecord): Record<string, unknown> {
  const { own, constants } = fieldsOf(store, droplet);
  return { ...own, ...constants };
}

/** The same as text, for lists. */
export function dropletText(store: Store, droplet: DropletRecord): JsonText {
  const { own, constants } = fieldsOf(store, droplet);
  return textWith(own, constants);
}

/** A floating or reserved IP in the API's JSON. */
export function reservedIpView(store: Store, ip: ReservedIpRecord): Record<string, unknown> {
  const droplet = ip.droplet_id === null ? undefined : store.droplets.find(ip.droplet_id);
  return {
    ip: ip.ip,
    region: regionView(ip.region),
    droplet: droplet ? dropletView(store, droplet) : null,
    locked: ip.locked,
    project_id: projectOf(store, `do:floatingip:${ip.ip}`),
  };
}
