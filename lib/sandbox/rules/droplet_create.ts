import { unprocessable } from "../http/errors.ts";
import { optionalList, optionalString } from "../http/validate.ts";
import { attachAll, volumesFor } from "../kinds/attachments.ts";
import { joinDefaultProject } from "../kinds/membership.ts";
import { vpcFor } from "../kinds/vpcs.ts";
import { REGIONS } from "../seed/catalogue/regions.ts";
import type { ActionRecord, DropletRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { startDropletAction } from "./actions.ts";
import { setPolicy } from "./backups.ts";
import { type DropletTemplate, readTemplate } from "./droplet_template.ts";
import { addDroplet } from "./droplets.ts";

type Body = Readonly<Record<string, unknown>>;

// How many droplets share a machine before the next one is taken.
const HOST_CAPACITY = 4;

/** The number of the machine that the next droplet of a region runs on. */
function nextHost(store: Store, region: string): number {
  const { placed } = store.state.counters;
  const count = placed[region] ?? 0;
  placed[region] = count + 1;
  const index = REGIONS.findIndex(({ slug }) => slug === region);
  return (index + 1) * 1_000_000 + Math.floor(count / HOST_CAPACITY);
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
  readonly template: DropletTemplate;
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
