import { taggedWith } from "../rules/tags.ts";
import { startDropletAction } from "../rules/actions.ts";
import { readPolicy } from "../rules/backups.ts";
import { KERNELS } from "../seed/catalogue/kernels.ts";
import { findSize } from "../seed/catalogue/sizes.ts";
import { timestamp } from "../state/clock.ts";
import { ApiError, unprocessable } from "../http/errors.ts";
import type { Json } from "../state/json.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { ActionRecord, DropletRecord } from "../state/records.ts";
import {
  optionalBoolean,
  optionalInteger,
  optionalString,
  requiredString,
} from "../http/validate.ts";
import { actionView } from "./views.ts";
import { getActionOf, listActionsOf } from "./actions.ts";
import { dropletName, readImage } from "../rules/droplet_template.ts";
import { dropletOf } from "./droplets.ts";

type Params = { [key: string]: Json };

/** Checks that a droplet can take an action now, and gives what the action needs to know. */
type Preparation = (c: Context, droplet: DropletRecord) => Params;

function mustBeOn(droplet: DropletRecord): void {
  if (droplet.status === "off") {
    throw unprocessable("Droplet is currently off. Please power it on to run this event.");
  }
}

const running: Preparation = (_c, droplet) => {
  mustBeOn(droplet);
  return {};
};

function policyParam(c: Context): Params {
  return { backup_policy: readPolicy(c.body.backup_policy) as unknown as Json };
}

const resize: Preparation = (c, droplet) => {
  const size = findSize(requiredString(c.body, "size"));
  const disk = optionalBoolean(c.body, "disk") ?? false;
  if (size === undefined || size.gpu_info !== undefined || !size.regions.includes(droplet.region)) {
    throw unprocessable("You specified an invalid size for Droplet resizing.");
  }
  if (droplet.status !== "off") {
    throw unprocessable("Droplet is currently on. Please power it off to run this event.");
  }
  if (size.slug === droplet.size && !(disk && size.disk > droplet.disk)) {
    throw unprocessable("Droplet is already this size.");
  }
  if (size.disk < droplet.disk) {
    throw unprocessable("This size is not available because it has a smaller disk.");
  }
  return { size: size.slug, disk };
};

const restore: Preparation = (c, droplet) => {
  const image = readImage(c.store, c.body, "restoration");
  if (image.type !== "backup" || image.droplet_id !== droplet.id) {
    throw unprocessable("The image must be a backup of this Droplet.");
  }
  return { image: image.id };
};

const rebuild: Preparation = (c, droplet) => {
  const image = readImage(c.store, c.body, "rebuild");
  if (!image.public && !image.regions.includes(droplet.region)) {
    throw unprocessable("Image is not available in the Droplet's region.");
  }
  if (image.min_disk_size > droplet.disk) {
    throw unprocessable(`Image requires a disk of at least ${image.min_disk_size} GB.`);
  }
  return { image: image.id };
};

const changeKernel: Preparation = (c) => {
  const kernel = optionalInteger(c.body, "kernel");
  if (!KERNELS.some(({ id }) => id === kernel)) {
    throw unprocessable("You specified an invalid kernel for this Droplet.");
  }
  return { kernel: kernel as number };
};

const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  reboot: running,
  power_cycle: running,
  shutdown: running,
  power_off: (_c, droplet) => {
    if (droplet.status === "off") throw unprocessable("Droplet is already powered off.");
    return {};
  },
  // What is on may be turned on again: Ansible does so with each droplet that it has made.
  power_on: () => ({}),
  password_reset: running,
  restore,
  resize,
  rebuild,
  rename: (c) => ({ name: dropletName(c.body.name) }),
  change_kernel: changeKernel,
  enable_ipv6: (_c, droplet) => {
    if (droplet.ipv6) throw unprocessable("IPv6 is already enabled on this Droplet.");
    return {};
  },
  enable_backups: (c, droplet) => {
    if (droplet.backup_policy) {
      throw unprocessable("Backups are already enabled on this Droplet.");
    }
    return policyParam(c);
  },
  disable_backups: (_c, droplet) => {
    if (!droplet.backup_policy) throw unprocessable("Backups are not enabled on this Droplet.");
    return {};
  },
  change_backup_policy: (c, droplet) => {
    if (!droplet.backup_policy) throw unprocessable("Backups are not enabled on this Droplet.");
    if (c.body.backup_policy === undefined) throw unprocessable("Backup policy can't be blank");
    return policyParam(c);
  },
  snapshot: (c, droplet) => {
    const name = optionalString(c.body, "name")?.trim();
    return { name: name || `${droplet.name}-${timestamp(c.now)}` };
  },
};

// Actions that used to exist; their names are known and nothing takes them any more.
const RETIRED: ReadonlySet<string> = new Set(["upgrade", "enable_private_networking"]);

const BY_TAG: ReadonlySet<string> = new Set([
  "power_cycle",
  "power_on",
  "power_off",
  "shutdown",
  "enable_ipv6",
  "enable_backups",
  "disable_backups",
  "snapshot",
]);

function readType(c: Context): string {
  const type = requiredString(c.body, "type");
  if (RETIRED.has(type)) {
    throw unprocessable(`The action ${type} is no longer supported.`);
  }
  if (!Object.hasOwn(PREPARATIONS, type)) {
    throw unprocessable(`Type ${JSON.stringify(type)} is not a valid Droplet action.`);
  }
  return type;
}

function start(c: Context, droplet: DropletRecord, type: string): ActionRecord {
  if (droplet.locked) throw unprocessable("Droplet already has a pending event.");
  const params = (PREPARATIONS[type] as Preparation)(c, droplet);
  return startDropletAction(c.store, droplet, type, params);
}

function act(c: Context): Answer {
  const droplet = dropletOf(c);
  const action = start(c, droplet, readType(c));
  return { status: 201, body: { action: actionView(action) } };
}

function actByTag(c: Context): Answer {
  const tag = c.query.get("tag_name");
  if (tag === null || tag === "") throw unprocessable("Tag name can't be blank");
  const type = readType(c);
  if (!BY_TAG.has(type)) throw unprocessable(`The action ${type} is not supported for tags.`);
  const actions: ActionRecord[] = [];
  for (const droplet of taggedWith(c.store, "droplets", tag).items) {
    try {
      actions.push(start(c, droplet, type));
    } catch (error) {
      // Droplets that cannot take the action are passed over; the others take it.
      if (!(error instanceof ApiError)) throw error;
    }
  }
  return { status: 201, body: { actions: actions.map(actionView) } };
}

/** Actions on droplets. */
export const DROPLET_ACTION_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/droplets/{droplet_id}/actions",
    scope: "droplet:read",
    handler: (c) => listActionsOf(c, "droplet", dropletOf(c).id),
  },
  {
    method: "POST",
    path: "/v2/droplets/{droplet_id}/actions",
    scope: "droplet:update",
    handler: act,
  },
  { method: "POST", path: "/v2/droplets/actions", scope: "droplet:update", handler: actByTag },
  {
    method: "GET",
    path: "/v2/droplets/{droplet_id}/actions/{action_id}",
    scope: "droplet:read",
    handler: (c) => getActionOf(c, "droplet", dropletOf(c).id),
  },
];
