import { timestamp } from "../core/dates.ts";
import { path } from "../api/path.ts";
import type { List } from "../core/list.ts";
import type { CallOptions, Requester } from "../core/requester.ts";
import {
  as,
  describe,
  exposeFields,
  type Fields,
  identifier,
  type Open,
  refData,
  type Reference,
} from "../core/resource.ts";
import { type WaitTarget, withRemaining } from "../core/wait.ts";
import type { Action } from "./action.ts";
import { Actionable } from "./actionable.ts";
import { builds } from "../links/build.ts";
import { BackupWindow } from "./backup_window.ts";
import { Image, imageId, type ImageRef, slugOf } from "./image.ts";
import { Kernel, type KernelRef } from "./kernel.ts";
import { Networks } from "./networks.ts";
import { Region } from "./region.ts";
import { Size, type SizeRef } from "./size.ts";
import { dropletTarget, statusTarget } from "../links/targets.ts";
import type { WaitDropletsOptions } from "./droplets/options.ts";

/** The API's fields of a droplet. */
export interface DropletFields {
  /** The unique identifier of the droplet. */
  id: number;
  /** The ids of the images that are backups of the droplet. */
  backup_ids: number[];
  /** When the droplet was created. */
  created_at: Date;
  /** Disk in gigabytes. */
  disk: number;
  /** The names of the features enabled on the droplet. */
  features: string[];
  /** The GPUs of the droplet, where it has some. */
  gpu_info?: GPUInfo | undefined;
  /** The image that the droplet was made from. */
  image: Image;
  /** The current kernel, or `null` where the droplet manages its kernel itself. */
  kernel: Kernel | null;
  /** Whether the droplet is locked, so that no action can be performed on it. */
  locked: boolean;
  /** RAM in megabytes. */
  memory: number;
  /** A name for people. */
  name: string;
  /** The network interfaces. */
  networks: Networks;
  /** When the droplet will be backed up next; `null` unless backups are enabled. */
  next_backup_window: BackupWindow | null;
  /** The region that the droplet is in. */
  region: Region;
  /** The current size. */
  size: Size;
  /** The slug of the current size. */
  size_slug: string;
  /** The ids of the images that are snapshots of the droplet. */
  snapshot_ids: number[];
  /** Whether the droplet is being created, runs, is powered off or archived. */
  status: Open<DropletStatus>;
  /** The tags of the droplet. */
  tags: string[];
  /** The number of virtual CPUs. */
  vcpus: number;
  /** The ids of the volumes that are attached to the droplet. */
  volume_ids: string[];
  /** The id of the VPC that the droplet is in; a droplet without private networking has none. */
  vpc_uuid?: string | undefined;
}

/** The states of a droplet. */
export type DropletStatus = "new" | "active" | "off" | "archive";

/** The GPUs of a droplet or a size. */
export interface GPUInfo {
  /** How many there are. */
  count?: number;
  /** Which they are, such as `"nvidia_h100"`. */
  model?: string;
  /** The memory of each; `unit` is such as `"gib"`. */
  vram?: { amount?: number; unit?: string };
}

/** A droplet built from its id, whose other fields may be missing. */
export type DropletReference = Reference<Droplet, DropletFields, "id">;

/** What identifies a droplet: its id, an object with an `id`, or a {@linkcode Droplet}. */
export type DropletRef =
  | number
  | bigint
  | { readonly id: number | bigint; readonly resourceType?: "droplet" };

/**
 * A virtual machine.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/droplets/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox({ actionTime: 0 }).fetch });
 * const created = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * const droplet = await created.wait({ status: "active", waitInterval: 0 });
 * console.log(droplet.active, droplet.ipAddress !== null); // true true
 * ```
 */
export class Droplet extends Actionable {
  /** The status of droplets that are powered on. */
  static readonly STATUS_ACTIVE = "active";
  /** The status of archived droplets. */
  static readonly STATUS_ARCHIVE = "archive";
  /** The status of droplets that are still being created. */
  static readonly STATUS_NEW = "new";
  /** The status of droplets that are powered off. */
  static readonly STATUS_OFF = "off";

