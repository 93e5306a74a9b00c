import type { Action, DOAPI, Droplet, Resource } from "../../mod.ts";
import type { Context } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import { idOf } from "../ids.ts";
import type { Waitable, WaitTimes } from "../options.ts";
import { printList, printObject } from "../output/print.ts";
import type { Progress } from "../output/progress.ts";
import { type BulkResult, checkBulk } from "./bulk.ts";
import { watch } from "./watch.ts";

/**
 * Yields actions as they end; afterwards throws what their ends mean for the exit code. If the wait
 * itself fails, the rest is yielded as it was last seen: what was started is told in any case.
 */
export async function* ending(
  ctx: Context,
  client: DOAPI,
  options: WaitTimes,
  actions: Iterable<Action> | AsyncIterable<Action>,
): AsyncGenerator<Action, void> {
  const { line, seen, late, times } = watch<Action>(ctx, options, "actions");
  const all = await Array.fromAsync(actions);
  const ends: Action[] = [];
  const tell = (left: Action[]) =>
    ctx.err(`${ctx.program}: not known to have ended: action ${left.map(nameOf).join(", ")}\n`);
  for await (const action of toTheEnd(all, client.waitActions(all, times), line, seen, tell)) {
    ends.push(action);
    yield action;
  }
  const running = ends.filter((action) => !action.ended).map(nameOf);
  // Whatever it is called, an end is a success only if it is called one.
  const failed = ends.filter((action) => action.ended && !action.completed);
  await checkEnds(ctx, failed, late("still in progress", running.map((name) => `action ${name}`)));
}

/** Yields what a wait yields; if it fails, everything else first. */
async function* toTheEnd<T extends Resource>(
  items: readonly T[],
  ends: AsyncIterable<T>,
  line: Progress,
  seen: { remaining: readonly T[] },
  tell: (left: T[]) => Promise<void>,
): AsyncGenerator<T, void> {
  const left = new Map(items.map((item) => [idOf(item), item]));
  try {
    for await (const item of ends) {
      left.delete(idOf(item));
      await line.yield();
      yield item;
    }
  } catch (error) {
    await line.end();
    for (const item of seen.remaining) if (left.has(idOf(item))) left.set(idOf(item), item);
    yield* left.values();
    if (left.size) await tell([...left.values()]);
    throw afterOutput(error);
  } finally {
    await line.end();
  }
}

/** What an action is called in messages, with its status if that is none of the usual ones. */
function nameOf(action: Action): string {
  const { type, resource_type, status, completed, errored, inProgress } = action;
  const which = `${type} of ${resource_type} ${action.exact("resource_id")}`;
  const usual = completed || errored || inProgress;
  return `${idOf(action)} (${which}${usual ? "" : `: ${status}`})`;
}

/** The exit code of a wait: told after its results have been printed. */
async function checkEnds(
  ctx: Context,
  failed: readonly Action[],
  late: string | null,
): Promise<void> {
  if (late !== null && ctx.signal.aborted) throw ctx.signal.reason;
  if (failed.length) {
    if (late !== null) await ctx.err(`${ctx.program}: ${late}\n`);
    const text = `errored: action ${failed.map(nameOf).join(", ")}`;
    throw afterOutput(new ExitError(text, EXIT.errored));
  }
  if (late !== null) throw afterOutput(new ExitError(late, EXIT.timeout));
}

/** Ends that are told although everything was printed in full. */
const ENDS = new WeakSet<object>();

function afterOutput(error: unknown): unknown {
  if (error instanceof Error) ENDS.add(error);
  return error;
}

/** Prints a list and closes it even where its end decides about the exit code. */
export async function printEnding(
  ctx: Context,
  options: object | void,
  items: AsyncIterable<unknown>,
): Promise<void> {
  let end: unknown = null;
  const whole = async function* () {
    try {
      yield* items;
    } catch (error) {
      if (!(error instanceof Error && ENDS.has(error))) throw error;
      end = error;
    }
  };
  await printList(ctx, options, whole(), true);
  if (end) throw end;
}

/** Prints the actions that a bulk command has started, after waiting for them if asked to. */
export async function printActions(
  ctx: Context,
  client: DOAPI,
  options: Waitable,
  result: BulkResult<Action>,
): Promise<void> {
  if (!options.wait) await printList(ctx, options, result.done);
  else {
    try {
      await printEnding(ctx, options, ending(ctx, client, options, result.done));
    } catch (error) {
      // The end of the wait decides about the exit code; that some were not started is told, too.
      const all = result.done.length + result.failed;
      if (result.failed) await ctx.err(`${ctx.program}: ${result.failed} of ${all} failed\n`);
      throw error;
    }
  }
  checkBulk(result);
}

/** Prints the one action that a command has started, after waiting for it if asked to. */
export async function printAction(
  ctx: Context,
  client: DOAPI,
  options: Waitable,
  action: Action,
): Promise<void> {
  if (!options.wait) return await printObject(ctx, options, action);
  for await (const end of ending(ctx, client, options, [action])) {
    await printObject(ctx, options, end);
  }
}

/** Yields droplets as they reach a status; afterwards throws if some have not in time. */
export async function* reaching(
  ctx: Context,
  client: DOAPI,
  options: WaitTimes,
  droplets: readonly Droplet[],
  status: string,
): AsyncGenerator<Droplet, void> {
  const { line, seen, late, times } = watch<Droplet>(ctx, options, `status ${status}`);
  const others: Droplet[] = [];
  const tell = (left: Droplet[]) =>
    ctx.err(
      `${ctx.program}: not known to be ${status}: ${left.map(({ name }) => name).join(", ")}\n`,
    );
  const ends = client.waitDroplets(droplets, { ...times, status });
  for await (const droplet of toTheEnd(droplets, ends, line, seen, tell)) {
    if (droplet.status !== status) others.push(droplet);
    yield droplet;
  }
  // A droplet whose creation has failed looks like one that is still being created.
  const created = ({ creation }: Droplet) => !creation?.ended || creation.completed;
  const names = others.filter(created).map((d) => `${d.name} (${d.status})`);
  const failed = others.filter((droplet) => !created(droplet)).map((d) => d.creation as Action);
  await checkEnds(ctx, failed, late(`not ${status}`, names));
}

/** Yields droplets in the order of their creation, each as soon as it and all before it are there. */
export async function* inOrder(
  order: readonly Droplet[],
  droplets: AsyncIterable<Droplet>,
): AsyncGenerator<Droplet, void> {
  const waiting = new Map<number | bigint, Droplet>();
  let next = 0;
  const ready = function* () {
    for (const first of order.slice(next)) {
      const droplet = waiting.get(idOf(first));
      if (!droplet) return;
      next++;
      yield droplet;
    }
  };
  for await (const droplet of droplets) {
    waiting.set(idOf(droplet), droplet);
    yield* ready();
  }
}
