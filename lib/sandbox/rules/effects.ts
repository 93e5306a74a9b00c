import { addImage } from "./images.ts";
import { assignIp, removeDroplet } from "./droplets.ts";
import { publicV6 } from "./addresses.ts";
import { imageFrom, readPolicy, setPolicy } from "./backups.ts";
import { findSize } from "../seed/catalogue/sizes.ts";
import { changeBilling, ofDroplet } from "../kinds/billing/charges.ts";
import { reprice } from "../kinds/engine.ts";
import { connect } from "./networks.ts";
import type {
  ActionRecord,
  DropletRecord,
  ImageRecord,
  ReservedIpRecord,
} from "../state/records.ts";
import type { Store } from "../state/store.ts";

type Effect<T> = (store: Store, resource: T, action: ActionRecord) => void;

function setStatus(status: DropletRecord["status"]): Effect<DropletRecord> {
  return (_store, droplet) => void (droplet.status = status);
}

function reimage(store: Store, droplet: DropletRecord, { params }: ActionRecord): void {
  store.droplets.change(droplet, () => droplet.image_id = params.image as number);
  droplet.status = "active";
}

const DROPLET_EFFECTS: Readonly<Record<string, Effect<DropletRecord>>> = {
  create: (store, droplet) => {
    connect(store, droplet);
    droplet.status = "active";
  },
  reboot: setStatus("active"),
  power_cycle: setStatus("active"),
  power_on: setStatus("active"),
  shutdown: setStatus("off"),
  power_off: setStatus("off"),
  password_reset: () => {},
  restore: reimage,
  rebuild: reimage,
  resize: (store, droplet, { params }) => {
    const resize = () => store.droplets.change(droplet, () => droplet.size = params.size as string);
    changeBilling(store, () => ofDroplet(droplet), resize);
    if (params.disk === true) droplet.disk = findSize(droplet.size)?.disk ?? droplet.disk;
  },
  rename: (store, droplet, { params }) => {
    store.droplets.change(droplet, () => droplet.name = params.name as string);
  },
  change_kernel: (_store, droplet, { params }) => {
    droplet.kernel_id = params.kernel as number;
  },
  enable_ipv6: (store, droplet) => {
    droplet.ipv6 = true;
    droplet.v6 = [publicV6(store.state.counters.address++)];
  },
  enable_backups: (store, droplet, { params }) => {
    const enable = () => setPolicy(store, droplet, readPolicy(params.backup_policy));
    changeBilling(store, () => ofDroplet(droplet), enable);
  },
  change_backup_policy: (store, droplet, { params }) => {
    setPolicy(store, droplet, readPolicy(params.backup_policy));
  },
  disable_backups: (store, droplet) => {
    changeBilling(store, () => ofDroplet(droplet), () => setPolicy(store, droplet, null));
  },
  snapshot: (store, droplet, action) => {
    // Clients find the snapshot that they have asked for by the start of its action.
    const { started } = action;
    const image = imageFrom(store, droplet, "snapshot", action.params.name as string, started);
    addImage(store, image);
    droplet.snapshot_ids.push(image.id);
  },
};

const IMAGE_EFFECTS: Readonly<Record<string, Effect<ImageRecord>>> = {
  create: (_store, image) => void (image.status = "available"),
  transfer: (_store, image, { params }) => {
    const region = params.region as string;
    if (!image.regions.includes(region)) image.regions.push(region);
  },
  convert: (store, image) => {
    image.type = "snapshot";
    const droplet = image.droplet_id === null ? undefined : store.droplets.find(image.droplet_id);
    if (droplet === undefined) return;
    droplet.backup_ids = droplet.backup_ids.filter((id) => id !== image.id);
    droplet.snapshot_ids.push(image.id);
  },
};

const IP_EFFECTS: Readonly<Record<string, Effect<ReservedIpRecord>>> = {
  assign_ip: (store, ip, { params }) => {
    const droplet = store.droplets.find(params.droplet_id as number);
    if (droplet !== undefined) assignIp(store, ip, droplet.id);
  },
  unassign_ip: (store, ip) => assignIp(store, ip, null),
};

function affectDroplet(store: Store, action: ActionRecord): void {
  const droplet = store.droplets.find(action.resource_id);
  if (droplet === undefined) return;
  if (action.outcome === "completed") DROPLET_EFFECTS[action.type]?.(store, droplet, action);
  // A droplet that could not be placed is gone, as if it had never been accepted.
  else if (action.type === "create") removeDroplet(store, droplet);
  droplet.locked = false;
}

function affectImage(store: Store, action: ActionRecord): void {
  const image = store.images.find(action.resource_id);
  if (image !== undefined && action.outcome === "completed") {
    IMAGE_EFFECTS[action.type]?.(store, image, action);
  }
}

function affectIp(store: Store, action: ActionRecord): void {
  const ip = store.reservedIps.get("ip", action.params.ip as string);
  if (ip === undefined) return;
  if (action.outcome === "completed") IP_EFFECTS[action.type]?.(store, ip, action);
  else if (action.params.new === true) assignIp(store, ip, null);
  ip.locked = false;
}

function affectOther(store: Store, action: ActionRecord): void {
  const place = store.resources.place(action.resource_id);
  if (place === undefined) return;
  const { path, record } = place;
  reprice(store, record, () => store.kinds?.kindAt(path)?.acted?.(store, record, action));
}

/** Lets an action that is over take effect on its resource. */
export function applyEffect(store: Store, action: ActionRecord): void {
  action.settled = true;
  if (action.resource_type === "droplet") affectDroplet(store, action);
  else if (action.resource_type === "image") affectImage(store, action);
  else if (/_ip$/.test(action.resource_type)) affectIp(store, action);
  else affectOther(store, action);
}
