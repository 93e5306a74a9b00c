import { counted } from "../api/words.ts";
import { WaitAbortedError, WaitError, WaitTimeoutError } from "./errors/mod.ts";
import { checkNumbers } from "./numbers.ts";
import { Patience, secondsToLook } from "./patience.ts";
import type { PollResult } from "./poller.ts";
import { type Sleep, timerDelay } from "./sleep.ts";

/**
 * How long and how often to wait, and what to call after each look.
 *
 * A look at the server that fails does not end a wait while it may succeed later: not so a 401 or a
 * 403, a 404 that lasts for a minute, and, where there is no `waitTime`, a quarter of an hour in
 * which nothing is seen.
 */
export interface WaitOptions<T = unknown> {
  /**
   * Seconds between two looks at the server. Default: the client's `waitInterval`, reached from
   * 1 second upwards and doubled after two minutes. Longer after a look that took more than two
   * requests, so that there are no more than two in each interval. Those for the actions that
   * create droplets are not counted.
   */
  waitInterval?: number | null | undefined;
  /**
   * Seconds after which the wait ends; negative for never. Default: the client's `waitTime`. A
   * wait for an id alone fetches it once, even if that takes longer; for this it gives a server half
   * a minute to answer.
   */
  waitTime?: number | null | undefined;
  /** Ends the wait when aborted. */
  signal?: AbortSignal | undefined;
  /** Called after every look at the server. */
  onUpdate?: ((update: WaitUpdate<T>) => void) | undefined;
}

/** How far a wait has come. */
export interface WaitUpdate<T = unknown> {
  /** What has finished so far, in the order of finishing. */
  finished: readonly T[];
  /** What has not, each as last seen, in the order given. */
  remaining: readonly T[];
  /** Seconds since the wait began. */
  elapsed: number;
  /** Why the latest look has not seen all of them, or `null` if it has. */
  failure: unknown;
}

/** What a wait waits for. */
export interface WaitTarget<T> {
  /** Whether an object, as seen now, needs no more waiting. */
  done: (item: T) => boolean;
  /** Whether an object's own fields have its state, so that the first look is not needed. */
  known: (item: T) => boolean;
  /**
   * Whether an object has nothing but what identifies it, so that the first look is given time.
   * Default: what is not known.
   */
  bare?: (item: T) => boolean;
  /** Looks at the server. What it throws counts as a failure to see any of them. */
  poll: (items: readonly T[], signal?: AbortSignal) => Promise<PollResult<T>>;
}

/** The clock that a wait runs on and the client's defaults. */
export interface WaitClock {
  sleep: Sleep;
  now: () => number;
  waitInterval: number;
  waitTime: number | null;
}

/**
 * Yields each object when it is done, in the order of finishing; one poller for all of them.
 *
 * @throws {RangeError} If `waitInterval` or `waitTime` makes no sense.
 * @throws {WaitTimeoutError} If `waitTime` runs out first.
 * @throws {WaitAbortedError} If the signal is aborted first.
 * @throws What has failed in a look at the server, if it does not pass.
 */
export async function* waitEach<T>(
  items: readonly T[],
  target: WaitTarget<T>,
  options: WaitOptions<T>,
  clock: WaitClock,
): AsyncGenerator<T, void> {
  const { signal, onUpdate } = options;
  const { done: isDone, known, bare = (item) => !known(item) } = target;
  const interval = options.waitInterval ?? clock.waitInterval;
  const limit = options.waitTime ?? clock.waitTime ?? -1;
  checkNumbers({ waitInterval: interval, waitTime: limit });
  const begun = clock.now();
  const elapsed = () => (clock.now() - begun) / 1000;
  const left = () => limit < 0 ? Infinity : limit - elapsed();
  const patience = new Patience<T>(clock.now, limit < 0);
  const finished: T[] = [];
  let remaining = [...items];
  let pause: number | null = null;
  let asked = 0;
  let requests = 0;
  let failure: unknown = null;

  /** Moves what is done from `remaining` to `finished`. */
  const settle = (seen: readonly T[], isDone: (item: T) => boolean): T[] => {
    const done = seen.filter(isDone);
    remaining = seen.filter((item) => !isDone(item));
    finished.push(...done);
    return done;
  };

  yield* settle(remaining, (item) => known(item) && isDone(item));
  // Objects with known fields were fetched a moment ago and need no look yet.
  let rest = remaining.length > 0 && remaining.every(known);
  while (remaining.length > 0) {
    try {
      signal?.throwIfAborted();
      if (rest) {
        if (left() <= 0) break;
        pause = nextPause(pause, options.waitInterval ?? null, clock.waitInterval, elapsed());
        const owed = requests > FREE ? requests / FREE * interval : 0;
        await clock.sleep(Math.min(Math.max(pause, owed, asked), left()), signal);
      }
      const unseen = !rest && remaining.some(bare) ? remaining.length : 0;
      rest = true;
      const look = await lookWithin(secondsToLook(left(), unseen), signal, remaining, target);
      if (look === null) break;
      requests = look.requests;
      const done = settle(look.items, isDone);
      const failed = remaining.find((item) => look.failures?.has(item));
      failure = failed === undefined ? null : look.failures?.get(failed);
      onUpdate?.({ finished, remaining, elapsed: elapsed(), failure });
      yield* done;
      asked = patience.after(look, remaining);
    } catch (error) {
      if (!signal?.aborted) throw error;
      throw new WaitAbortedError("The wait was interrupted", finished, remaining, error);
    }
  }
  if (remaining.length > 0) {
    // It would be given back without a word on how it stands.
    if (failure !== null && remaining.some(bare)) throw failure;
    throw timeout(limit, finished, remaining, failure);
  }
}

/** Yields what a wait yields and, where that ends early, the rest as it was last seen. */
export async function* withRemaining<T>(wait: AsyncIterable<T>): AsyncGenerator<T, void> {
  try {
    yield* wait;
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    yield* error.remaining as T[];
  }
}

function timeout<T>(
  limit: number,
  finished: readonly T[],
  remaining: readonly T[],
  failure: unknown,
): WaitTimeoutError<T> {
  const all = finished.length + remaining.length;
  const why = failure instanceof Error ? `; the last look failed: ${failure.message}` : "";
  const text = `Waited ${counted(limit, "second")}: ${remaining.length} of ${all} not done${why}`;
  return new WaitTimeoutError(text, finished, remaining, failure ?? undefined);
}

/** Looks at the server for so many seconds at most; `null` if it has not answered by then. */
async function lookWithin<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  items: readonly T[],
  target: WaitTarget<T>,
): Promise<PollResult<T> | null> {
  const over = new AbortController();
  const forward = () => over.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener("abort", forward, { once: true });
  const timer = seconds < Infinity
    ? setTimeout(() => over.abort(), timerDelay(seconds))
    : undefined;
  try {
    return await target.poll(items, over.signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    if (over.signal.aborted) return null;
    return { items: [...items], requests: 1, failures: new Map(items.map((i) => [i, error])) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", forward);
  }
}

/** How many requests there may be for each interval, however much is waited for. */
const FREE = 2;

/** Seconds until the next look: constant when asked for, else from quick to patient. */
function nextPause(
  last: number | null,
  asked: number | null,
  usual: number,
  elapsed: number,
): number {
  if (asked !== null) return asked;
  if (elapsed > 120) return usual * 2;
  return Math.min(last === null ? 1 : last * 1.5, usual);
}
