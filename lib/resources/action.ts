import { timestamp } from "../core/dates.ts";
import { ActionError, NotFoundError } from "../core/errors/mod.ts";
import { path } from "../api/path.ts";
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
  Resource,
} from "../core/resource.ts";
import { type WaitOptions, withRemaining } from "../core/wait.ts";
import { build, builds } from "../links/build.ts";
import type { Droplet } from "./droplet.ts";
import type { FloatingIP } from "./floating_ip.ts";
import type { Image } from "./image.ts";
import { actionTarget } from "../links/targets.ts";
import { Region } from "./region.ts";

/** The API's fields of an action. */
export interface ActionFields {
  /** The unique identifier of the action. */
  id: number;
  /** When the action ended, or `null` while it runs. */
  completed_at: Date | null;
  /** The region in which the action takes place. */
  region: Region;
  /** The slug of that region. */
  region_slug: string;
  /** The id of the resource acted on; for a floating IP the address as a 32-bit integer. */
  resource_id: number;
  /** The type of the resource acted on. */
  resource_type: Open<ActionResourceType>;
  /** When the action began. */
  started_at: Date;
  /** How far the action is. */
  status: Open<ActionStatus>;
  /** What is done, such as `"reboot"`. */
  type: Open<ActionType>;
}

/** The types of resources that actions are performed on. */
export type ActionResourceType =
  | "droplet"
  | "image"
  | "floating_ip"
  | "reserved_ip"
  | "volume"
  | "backend";

/** The states of an action. */
export type ActionStatus = "in-progress" | "completed" | "errored";

/** What actions do, as far as the API documents it. */
export type ActionType =
  | "create"
  | "destroy"
  | "reboot"
  | "power_cycle"
  | "power_on"
  | "power_off"
  | "shutdown"
  | "restore"
  | "rebuild"
  | "rename"
  | "resize"
  | "snapshot"
  | "backup"
  | "password_reset"
  | "change_kernel"
  | "enable_backups"
  | "disable_backups"
  | "change_backup_policy"
  | "enable_ipv6"
  | "enable_private_networking"
  | "upgrade"
  | "transfer"
  | "convert"
  | "assign"
  | "unassign"
  | "assign_ip"
  | "unassign_ip"
  | "reserve_ip"
  | "release_ip"
  | "attach_volume"
  | "detach_volume";

/** An action built from its id, whose other fields may be missing. */
export type ActionReference = Reference<Action, ActionFields, "id">;

/** What identifies an action: its id, an object with an `id`, or an {@linkcode Action}. */
export type ActionRef =
  | number
  | bigint
  | { readonly id: number | bigint; readonly resourceType?: "action" };

/**
 * A change made to a droplet, an image or a floating IP.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/actions/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox({ actionTime: 0 }).fetch });
 * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * await droplet.wait({ waitInterval: 0 });
 * const action = await (await droplet.reboot()).wait({ waitInterval: 0 });
 * console.log(action.type, action.completed); // reboot true
 * ```
 */
export class Action extends Resource {
  /** The status of actions that are still running. */
  static readonly STATUS_IN_PROGRESS = "in-progress";
  /** The status of actions that ended well. */
  static readonly STATUS_COMPLETED = "completed";
  /** The status of actions that failed. */
  static readonly STATUS_ERRORED = "errored";

  /** The fields, as the API names them. */
  declare readonly fields: ActionFields & Fields;

  /** Builds an action from its id or from (partial) data; sends nothing. */
  constructor(client: Requester, data: ActionRef) {
    super(client, refData(data, "action", { number: "id" }), {
      started_at: timestamp,
      completed_at: timestamp,
      region: as((region, self) => new Region(self.client, region as { slug: string })),
    });
  }

  /** Always `"action"`. */
  override get resourceType(): "action" {
    return "action";
  }

  /** Whether the status is "completed". */
  get completed(): boolean {
    return this.status === Action.STATUS_COMPLETED;
  }

  /** Whether the status is "in-progress". */
  get inProgress(): boolean {
    return this.status === Action.STATUS_IN_PROGRESS;
  }

  /** Whether the status is not "in-progress". */
  get done(): boolean {
    return !this.inProgress;
  }

  /**
   * Whether the action has ended, well or not: one with a status that this library does not know
   * has when it has a `completed_at`.
   */
  get ended(): boolean {
    return this.completed || this.errored || (!this.inProgress && !!this.completed_at);
  }

  /** Whether the status is "errored". */
  get errored(): boolean {
    return this.status === Action.STATUS_ERRORED;
  }

  /** The endpoint for operations on the action. */
  get url(): string {
    return this.client.endpoint + path`/v2/actions/${identifier(this, "action", { number: "id" })}`;
  }

  /**
   * Fetches the action's current state as a new object.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  async fetch(options: CallOptions = {}): Promise<Action> {
    const doing = `fetch ${describe(this)}`;
    const data = await this.client.request(this.url, { doing, key: "action", ...options });
    return new Action(this.client, data as { id: number });
  }

  /**
   * Fetches the resource that was acted on, or `null` if there is none or it no longer exists.
   *
   * @throws {RangeError} If the action has a `resource_type` that this library does not know.
   * @throws {DOAPIError} If the API refuses with something else than a 404.
   */
  async fetchResource(options: CallOptions = {}): Promise<Droplet | Image | FloatingIP | null> {
    const { client } = this;
    const id = this.exact("resource_id") as number | null;
    const builders: Record<string, (id: number) => Droplet | Image | FloatingIP> = {
      droplet: (id) => build("droplet", client, id),
      image: (id) => build("image", client, id),
      floating_ip: (id) => build("floating_ip", client, id),
      // The API's present name for floating IPs.
      reserved_ip: (id) => build("floating_ip", client, id),
    };
    const found = Object.hasOwn(builders, this.resource_type)
      ? builders[this.resource_type]
      : undefined;
    if (!found) {
      throw new RangeError(`${this} has an unknown resource_type: ${this.resource_type}`);
    }
    // As of an action on what was never made.
    if (id === null || id === undefined) return null;
    try {
      return await found(id).fetch(options);
    } catch (error) {
      if (error instanceof NotFoundError) return null;
      throw error;
    }
  }

  /**
   * Waits until the action has ended, well or not.
   *
   * @returns The action as it ended, or as last seen if `waitTime` ran out or the signal aborted.
   * @throws {DOAPIError} If the API refuses.
   */
  async wait(options: WaitOptions<Action> = {}): Promise<Action> {
    const wait = this.client.wait<Action>([this], actionTarget(this.client), options);
    for await (const action of withRemaining(wait)) return action;
    return this;
  }

  /**
   * Returns the action, unless it has ended with another status than "completed".
   *
   * @throws {ActionError} If the action's status is "errored", or one that this library does not
   * know and the action has ended.
   */
  throwIfErrored(): this {
    if (this.ended && !this.completed) throw new ActionError(this);
    return this;
  }

  /** The action's id, so that `Number(action)` and `+action` give it. */
  override valueOf(): number {
    return this.id;
  }
}

/** The fields of an action are also its properties. */
export interface Action extends ActionFields {}

exposeFields(Action, [
  "id",
  "completed_at",
  "region",
  "region_slug",
  "resource_id",
  "resource_type",
  "started_at",
  "status",
  "type",
]);

builds("action", Action);
