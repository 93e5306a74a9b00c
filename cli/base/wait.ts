import type { Action, DOAPI, Droplet, WaitOptions } from "../../mod.ts";
import type { Context } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import type { Waitable, WaitTimes } from "../options.ts";
import { printList, printObject } from "../output/print.ts";
import { type Progress, progress } from "../output/progress.ts";
import { type BulkResult, checkBulk } from "./bulk.ts";

/** The library's wait options for a command's; the time counts from the program's start. */
export function waitOptions(ctx: Context, options: WaitTimes): WaitOptions<never> {
  const { waitTime, waitInterval } = options;
  const left = waitTime === undefined || waitTime < 0
    ? -1
    : Math.max(waitTime - (ctx.now() - ctx.started) / 1000, 0);
  return { waitTime: left, waitInterval, signal: ctx.signal };
}

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
  const line = progress(ctx, options, "actions");
  const ends: Action[] = [];
  const wait = { ...waitOptions(ctx, options), onUpdate: line.update };
  const all = await Array.fromAsync(actions);
  const tell = (left: Action[]) =>
    ctx.err(`${ctx.program}: not known to have ended: action ${left.map(nameOf).join(", ")}\n`);
  for await (const action of toTheEnd(all, client.waitActions(all, wait), line, tell)) {
    ends.push(action);
    yield action;
  }
  return checkEnds(ctx, options, ends);
}

/** Yields what a wait yields; if it fails, everything else first. */
async function* toTheEnd<T extends { readonly id: number }>(
  items: readonly T[],
  ends: AsyncIterable<T>,
  line: Progress,
  tell: (left: T[]) => Promise<void>,
): AsyncGenerator<T, void> {
  const left = new Map(items.map((item) => [item.id, item]));
  try {
    for await (const item of ends) {
      left.delete(item.id);
      await line.yield();
      yield item;
    }
  } catch (error) {
    await line.end();
    yield* left.values();
    if (left.size) await tell([...left.values()]);
    throw afterOutput(error);
  } finally {
    await line.end();
  }
}

/** What an action is called in messages. */
function nameOf({ id, type, resource_type, resource_id }: Action): string {
  return `${id} (${type} of ${resource_type} ${resource_id})`;
}

/** The exit code of a wait for actions: told after they have been printed. */
function checkEnds(ctx: Context, options: WaitTimes, ends: Action[]): void {
  const running = ends.filter((action) => !action.done);
  const errored = ends.filter((action) => action.errored);
  if (ctx.signal.aborted && running.length) throw ctx.signal.reason;
  if (errored.length) {
    throw afterOutput(
      new ExitError(`errored: action ${errored.map(nameOf).join(", ")}`, EXIT.errored),
    );
  }
  if (running.length) {
    const what = running.map(nameOf).join(", ");
    const text = `still in progress after ${options.waitTime} seconds: action ${what}`;
    throw afterOutput(new ExitError(text, EXIT.timeout));
  }
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
  const line = progress(ctx, options, `status ${status}`);
  const late: Droplet[] = [];
  const wait = { ...waitOptions(ctx, options), status, onUpdate: line.update };
  const tell = (left: Droplet[]) =>
    ctx.err(
      `${ctx.program}: not known to be ${status}: ${left.map(({ name }) => name).join(", ")}\n`,
    );
  const ends = client.waitDroplets(droplets, wait);
  for await (const droplet of toTheEnd(droplets, ends, line, tell)) {
    if (droplet.status !== status) late.push(droplet);
    yield droplet;
  }
  if (late.length === 0) return;
  if (ctx.signal.aborted) throw ctx.signal.reason;
  const names = late.map((d) => `${d.name} (${d.status})`).join(", ");
  const text = `not ${status} after ${options.waitTime} seconds: ${names}`;
  throw afterOutput(new ExitError(text, EXIT.timeout));
}

/** Yields droplets in the order of their creation, each as soon as it and all before it are there. */
export async function* inOrder(
  order: readonly Droplet[],
  droplets: AsyncIterable<Droplet>,
): AsyncGenerator<Droplet, void> {
  const waiting = new Map<number, Droplet>();
  let next = 0;
  const ready = function* () {
    for (let d; (d = waiting.get(order[next]?.id ?? NaN)); next++) yield d;
  };
  for await (const droplet of droplets) {
    waiting.set(droplet.id, droplet);
    yield* ready();
  }
}
