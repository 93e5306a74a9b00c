import type { CallOptions } from "../core/requester.ts";
import { describe, type Fields } from "../core/resource.ts";
import { StoredResource } from "../core/stored_resource.ts";
import type { List } from "../core/list.ts";
import { type WaitOptions, withRemaining } from "../core/wait.ts";
import type { Action, ActionRef } from "./action.ts";
import { build } from "../links/build.ts";
import { actionableTarget } from "../links/targets.ts";

/**
 * The base of resources that actions are performed on: droplets, images and floating IPs.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/actions/
 */
export abstract class Actionable extends StoredResource {
  /** The endpoint for actions on the resource. */
  get actionUrl(): string {
    return `${this.url}/actions`;
  }

  /**
   * Performs an arbitrary action.
   *
   * @param data The body of the request: `type` and the action's arguments.
   * @returns The action, which is usually still in progress.
   * @throws {DOAPIError} If the API refuses.
   */
  async act(data: { type: string } & Fields, options: CallOptions = {}): Promise<Action> {
    const { type } = data;
    // "reboot" and "power_on" are verbs, "enable_ipv6" is only a name.
    const isVerb = /^([a-z]+|power_[a-z]+)$/.test(type);
    const verb = type === "shutdown" ? "shut down" : type.replaceAll("_", " ");
    const doing = `${isVerb ? verb : `perform ${type} on`} ${describe(this)}`;
    const action = await this.client.request(this.actionUrl, {
      method: "POST",
      data,
      doing,
      key: "action",
      ...options,
    });
    return build("action", this.client, action as { id: number });
  }

  /**
   * Yields all actions ever performed on the resource, most recent first.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  fetchAllActions(options: CallOptions = {}): List<Action> {
    const doing = `list the actions of ${describe(this)}`;
    const list = { doing, objects: true, ...options };
    return this.client.paginate<ActionRef>(this.actionUrl, "actions", list)
      .build((data) => build("action", this.client, data));
  }

  /**
   * Fetches the most recent action performed on the resource, or `null` if there was none. Which
   * one of several that were started at the same moment is not defined.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  async fetchLastAction(options: CallOptions = {}): Promise<Action | null> {
    const doing = `fetch the last action of ${describe(this)}`;
    const list = { params: { per_page: 1 }, doing, objects: true, ...options };
    for await (const data of this.client.paginate(this.actionUrl, "actions", list)) {
      return build("action", this.client, data as { id: number });
    }
    return null;
  }

  /**
   * Fetches the action in progress on the resource, or `null` if there is none.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  async fetchCurrentAction(options: CallOptions = {}): Promise<Action | null> {
    // Actions that start together are listed in no fixed order: reserving a floating IP is over
    // before the assignment that is listed after it.
    let latest: number | null = null;
    for await (const action of this.fetchAllActions(options)) {
      const started = Number(action.started_at);
      latest ??= started;
      if (started < latest) return null;
      if (action.inProgress) return action;
    }
    return null;
  }

  /** Waits for the most recent action to end; gives the resource as it is then, or as last seen. */
  protected async waitForLastAction(options: WaitOptions<this>): Promise<this> {
    const wait = this.client.wait([this], actionableTarget<this>(this.client), options);
    for await (const item of withRemaining(wait)) return item;
    return this;
  }
}
