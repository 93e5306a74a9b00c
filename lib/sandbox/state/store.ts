import { findPublicImage } from "../seed/catalogue/images.ts";
import { findSize } from "../seed/catalogue/sizes.ts";
import { Clock } from "./clock.ts";
import { notFound } from "../http/errors.ts";
import { EventQueue } from "./events.ts";
import { leave } from "../kinds/membership.ts";
import { detachAll } from "../kinds/attachments.ts";
import { leavePool } from "../kinds/autoscale/members.ts";
import { DnsIndex, DomainIndex, KeyIndex, ReservedIpIndex, resourceKey } from "./indexes.ts";
import { Groups, SortedList } from "./sorted.ts";
import type { ActionRecord, DropletRecord, ImageRecord, TagRecord } from "./records.ts";
import { Resources } from "./resources.ts";
import type { SandboxState } from "./state.ts";

/** The settings that decide how time passes. */
export interface StoreOptions {
  readonly now: () => number;
  /** Milliseconds; Infinity waits for the clock to be advanced by hand. */
  readonly actionTime: number;
  readonly statusLag: number;
  readonly listLag: number;
  /** Whether the limits of the account count. */
  readonly limited: boolean;
}

/**
 * The state together with the indexes that keep every lookup and every page of a list as quick
 * with a hundred thousand droplets as with ten. Only this class adds to and takes from the lists.
 */
export class Store {
  readonly options: StoreOptions;
  readonly clock: Clock;
  state: SandboxState;

  droplets!: SortedList<DropletRecord>;
  plainDroplets!: SortedList<DropletRecord>;
  gpuDroplets!: SortedList<DropletRecord>;
  dropletsByName!: Groups<string, DropletRecord>;
  dropletsByTag!: Groups<string, DropletRecord>;
  dropletsByHost!: Groups<number, DropletRecord>;
  dropletsByVpc!: Groups<string, DropletRecord>;
  /** How many droplets were made from each image. */
  imageUses!: Map<number, number>;
  actions!: SortedList<ActionRecord>;
  actionsByResource!: Groups<string, ActionRecord>;
  images!: SortedList<ImageRecord>;
  imagesByTag!: Groups<string, ImageRecord>;
  keys!: KeyIndex;
  domains!: DomainIndex;
  records!: DnsIndex;
  reservedIps!: ReservedIpIndex;
  tags!: SortedList<TagRecord>;
  tagsByName!: Map<string, TagRecord>;
  resources!: Resources;
  events!: EventQueue;
  /** Ids of the actions that wait for the clock to be advanced by hand. */
  waiting!: Set<number>;
  /** Numbers of the resources that wait for the same. */
  waitingResources!: Set<number>;
  /** Actions made by the request being answered, for faults that want them to fail. */
  made: ActionRecord[] = [];
  #limited: boolean;

  constructor(state: SandboxState, options: StoreOptions) {
    this.options = options;
    this.#limited = options.limited;
    this.clock = new Clock(options.now, () => this.state);
    this.state = state;
    this.load(state);
  }

  /** How many things of a kind the account may have. */
  limit(name: "droplet_limit" | "floating_ip_limit" | "volume_limit"): number {
    return this.#limited ? this.state.account[name] : Infinity;
  }

  /** Does something for which the limits of the account do not count. */
  withoutLimits(work: () => void): void {
    this.#limited = false;
    try {
      work();
    } finally {
      this.#limited = this.options.limited;
    }
  }

  /** Takes a state over (it is not copied) and indexes it. */
  load(state: SandboxState): void {
    this.state = state;
    this.#indexDroplets(state);
    this.#indexActions(state);
    this.images = new SortedList(state.images);
    this.imagesByTag = new Groups();
    for (const image of state.images) {
      for (const tag of image.tags) this.imagesByTag.add(tag, image);
    }
    this.keys = new KeyIndex(state.keys);
    this.domains = new DomainIndex(state.domains);
    this.records = new DnsIndex(state.records);
    this.reservedIps = new ReservedIpIndex(state.reserved_ips);
    this.tags = new SortedList(state.tags);
    this.tagsByName = new Map(state.tags.map((tag) => [tag.name.toLowerCase(), tag]));
    this.waitingResources = new Set();
    this.resources = new Resources(state.resources, {
      nextId: () => this.state.counters.resource++,
      schedule: ({ id }, { at }) => {
        if (at === null) this.waitingResources.add(id);
        else this.events.push({ at, kind: "resource", id });
      },
    });
  }