  /** The fields, as the API names them. */
  declare readonly fields: DropletFields & Fields;
  /**
   * The action that creates the droplet, as last seen: of droplets that this library has created,
   * otherwise `null`. A wait for a status keeps it up to date. Not part of the JSON.
   */
  declare creation: Action | null;

  /** Builds a droplet from its id or from (partial) data; sends nothing. */
  constructor(client: Requester, data: DropletRef) {
    super(client, refData(data, "droplet", { number: "id" }), {
      created_at: timestamp,
      image: as((image, self) => new Image(client, image as { id: number }, self as Droplet)),
      kernel: as((kernel, self) => new Kernel(client, kernel as { id: number }, self as Droplet)),
      networks: as((networks, self) => new Networks(client, networks, self as Droplet)),
      next_backup_window: as((window, self) => new BackupWindow(client, window, self as Droplet)),
      region: as((region) => new Region(client, region as { slug: string })),
      size: as((size) => new Size(client, size as { slug: string })),
    });
    const creation = data instanceof Droplet ? data.creation : null;
    Object.defineProperty(this, "creation", { value: creation, writable: true, enumerable: false });
  }

  /** Always `"droplet"`. */
  override get resourceType(): "droplet" {
    return "droplet";
  }

  /** Whether the status is "active". */
  get active(): boolean {
    return this.status === Droplet.STATUS_ACTIVE;
  }

  /** Whether the status is "new". */
  get new(): boolean {
    return this.status === Droplet.STATUS_NEW;
  }

  /** Whether the status is "off". */
  get off(): boolean {
    return this.status === Droplet.STATUS_OFF;
  }

  /** Whether the status is "archive". */
  get archive(): boolean {
    return this.status === Droplet.STATUS_ARCHIVE;
  }

  /** The slug of the droplet's region, or `null` if that is not known. */
  get regionSlug(): string | null {
    return this.region?.slug ?? null;
  }

  /** The slug of the droplet's image, or `null` if the image has none or is not known. */
  get imageSlug(): string | null {
    return this.image?.slug ?? null;
  }

  /** The address of the first network interface, IPv4 before IPv6, or `null` if there is none. */
  get ipAddress(): string | null {
    const { v4, v6 } = this.networks ?? {};
    return (v4?.[0] ?? v6?.[0])?.ip_address ?? null;
  }

  /** The endpoint for operations on the droplet. */
  override get url(): string {
    return this.client.endpoint +
      path`/v2/droplets/${identifier(this, "droplet", { number: "id" })}`;
  }

  /** Yields the droplets that run on the same physical server. */
  fetchAllNeighbors(options: CallOptions = {}): List<Droplet> {
    return this.#list("neighbors", "droplets", options, (data) => new Droplet(this.client, data));
  }

