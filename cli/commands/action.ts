import type { Action, DOAPI, Droplet, FloatingIP, Image } from "../../mod.ts";
import { inParallel } from "../../lib/core/parallel.ts";
import { together } from "../together.ts";
import { ending, printEnding } from "../base/wait.ts";
import { lazyGroup } from "../base/lazy.ts";
import { type Context, warn } from "../context.ts";
import { everyDroplet } from "../api/droplets.ts";
import { ExitError } from "../errors.ts";
import { idOf } from "../api/ids.ts";
import { command, waiting, WATCH, type Whole } from "../args/options.ts";
import { printList, printObject } from "../output/print.ts";
import { toId, withoutRepeats } from "../api/resolve.ts";
import type { Result } from "../args/result.ts";
import { listing } from "../output/listing.ts";
import { listOf, oneOfType } from "../output/manual.ts";

interface Which {
  last?: boolean | undefined;
  inProgress?: boolean | undefined;
}

/** `doapi action` */
export function action(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "action", {
    show: () => show(ctx),
    wait: () => wait(ctx),
    resource: () => resource(ctx),
  });
}

function which(description: string, result: Result) {
  return command(description, result)
    .arguments("[action...:word]")
    .option("--in-progress", "Only what is in progress now.", { conflicts: ["last"] })
    .option("--last", "Only the most recent action on the account.", {
      conflicts: ["in-progress"],
    });
}

function checkWhich(options: Which, ids: readonly string[]): void {
  const flag = options.last ? "--last" : options.inProgress ? "--in-progress" : null;
  if (flag && ids.length) throw new ExitError(`${flag} and actions exclude each other.`);
}

function show(ctx: Context) {
  return which("Show actions: the given ones, or all.", listOf("action"))
    .option(...WATCH)
    .example("The most recent one", "doapi action show --last")
    .action(async (options, ...ids) => {
      checkWhich(options, ids);
      const client = await ctx.client(options);
      if (options.last) {
        return await printObject(ctx, options, await client.fetchLastAction());
      }
      if (options.inProgress) return await printList(ctx, options, current(client));
      if (ids.length) return await printList(ctx, options, await given(ctx, client, ids));
      await printList(ctx, options, client.fetchAllActions(listing(ctx)));
    });
}

function wait(ctx: Context) {
  return waiting(
    "Wait for actions, the given ones or all in progress, and print them as they end.",
    oneOfType("action"),
  )
    .arguments("[action...:word]")
    .example("Everything in progress, at most ten minutes", "doapi action wait --wait-time 600")
    .action(async (options, ...ids) => {
      const client = await ctx.client(options);
      const actions = ids.length ? await given(ctx, client, ids) : current(client);
      await printEnding(ctx, options, ending(ctx, client, options, actions));
    });
}

function resource(ctx: Context) {
  return which("Show what actions acted on; null for what no longer exists.", { list: true })
    .example("What the most recent action acted on", "doapi action resource --last")
    .action(async (options, ...ids) => {
      checkWhich(options, ids);
      if (!options.last && !options.inProgress && ids.length === 0) {
        throw new ExitError("Give --last, --in-progress or one or more actions.");
      }
      const client = await ctx.client(options);
      if (options.last) {
        const last = await client.fetchLastAction();
        return await printObject(ctx, options, last && await actedOn(ctx, last));
      }
      const actions = options.inProgress ? current(client) : await given(ctx, client, ids);
      await printList(ctx, options, inParallel(actions, (action) => actedOn(ctx, action)));
    });
}

/** The resource of an action; `null` if it is gone or cannot be fetched. */
async function actedOn(ctx: Context, action: Action): Promise<Resource | null> {
  try {
    if (action.resource_id !== null) return await action.fetchResource();
  } catch (error) {
    // For example, an action of a volume has no usable id.
    if (!(error instanceof RangeError)) throw error;
  }
  const { type, resource_type } = action;
  const what = `${resource_type} ${action.exact("resource_id") ?? "without an id"}`;
  await warn(ctx, `cannot fetch what action ${idOf(action)} (${type}) acted on: ${what}`);
  return null;
}

async function given(ctx: Context, client: DOAPI, ids: readonly string[]): Promise<Action[]> {
  const numbers = ids.map((id) => toId("action", id));
  const unique = await withoutRepeats(ctx, "action", numbers, (id) => id);
  const fetch = (id: number | bigint) => client.fetchAction(id);
  return await Array.fromAsync(inParallel(unique, fetch));
}

type Resource = Droplet | Image | FloatingIP;

/** The current action of every droplet, private image and floating IP. */
async function* current(client: DOAPI): AsyncGenerator<Action, void> {
  const lists = await together<[Droplet[], Image[], FloatingIP[]]>(
    everyDroplet(client),
    Array.fromAsync(client.fetchAllPrivateImages()),
    Array.fromAsync(client.fetchAllFloatingIps()),
  );
  const items = lists.flat();
  const history = items.length > FEW ? await shortHistory(client, items.length) : null;
  const found = history
    ? currentOf(items, history)
    : inParallel(items, (item) => item.fetchCurrentAction());
  for await (const action of found) if (action) yield action;
}

/** For up to so many resources, the actions of each are read. */
const FEW = 20;

/** All actions of the account, if they have no more pages than there are resources; else null. */
async function shortHistory(
  client: DOAPI,
  resources: number,
): Promise<Action[] | null> {
  const history = client.fetchAllActions();
  const first = await history.next();
  const pages = Math.ceil(Number(client.lastMeta?.total) / (client.perPage ?? NaN));
  if (!first.done && pages <= resources) return [first.value, ...await Array.fromAsync(history)];
  await history.return();
  return null;
}

/** What no two resources have in common. */
function keyOf(item: Resource): string {
  return `${item.resourceType} ${item.resourceType === "floating_ip" ? Number(item) : idOf(item)}`;
}

/** The current action of each item, found in the account's actions. */
function currentOf(items: readonly Resource[], history: readonly Action[]): (Action | null)[] {
  const latest = new Map<string, Date>();
  const running = new Map<string, Action>();
  for (const action of history) {
    const kind = action.resource_type.replace("reserved", "floating");
    const key = `${kind} ${action.exact("resource_id")}`;
    if (!latest.has(key)) latest.set(key, action.started_at);
    const isLatest = Number(action.started_at) >= Number(latest.get(key));
    if (action.inProgress && isLatest && !running.has(key)) running.set(key, action);
  }
  return items.map((item) => running.get(keyOf(item)) ?? null);
}
