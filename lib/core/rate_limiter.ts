import type { Sleep } from "./sleep.ts";

/** Milliseconds. */
const MINUTE = 60_000;

/** The shortest delay in seconds that is reported. */
const NOTICEABLE = 1;

/** The clock and the sleep. */
export interface LimiterClock {
  now: () => number;
  sleep: Sleep;
}

/**
 * Keeps what one client sends under a number of requests a minute: as long as there are fewer, none
 * is held back; the next one goes out as soon as the minute after the oldest is over.
 */
export class RateLimiter {
  readonly #limit: number;
  /** When the latest requests were sent. */
  readonly #sent: number[] = [];
  /** How many have not had their turn yet. */
  #waiting = 0;
  /** When the one that came last has had its turn, or has left. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Begins with no request sent.
   *
   * @param limit How many requests may be sent in any minute.
   * @throws {RangeError} If that is less than one.
   */
  constructor(limit: number) {
    if (!(limit >= 1)) throw new RangeError(`${limit} requests a minute are too few`);
    this.#limit = limit;
  }

  /**
   * Waits until a request may be sent. One that is aborted before leaves no gap.
   *
   * @param onHold Called with the seconds that this will take, as it looks now, if it is a second
   * or more.
   * @returns The seconds that it took.
   * @throws The signal's reason.
   */
  async turn(
    { now, sleep }: LimiterClock,
    signal: AbortSignal | undefined,
    onHold?: (seconds: number) => void,
  ): Promise<number> {
    const begun = now();
    const expected = (this.#due(this.#waiting, begun) - begun) / 1000;
    if (expected >= NOTICEABLE) onHold?.(expected);
    const ahead = this.#last;
    let leave = () => {};
    const left = new Promise<void>((resolve) => leave = resolve);
    this.#last = Promise.all([ahead, left]).then(() => {});
    this.#waiting++;
    try {
      await abortable(ahead, signal);
      // Only the first in the line sleeps, so that those behind it move up when it is aborted.
      const due = this.#due(0, now());
      if (due > now()) await sleep((due - now()) / 1000, signal);
      this.#sent.push(Math.max(now(), due));
      if (this.#sent.length > this.#limit) this.#sent.shift();
      return expected > 0 ? (now() - begun) / 1000 : 0;
    } finally {
      this.#waiting--;
      leave();
    }
  }

  /** When the nth of those that wait is due, if nothing else happens. */
  #due(n: number, now: number): number {
    const times = [...this.#sent];
    for (;; n--) {
      const due = Math.max(now, (times.at(-this.#limit) ?? -Infinity) + MINUTE);
      if (n === 0) return due;
      times.push(due);
    }
  }
}

/** Waits for a promise that does not fail, or rejects with the signal's reason. */
function abortable(promise: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal?.reason);
    if (signal?.aborted) aborted();
    signal?.addEventListener("abort", aborted, { once: true });
    promise.then(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    });
  });
}
