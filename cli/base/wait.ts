import type { Action, DOAPI, Droplet } from "../../mod.ts";
import type { Context } from "../context.ts";
import { EXIT, ExitError, Summary } from "../errors.ts";
import { complain, tell } from "../report.ts";
import { idOf } from "../api/ids.ts";
import { isWaiting, type Waitable, type WaitTimes } from "../args/options.ts";
import { printList, printObject } from "../output/print.ts";
import type { Progress } from "../output/progress.ts";
import { type BulkResult, checkBulk } from "./bulk.ts";
import { watch } from "./watch.ts";

/**
 * A wait whose results are printed as they come. What it returns is thrown once everything is
 * printed: why some are not done, and the exit code of that; `null` if all are.
 */
export type Ending<T> = AsyncGenerator<T, unknown, void>;

/**
 * Yields actions as they end. If the wait itself fails, the rest is yielded as it was last seen:
 * what was started is printed in any case.
 */
export async function* ending(
  ctx: Context,
  client: DOAPI,
  options: WaitTimes,
  actions: Iterable<Action> | AsyncIterable<Action>,
): Ending<Action> {
  const { line, seen, late, times } = watch<Action>(ctx, options, "actions");
  const all = await Array.fromAsync(actions);
  const wait: Wait<Action> = {
    id: idOf,
    unknown: (left) => `not known to have ended: action ${left.map(nameOf).join(", ")}`,
    line,
    seen,
  };
  const [ends, failure] = yield* toTheEnd(ctx, all, client.waitActions(all, times), wait);
  if (failure !== null) return failure;
  const running = ends.filter((action) => !action.ended).map(nameOf);
  // Whatever it is called, an end is a success only if it is called one.
  const failed = ends.filter((action) => action.ended && !action.completed);
  return await endOf(
    ctx,
    failed.length ? `errored: action ${failed.map(nameOf).join(", ")}` : null,
    late("still in progress", running.map((name) => `action ${name}`)),
  );
}

/** How a wait is shown, and what its objects are called. */
export interface Wait<T> {
  id: (item: T) => unknown;
  /** Says that it is not known how some stand. */
  unknown: (left: readonly T[]) => string;
  line: Progress;
  seen: { remaining: readonly T[] };
}

/**
 * Yields what a wait yields; if it fails, everything else too.
 *
 * @returns All that was yielded by the wait, and the failure or `null`.
 */
export async function* toTheEnd<T>(
  ctx: Context,
  items: readonly T[],
  ends: AsyncIterable<T>,
  { id, unknown, line, seen }: Wait<T>,
): AsyncGenerator<T, [ends: T[], failure: unknown], void> {
  const left = new Map(items.map((item) => [id(item), item]));
  const done: T[] = [];
  try {
    for await (const item of ends) {
      left.delete(id(item));
      done.push(item);
      await line.yield();
      yield item;
    }
    return [done, null];
  } catch (error) {
    await line.end();
    for (const item of seen.remaining) if (left.has(id(item))) left.set(id(item), item);
    yield* left.values();
    if (left.size) await complain(ctx, unknown([...left.values()]));
    return [done, error];
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

/** How a wait has ended, of which some have failed and some are late. */
export async function endOf(
  ctx: Context,
  failed: string | null,
  late: string | null,
): Promise<unknown> {
  // Thrown, since after Ctrl-C a list is closed as it is.
  if (late !== null && ctx.signal.aborted) throw ctx.signal.reason;
  if (failed !== null) {
    if (late !== null) await complain(ctx, late);
    return new ExitError(failed, EXIT.errored);
  }
  return late === null ? null : new ExitError(late, EXIT.timeout);
}

/** Prints a list and closes it even where its end decides about the exit code. */
export async function printEnding(
  ctx: Context,
  options: object | void,
  items: Ending<unknown>,
): Promise<void> {
  let end: unknown = null;
  const whole = async function* () {
    end = yield* items;
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
  if (!isWaiting(options)) await printList(ctx, options, result.done);
  else {
    try {
      await printEnding(ctx, options, ending(ctx, client, options, result.done));
    } catch (error) {
      // The end of the wait decides about the exit code; that some were not started is told, too.
      const all = result.done.length + result.failed;
      if (result.failed) await tell(ctx, new Summary(`${result.failed} of ${all} failed`));
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
  if (!isWaiting(options)) return await printObject(ctx, options, action);
  await throughEnd(
    ending(ctx, client, options, [action]),
    (end) => printObject(ctx, options, end),
  );
}

/** Reads a wait to its end, and throws what that comes to. */
export async function throughEnd<T>(
  wait: Ending<T>,
  each: (item: T) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (;;) {
    const { done, value } = await wait.next();
    if (!done) await each(value);
    else if (value) throw value;
    else return;
  }
}

/** Yields droplets as they reach a status. */
export async function* reaching(
  ctx: Context,
  client: DOAPI,
  options: WaitTimes,
  droplets: readonly Droplet[],
  status: string,
): Ending<Droplet> {
  const { line, seen, late, times } = watch<Droplet>(ctx, options, `status ${status}`);
  const wait: Wait<Droplet> = {
    id: idOf,
    unknown: (left) => `not known to be ${status}: ${left.map(({ name }) => name).join(", ")}`,
    line,
    seen,
  };
  const all = client.waitDroplets(droplets, { ...times, status });
  const [ends, failure] = yield* toTheEnd(ctx, droplets, all, wait);
  if (failure !== null) return failure;
  const others = ends.filter((droplet) => droplet.status !== status);
  // A droplet whose creation has failed looks like one that is still being created.
  const created = ({ creation }: Droplet) => !creation?.ended || creation.completed;
  const names = others.filter(created).map((d) => `${d.name} (${d.status})`);
  const failed = others.filter((droplet) => !created(droplet)).map((d) => d.creation as Action);
  return await endOf(
    ctx,
    failed.length ? `errored: action ${failed.map(nameOf).join(", ")}` : null,
    late(`not ${status}`, names),
  );
}

/** Yields droplets in the order of their creation, each as soon as it and all before it are there. */
export async function* inOrder(
  order: readonly Droplet[],
  droplets: Ending<Droplet>,
): Ending<Droplet> {
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
  for (;;) {
    const { done, value } = await droplets.next();
    if (done) return value;
    waiting.set(idOf(value), value);
    yield* ready();
  }
}