  #indexDroplets(state: SandboxState): void {
    this.events = new EventQueue();
    this.droplets = new SortedList(state.droplets);
    this.plainDroplets = new SortedList();
    this.gpuDroplets = new SortedList();
    this.dropletsByName = new Groups();
    this.dropletsByTag = new Groups();
    this.dropletsByHost = new Groups();
    this.dropletsByVpc = new Groups();
    this.imageUses = new Map();
    for (const droplet of state.droplets) this.#indexDroplet(droplet);
  }

  #indexDroplet(droplet: DropletRecord): void {
    this.#kind(droplet).add(droplet);
    this.dropletsByName.add(droplet.name.toLowerCase(), droplet);
    this.dropletsByHost.add(droplet.host, droplet);
    this.dropletsByVpc.add(droplet.vpc_uuid, droplet);
    this.#countUse(droplet.image_id, 1);
    for (const tag of droplet.tags) this.dropletsByTag.add(tag, droplet);
    this.scheduleBackup(droplet);
  }

  #indexActions(state: SandboxState): void {
    this.actions = new SortedList(state.actions);
    this.actionsByResource = new Groups();
    this.waiting = new Set();
    for (const action of state.actions) {
      this.actionsByResource.add(resourceKey(action.resource_type, action.resource_id), action);
      this.#schedule(action);
    }
  }

  #schedule(action: ActionRecord): void {
    if (action.settled) return;
    if (action.status !== "in-progress") {
      this.events.push({
        at: (action.completed ?? 0) + this.options.statusLag,
        kind: "action",
        id: action.id,
      });
    } else if (action.due === null) this.waiting.add(action.id);
    else this.events.push({ at: action.due, kind: "action", id: action.id });
  }

  #countUse(imageId: number, change: 1 | -1): void {
    const count = (this.imageUses.get(imageId) ?? 0) + change;
    if (count > 0) this.imageUses.set(imageId, count);
    else this.imageUses.delete(imageId);
  }

  #kind(droplet: DropletRecord): SortedList<DropletRecord> {
    return findSize(droplet.size)?.gpu_info === undefined ? this.plainDroplets : this.gpuDroplets;
  }

  /** Puts the next backup of a droplet on the calendar, if it has one. */
  scheduleBackup(droplet: DropletRecord): void {
    if (droplet.next_backup === null) return;
    this.events.push({ at: droplet.next_backup, kind: "backup", id: droplet.id });
  }

  addDroplet(droplet: DropletRecord): void {
    droplet.tags = this.#spelled(droplet.tags);
    this.droplets.add(droplet);
    this.#indexDroplet(droplet);
    for (const tag of droplet.tags) this.touchTag(tag).last_droplet = droplet.id;
  }

  removeDroplet(droplet: DropletRecord): void {
    this.droplets.remove(droplet);
    this.#kind(droplet).remove(droplet);
    this.dropletsByName.remove(droplet.name.toLowerCase(), droplet);
    this.dropletsByHost.remove(droplet.host, droplet);
    this.dropletsByVpc.remove(droplet.vpc_uuid, droplet);
    detachAll(this, droplet);
    leavePool(this, droplet);
    leave(this, `do:droplet:${droplet.id}`);
    this.#countUse(droplet.image_id, -1);
    for (const tag of droplet.tags) this.dropletsByTag.remove(tag, droplet);
    for (const ip of [...this.reservedIps.of(droplet.id).items]) this.reservedIps.assign(ip, null);
  }

  renameDroplet(droplet: DropletRecord, name: string): void {
    this.dropletsByName.remove(droplet.name.toLowerCase(), droplet);
    droplet.name = name;
    this.dropletsByName.add(name.toLowerCase(), droplet);
  }

  resizeDroplet(droplet: DropletRecord, size: string): void {
    this.#kind(droplet).remove(droplet);
    droplet.size = size;
    this.#kind(droplet).add(droplet);
  }

  /** Puts another image on a droplet. */
  reimageDroplet(droplet: DropletRecord, imageId: number): void {
    this.#countUse(droplet.image_id, -1);
    droplet.image_id = imageId;
    this.#countUse(imageId, 1);
  }

  tagDroplet(droplet: DropletRecord, name: string): void {
    const known = this.touchTag(name);
    known.last_droplet = droplet.id;
    const tag = known.name;
    if (droplet.tags.includes(tag)) return;
    droplet.tags.push(tag);
    this.dropletsByTag.add(tag, droplet);
  }

  untagDroplet(droplet: DropletRecord, tag: string): void {
    if (!droplet.tags.includes(tag)) return;
    droplet.tags = droplet.tags.filter((other) => other !== tag);
    this.dropletsByTag.remove(tag, droplet);
  }

  /**
   * The droplet with that id.
   *
   * @throws {ApiError} 404 if there is none.
   */
  droplet(id: number): DropletRecord {
    const droplet = this.droplets.find(id);
    if (droplet === undefined) throw notFound();
    return droplet;
  }

  addAction(action: ActionRecord): void {
    this.actions.add(action);
    this.actionsByResource.add(resourceKey(action.resource_type, action.resource_id), action);
    this.#schedule(action);
    this.made.push(action);
  }

  addImage(image: ImageRecord): void {
    image.tags = this.#spelled(image.tags);
    this.images.add(image);
    for (const tag of image.tags) {
      this.imagesByTag.add(tag, image);
      this.touchTag(tag).last_image = image.id;
    }
  }

  removeImage(image: ImageRecord): void {
    this.images.remove(image);
    for (const tag of image.tags) this.imagesByTag.remove(tag, image);
    image.status = "deleted";
    // A droplet goes on naming the image it was made from after that is gone.
    if (this.imageUses.has(image.id)) this.state.deleted_images.push(image);
  }

  tagImage(image: ImageRecord, name: string): void {
    const known = this.touchTag(name);
    known.last_image = image.id;
    const tag = known.name;
    if (image.tags.includes(tag)) return;
    image.tags.push(tag);
    this.imagesByTag.add(tag, image);
  }

  untagImage(image: ImageRecord, tag: string): void {
    if (!image.tags.includes(tag)) return;
    image.tags = image.tags.filter((other) => other !== tag);
    this.imagesByTag.remove(tag, image);
  }

  /** The public or private image with that id or slug. */
  findImage(idOrSlug: number | string): ImageRecord | undefined {
    if (typeof idOrSlug === "string" && /^\d+$/.test(idOrSlug)) {
      return this.findImage(Number(idOrSlug));
    }
    return findPublicImage(idOrSlug) ??
      (typeof idOrSlug === "number" ? this.images.find(idOrSlug) : undefined);
  }

  /** The image that a droplet was made from, even if it has been deleted since. */
  imageOf(droplet: DropletRecord): ImageRecord | undefined {
    const id = droplet.image_id;
    return this.findImage(id) ?? this.state.deleted_images.find((image) => image.id === id);
  }

  /** The tag of that name in any case; the first spelling stays. */
  tagNamed(name: string): TagRecord | undefined {
    return this.tagsByName.get(name.toLowerCase());
  }

  /** The droplets with a tag, whose name may be in any case. */
  dropletsWith(tag: string): SortedList<DropletRecord> {
    return this.dropletsByTag.get(this.tagNamed(tag)?.name ?? tag);
  }

  /** The images with a tag, whose name may be in any case. */
  imagesWith(tag: string): SortedList<ImageRecord> {
    return this.imagesByTag.get(this.tagNamed(tag)?.name ?? tag);
  }

  /** Names of tags as they were first spelled, each once. */
  #spelled(names: readonly string[]): string[] {
    return [...new Set(names.map((name) => this.touchTag(name).name))];
  }

  /** The tag of that name, made if there is none. */
  touchTag(name: string): TagRecord {
    const found = this.tagNamed(name);
    if (found !== undefined) return found;
    const tag: TagRecord = {
      id: this.state.counters.tag++,
      name,
      last_droplet: null,
      last_image: null,
    };
    this.tags.add(tag);
    this.tagsByName.set(name.toLowerCase(), tag);
    return tag;
  }

  removeTag(tag: TagRecord): void {
    for (const droplet of [...this.dropletsByTag.get(tag.name).items]) {
      this.untagDroplet(droplet, tag.name);
    }
    for (const image of [...this.imagesByTag.get(tag.name).items]) this.untagImage(image, tag.name);
    this.tags.remove(tag);
    this.tagsByName.delete(tag.name.toLowerCase());
  }
}
