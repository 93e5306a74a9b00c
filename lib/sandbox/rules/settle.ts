import { publicV6 } from "./addresses.ts";
import { imageFrom, readPolicy, setPolicy, takeBackup } from "./backups.ts";
import { findSize } from "../seed/catalogue/sizes.ts";
import { settleResource } from "../kinds/engine.ts";
import { kindAt } from "../kinds/mod.ts";
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
  restore: (store, droplet, { params }) => {
    store.reimageDroplet(droplet, params.image as number);
    droplet.status = "active";
  },
  rebuild: (store, droplet, { params }) => {
    store.reimageDroplet(droplet, params.image as number);
    droplet.status = "active";
  },
  resize: (store, droplet, { params }) => {
    store.resizeDroplet(droplet, params.size as string);
    if (params.disk === true) droplet.disk = findSize(droplet.size)?.disk ?? droplet.disk;
  },
  rename: (store, droplet, { params }) => store.renameDroplet(droplet, params.name as string),
  change_kernel: (_store, droplet, { params }) => {
    droplet.kernel_id = params.kernel as number;
  },
  enable_ipv6: (store, droplet) => {
    droplet.ipv6 = true;
    droplet.v6 = [publicV6(store.state.counters.address++)];
  },
  enable_backups: (store, droplet, { params }) => {
    setPolicy(store, droplet, readPolicy(params.backup_policy));
  },
  change_backup_policy: (store, droplet, { params }) => {
    setPolicy(store, droplet, readPolicy(params.backup_policy));
  },
  disable_backups: (store, droplet) => setPolicy(store, droplet, null),
  snapshot: (store, droplet, action) => {
    // Clients find the snapshot that they have asked for by the start of its action.
    const { started } = action;
    const image = imageFrom(store, droplet, "snapshot", action.params.name as string, started);
    store.addImage(image);
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
    if (droplet !== undefined) store.reservedIps.assign(ip, droplet.id);
  },
  unassign_ip: (store, ip) => store.reservedIps.assign(ip, null),
};

function settleDroplet(store: Store, action: ActionRecord): void {
  const droplet = store.droplets.find(action.resource_id);
  if (droplet === undefined) return;
  if (action.outcome === "completed") DROPLET_EFFECTS[action.type]?.(store, droplet, action);
  // A droplet that could not be placed is gone, as if it had never been accepted.
  else if (action.type === "create") store.removeDroplet(droplet);
  droplet.locked = false;
}

function settleImage(store: Store, action: ActionRecord): void {
  const image = store.images.find(action.resource_id);
  if (image !== undefined && action.outcome === "completed") {
    IMAGE_EFFECTS[action.type]?.(store, image, action);
  }
}

function settleIp(store: Store, action: ActionRecord): void {
  const ip = store.reservedIps.named(action.params.ip as string);
  if (ip === undefined) return;
  if (action.outcome === "completed") IP_EFFECTS[action.type]?.(store, ip, action);
  else if (action.params.new === true) store.reservedIps.assign(ip, null);
  ip.locked = false;
}

function settleOther(store: Store, action: ActionRecord): void {
  const place = store.resources.place(action.resource_id);
  if (place) kindAt(place.path)?.acted?.(store, place.record, action);
}

function settleAction(store: Store, action: ActionRecord): void {
  action.settled = true;
  if (action.resource_type === "droplet") settleDroplet(store, action);
  else if (action.resource_type === "image") settleImage(store, action);
  else if (/_ip$/.test(action.resource_type)) settleIp(store, action);
  else settleOther(store, action);
}

function finish(store: Store, action: ActionRecord, at: number): void {
  action.status = action.outcome;
  action.completed = at;
  if (store.options.statusLag === 0) settleAction(store, action);
  else store.events.push({ at: at + store.options.statusLag, kind: "action", id: action.id });
}

function settleAt(store: Store, id: number, at: number | null): void {
  const place = store.resources.place(id);
  if (place) settleResource(store, kindAt(place.path), place.record, at);
}

/** Lets everything happen that has fallen due by now, in order. */
export function settle(store: Store): void {
  const now = store.clock.now();
  for (let event = store.events.popDue(now); event; event = store.events.popDue(now)) {
    if (event.kind === "backup") {
      const droplet = store.droplets.find(event.id);
      // An event whose droplet has another appointment by now is left over from before.
      if (droplet?.next_backup === event.at) takeBackup(store, droplet, event.at);
      continue;
    }
    if (event.kind === "resource") {
      settleAt(store, event.id, event.at);
      continue;
    }
    const action = store.actions.find(event.id);
    if (action === undefined || action.settled) continue;
    if (action.status === "in-progress") finish(store, action, event.at);
    else settleAction(store, action);
  }
}

/** Ends an action at once and lets it take effect, whatever the clock says. */
export function completeNow(store: Store, action: ActionRecord): void {
  store.waiting.delete(action.id);
  action.status = action.outcome;
  action.completed = store.clock.now();
  settleAction(store, action);
}

/** Ends the actions that wait for the clock to be advanced by hand. */
export function settleWaiting(store: Store): void {
  const now = store.clock.now();
  const waiting = [...store.waiting];
  store.waiting.clear();
  for (const id of waiting) {
    const action = store.actions.find(id);
    if (action?.status === "in-progress") finish(store, action, now);
  }
  const resources = [...store.waitingResources];
  store.waitingResources.clear();
  for (const id of resources) settleAt(store, id, null);
}
