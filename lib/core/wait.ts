import { WaitAbortedError, WaitTimeoutError } from "./errors.ts";
import { checkNumbers } from "./numbers.ts";
import type { Look } from "./refresh.ts";
import { type Sleep, timerDelay } from "./sleep.ts";

/** How long, how often and with whom watching to wait. */
export interface WaitOptions<T = unknown> {
  /**
   * Seconds between two looks at the server. Default: the client's `waitInterval`, reached from
   * 1 second upwards and doubled after two minutes. Longer after a look that took more than two
   * requests, so that there are no more than two in each interval.
   */
  waitInterval?: number | null | undefined;
  /**
   * Seconds after which the wait ends; negative for never. Default: the client's `waitTime`. What
   * is given by its id alone is looked at once, even if that takes longer; a server that does not
   * answer is given half a minute for it.
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
}

/** What a wait waits for. */
export interface WaitTarget<T> {
  /** Whether an object, as seen now, needs no more waiting. */
  done: (item: T) => boolean;
  /** Whether an object's own fields say how it stands, so that the first look can be saved. */
  known: (item: T) => boolean;
  /** Looks at the server. */
  poll: (items: readonly T[], signal?: AbortSignal) => Promise<Look<T>>;
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
 */
export async function* waitEach<T>(
  items: readonly T[],
  target: WaitTarget<T>,
  options: WaitOptions<T>,
  clock: WaitClock,
): AsyncGenerator<T, void> {
  const { signal, onUpdate } = options;
  const interval = options.waitInterval ?? clock.waitInterval;
  const limit = options.waitTime ?? clock.waitTime ?? -1;
  checkNumbers({ waitInterval: interval, waitTime: limit });
  const begun = clock.now();
  const elapsed = () => (clock.now() - begun) / 1000;
  const finished: T[] = [];
  let remaining = [...items];
  let pause: number | null = null;
  let requests = 0;

  /** Moves what is done from `remaining` to `finished`. */
  const settle = (seen: T[], isDone: (item: T) => boolean): T[] => {
    const done = seen.filter(isDone);
    remaining = seen.filter((item) => !isDone(item));
    finished.push(...done);
    return done;
  };

  yield* settle(remaining, (item) => target.known(item) && target.done(item));
  // What was described by its own fields a moment ago is not worth another look yet.
  let rest = remaining.length > 0 && remaining.every(target.known);
  while (remaining.length > 0) {
    try {
      signal?.throwIfAborted();
      const left = limit < 0 ? Infinity : limit - elapsed();
      if (rest) {
        if (left <= 0) break;
        const asked = options.waitInterval ?? null;
        pause = nextPause(pause, asked, clock.waitInterval, elapsed());
        const owed = requests > FREE ? requests / FREE * interval : 0;
        await clock.sleep(Math.min(Math.max(pause, owed), left), signal);
      }
      const first = !rest;
      rest = true;
      // A server that does not answer must not hold up the end of the wait, but what has never been
      // looked at cannot be given back as it stands.
      const look = await lookWithin(
        first
          ? Math.max(left, FIRST_LOOK + remaining.length)
          : Math.max(limit < 0 ? Infinity : limit - elapsed(), LAST_LOOK),
        signal,
        (signal) => target.poll(remaining, signal),
      );
      if (look === null) break;
      requests = look.requests;
      const done = settle(look.items, target.done);
      onUpdate?.({ finished, remaining, elapsed: elapsed() });
      yield* done;
    } catch (error) {
      if (!signal?.aborted) throw error;
      throw new WaitAbortedError("The wait was interrupted", finished, remaining, error);
    }
  }
  if (remaining.length > 0) {
    const all = finished.length + remaining.length;
    throw new WaitTimeoutError(
      `Waited ${limit} seconds: ${remaining.length} of ${all} not done`,
      finished,
      remaining,
    );
  }
}

/** The least seconds that the first look may take, beside one for each object. */
const FIRST_LOOK = 30;

/** The least seconds that a look at the end of the time may take. */
const LAST_LOOK = 0.5;

/** Looks at the server for so many seconds at most; `null` if it has not answered by then. */
async function lookWithin<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  poll: (signal: AbortSignal) => Promise<Look<T>>,
): Promise<Look<T> | null> {
  const over = new AbortController();
  const timer = seconds < Infinity
    ? setTimeout(() => over.abort(), timerDelay(seconds))
    : undefined;
  try {
    return await poll(signal ? AbortSignal.any([signal, over.signal]) : over.signal);
  } catch (error) {
    if (over.signal.aborted && !signal?.aborted) return null;
    throw error;
  } finally {
    clearTimeout(timer);
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
