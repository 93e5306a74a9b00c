import { counted } from "../../lib/api/words.ts";
import {
  type CallOptions,
  type DOAPI,
  type WaitOptions,
  type WaitTarget,
  WaitTimeoutError,
  type WaitUpdate,
} from "../../mod.ts";
import type { Context } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import type { UniversalOptions, WaitTimes } from "../args/options.ts";
import { progress } from "../output/progress.ts";

/** The library's wait options for a command's; the time counts from the program's start. */
function waitOptions(ctx: Context, options: WaitTimes): Omit<WaitOptions, "onUpdate"> {
  const { waitTime, waitInterval } = options;
  const left = waitTime === undefined || waitTime < 0 ? -1 : Math.max(waitTime - ctx.elapsed(), 0);
  return { waitTime: left, waitInterval, signal: ctx.signal };
}

/** A wait with its progress, and its state at the last look. */
export function watch<T>(ctx: Context, options: WaitTimes, what: string) {
  const line = progress(ctx, options, what);
  const seen: { remaining: readonly T[]; failure: unknown } = { remaining: [], failure: null };
  const onUpdate = (update: WaitUpdate<T>) => {
    seen.remaining = update.remaining;
    seen.failure = update.failure;
    line.update(update);
  };
  /** An error about late things, with the reason if their state is unknown. */
  const late = (how: string, names: string[]) => {
    if (names.length === 0) return null;
    const { failure } = seen;
    const why = failure instanceof Error ? `; the last look failed: ${failure.message}` : "";
    return `${how} after ${counted(options.waitTime ?? 0, "second")}: ${names.join(", ")}${why}`;
  };
  return { line, seen, late, times: { ...waitOptions(ctx, options), onUpdate } };
}

/**
 * Fetches something about what was just created, as patiently as a wait looks at it.
 *
 * @param what What the error calls unknown when the wait time is over.
 */
export async function patiently<T>(
  ctx: Context,
  client: DOAPI,
  options: WaitTimes,
  what: string,
  fetch: (options: CallOptions) => Promise<T>,
): Promise<T> {
  const unseen: WaitTimes & UniversalOptions = { ...options, quiet: true };
  const { late, times } = watch<null>(ctx, unseen, what);
  const found: T[] = [];
  const target: WaitTarget<null> = {
    known: () => false,
    bare: () => false,
    done: () => found.length > 0,
    async poll(items, signal) {
      found.push(await fetch({ signal }));
      return { items: [...items], requests: 1 };
    },
  };
  try {
    for await (const _ of client.wait([null], target, times));
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error;
    throw new ExitError(late("not known", [what]) ?? "", EXIT.timeout);
  }
  return found[0] as T;
}
