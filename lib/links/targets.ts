import type { Action } from "../resources/action.ts";
import type { Actionable } from "../resources/actionable.ts";
import { build } from "./build.ts";
import type { Droplet } from "../resources/droplet.ts";
import { DOAPIError } from "../core/errors/mod.ts";
import { poller } from "../core/poll.ts";
import { attempt, Poller } from "../core/poller.ts";
import { List } from "../core/list.ts";
import { inParallel } from "../core/parallel.ts";
import type { CallOptions, Requester } from "../core/requester.ts";
import type { Resource } from "../core/resource.ts";
import type { WaitTarget } from "../core/wait.ts";

/** How objects are looked at. */
type Poll<T> = WaitTarget<T>["poll"];

/** What identifies a resource, beyond what a number can hold, too. */
const idOf = (item: Resource): string => String(item.exact("id"));

function pollList<T extends Resource & { fetch(options: CallOptions): Promise<T> }>(
  client: Requester,
  key: string,
  make: (data: { id: number }) => T,
): Poll<T> {
  return poller<T>(client, {
    path: `/v2/${key}`,
    key,
    doing: `list the ${key}`,
    id: idOf,
    build: (data) => make(data as { id: number }),
    one: (item, signal) => item.fetch({ signal }),
  });
}

function pollActions(client: Requester): Poll<Action> {
  return pollList(client, "actions", (data) => build("action", client, data));
}

function pollDroplets(client: Requester): Poll<Droplet> {
  return pollList(client, "droplets", (data) => build("droplet", client, data));
}

/** Waits for actions to end, well or not. */
export function actionTarget(client: Requester): WaitTarget<Action> {
  return {
    known: (action) => typeof action.status === "string",
    done: (action) => action.ended,
    poll: pollActions(client),
  };
}

/** Waits for droplets to have a status, or for the end of their creation where that fails. */
export function statusTarget(client: Requester, status: string): WaitTarget<Droplet> {
  const poll = pollDroplets(client);
  const followCreations = creationFollower(client);
  const reached = (droplet: Droplet) => droplet.status === status;
  const failed = ({ creation }: Droplet) => !!creation?.ended && !creation.completed;
  return {
    known: (droplet) => typeof droplet.status === "string",
    done: (droplet) => reached(droplet) || failed(droplet),
    async poll(items, signal) {
      const look = await poll(items, signal);
      look.items.forEach((droplet, i) => droplet.creation = items[i]?.creation ?? null);
      await followCreations(look.items.filter((droplet) => !reached(droplet)), signal);
      return look;
    },
  };
}

/**
 * Looks at the actions that create droplets until they have ended: a droplet whose creation has
 * failed looks like one that is still being created.
 */
function creationFollower(client: Requester) {
  const poll = pollActions(client);
  let looks = 0;
  let allowed = true;
  return async (droplets: readonly Droplet[], signal?: AbortSignal): Promise<void> => {
    const creating = droplets.filter(({ creation }) => creation !== null && !creation.ended);
    // Most are there at the first look, or have not had the time to fail.
    if (looks++ === 0 || !allowed || creating.length === 0) return;
    const byId = new Map(creating.map((droplet) => [idOf(droplet), droplet]));
    try {
      const look = await poll(creating.map(({ creation }) => creation as Action), signal);
      look.items.forEach((action, i) => {
        // The answer to a create has them in the order of the droplets, but does not promise it.
        const known = action.exact("resource_id") ?? null;
        const owner = known === null ? creating[i] : byId.get(String(known));
        if (owner) owner.creation = action;
      });
      allowed = ![...look.failures?.values() ?? []].some(isForbidden);
    } catch (error) {
      // The droplets themselves are what is waited for.
      allowed = !isForbidden(error);
    }
  };
}

/** Whether a token does not allow something, as reading actions to one that creates droplets. */
function isForbidden(error: unknown): boolean {
  return error instanceof DOAPIError && error.status === 403;
}

/** Waits for the end of the most recent action of droplets. */
export function dropletTarget(client: Requester): WaitTarget<Droplet> {
  return lastActionTarget(client, pollDroplets(client));
}

/** Waits for the end of the most recent action of other resources, which are fetched one by one. */
export function actionableTarget<T extends Actionable>(client: Requester): WaitTarget<T> {
  const source = new Poller<T>({
    id: (item) => item,
    one: (item, signal) => item.fetch({ signal }),
  });
  return lastActionTarget(client, (items, signal) => source.poll(items, signal));
}

/** What is known of one resource, beside the resource itself, which does not list its actions. */
interface Progress {
  /** The most recent action: `null` where there is none, `undefined` before it has been seen. */
  last: Action | null | undefined;
  /** Whether the resource has been seen after its end. */
  ended: boolean;
}

function lastActionTarget<T extends Actionable>(client: Requester, poll: Poll<T>): WaitTarget<T> {
  const pollLast = pollActions(client);
  const all = new WeakMap<T, Progress>();
  const bare = (item: T) => Object.keys(item.fields).length <= 1;
  const isOver = ({ last }: Progress) => last !== undefined && (last === null || last.ended);
  return {
    known: () => false,
    bare,
    done: (item) => all.get(item)?.ended ?? false,
    async poll(items, signal) {
      const failures = new Map<T, unknown>();
      const known = items.map((item) => ({
        item,
        progress: all.get(item) ?? { last: undefined, ended: false },
      }));
      const fresh = known.filter(({ progress }) => progress.last === undefined);
      const running = known.filter(({ progress: { last } }) => last && !last.ended);
      const firsts = inParallel(fresh, async ({ item, progress }) => {
        const first = () => item.fetchLastAction({ signal });
        progress.last = await attempt(item, first, failures, signal);
      });
      await new List(firsts).toArray();
      const look = await pollLast(running.map(({ progress }) => progress.last as Action), signal);
      running.forEach(({ item, progress }, i) => {
        progress.last = look.items[i];
        const action = look.items[i] as Action;
        if (look.failures?.has(action)) failures.set(item, look.failures.get(action));
      });
      // One that was given by its id alone is described while its action runs, too.
      const due = known.filter(({ item, progress }) =>
        !failures.has(item) && (isOver(progress) || bare(item))
      );
      const now = await poll(due.map(({ item }) => item), signal);
      for (const [item, error] of now.failures ?? []) failures.set(item, error);
      due.forEach((one, i) => {
        one.progress.ended = isOver(one.progress) && !failures.has(one.item);
        one.item = now.items[i] as T;
      });
      for (const { item, progress } of known) all.set(item, progress);
      return {
        items: known.map(({ item }) => item),
        requests: fresh.length + look.requests + now.requests,
        failures,
      };
    },
  };
}