  /** Yields the snapshots that were taken of the droplet. */
  fetchAllSnapshots(options: CallOptions = {}): List<Image> {
    return this.#list(
      "snapshots",
      "snapshots",
      options,
      (data) => new Image(this.client, data, this),
    );
  }

  /** Yields the backups that were taken of the droplet. */
  fetchAllBackups(options: CallOptions = {}): List<Image> {
    return this.#list("backups", "backups", options, (data) => new Image(this.client, data, this));
  }

  /** Yields the kernels that are available to the droplet. */
  fetchAllKernels(options: CallOptions = {}): List<Kernel> {
    return this.#list("kernels", "kernels", options, (data) => new Kernel(this.client, data, this));
  }

  /** Enables backups. */
  enableBackups(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "enable_backups" }, options);
  }

  /** Disables backups. */
  disableBackups(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "disable_backups" }, options);
  }

  /** Reboots the droplet in an orderly way, as its own `reboot` command would. */
  reboot(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "reboot" }, options);
  }

  /** Turns the droplet off and on again, as with a reset button. */
  powerCycle(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "power_cycle" }, options);
  }

  /** Asks the droplet to shut down in an orderly way, which it may fail to do. */
  shutdown(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "shutdown" }, options);
  }

  /** Cuts the power; for when {@linkcode shutdown} has not worked. */
  powerOff(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "power_off" }, options);
  }

  /** Turns the droplet on. */
  powerOn(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "power_on" }, options);
  }

  /** Rebuilds the droplet from one of its own backups. SSH keys stay as they are. */
  restore(image: ImageRef, options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "restore", image: imageId(image) }, options);
  }

  /** Resets root's password. */
  passwordReset(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "password_reset" }, options);
  }

  /**
   * Resizes the droplet, which must be off.
   *
   * @param options.disk Whether the disk grows too, which cannot be undone.
   */
  resize(size: SizeRef, options: CallOptions & { disk?: boolean } = {}): Promise<Action> {
    const { disk, ...rest } = options;
    return this.act({
      type: "resize",
      size: slugOf(size),
      ...(disk === undefined || disk === null ? {} : { disk }),
    }, rest);
  }

  /** Sets the droplet up anew from an image. */
  rebuild(image: ImageRef, options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "rebuild", image: imageId(image) }, options);
  }

  /** Renames the droplet. */
  rename(name: string, options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "rename", name }, options);
  }

  /** Changes the droplet's kernel. */
  changeKernel(kernel: KernelRef, options: CallOptions = {}): Promise<Action> {
    return this.act({
      type: "change_kernel",
      kernel: identifier(kernel, "kernel", { number: "id" }),
    }, options);
  }

  /** Enables IPv6. */
  enableIpv6(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "enable_ipv6" }, options);
  }

  /** Enables private networking. The vendor has retired this action. */
  enablePrivateNetworking(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "enable_private_networking" }, options);
  }

  /** Takes a snapshot of the droplet, which becomes an image named `name`. */
  snapshot(name: string, options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "snapshot", name }, options);
  }

  /** Performs a scheduled upgrade of the droplet now. The vendor has retired this action. */
  upgrade(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "upgrade" }, options);
  }

  /**
   * Waits for a status or, without one, for the end of the droplet's most recent action.
   *
   * @returns The droplet as it is then, or as last seen if `waitTime` ran out or the signal
   * aborted.
   * @throws {DOAPIError} If the API refuses.
   */
  async wait(options: WaitDropletsOptions = {}): Promise<Droplet> {
    const wait = this.client.wait<Droplet>([this], targetOf(this.client, options), options);
    for await (const droplet of withRemaining(wait)) return droplet;
    return this;
  }

  /** The droplet's id, so that `Number(droplet)` gives it. */
  override valueOf(): number {
    return this.id;
  }

  #list<T>(
    what: string,
    key: string,
    options: CallOptions,
    build: (data: { id: number }) => T,
  ): List<T> {
    const doing = `list the ${what} of ${describe(this)}`;
    const list = { doing, objects: true, ...options };
    return this.client.paginate<{ id: number }>(`${this.url}/${what}`, key, list).build(build);
  }
}

/** The fields of a droplet are also its properties. */
export interface Droplet extends DropletFields {}

exposeFields(Droplet, [
  "id",
  "backup_ids",
  "created_at",
  "disk",
  "features",
  "gpu_info",
  "image",
  "kernel",
  "locked",
  "memory",
  "name",
  "networks",
  "next_backup_window",
  "region",
  "size",
  "size_slug",
  "snapshot_ids",
  "status",
  "tags",
  "vcpus",
  "volume_ids",
  "vpc_uuid",
]);

builds("droplet", Droplet);

/** The target of a wait for droplets. */
export function targetOf(
  client: Requester,
  { status }: WaitDropletsOptions,
): WaitTarget<Droplet> {
  return typeof status === "string" ? statusTarget(client, status) : dropletTarget(client);
}
