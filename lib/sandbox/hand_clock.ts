/**
 * A clock that stands still until it is turned: its `now` for the sandbox and the client of a
 * test, its `sleep` for whoever waits, who then waits no time at all.
 *
 * @example Waiting out an action without waiting
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox, HandClock } from "@doapi/doapi/sandbox";
 *
 * const clock = new HandClock(Date.UTC(2026, 0, 1));
 * const sandbox = createSandbox({ now: clock.now, sleep: clock.sleep, actionTime: 30 });
 * await clock.sleep(30_000);
 * assertEquals(new Date(sandbox.clock.now()).toISOString(), "2026-01-01T00:00:30.000Z");
 * ```
 */
export class HandClock {
  #ms: number;

  /**
   * Makes one.
   *
   * @param start The time it shows at first, in epoch milliseconds; 2026 begins if left out.
   */
  constructor(start: number = Date.UTC(2026, 0, 1)) {
    this.#ms = start;
  }

  /** The time it shows, in epoch milliseconds; can be passed on without the clock. */
  readonly now: () => number = () => this.#ms;

  /**
   * Turns the clock on by so many milliseconds and is done; can be passed on without the clock.
   * Rejects with the signal's reason if that has been aborted.
   */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void> = (ms, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.#ms += ms;
    return Promise.resolve();
  };

  /**
   * Turns the clock on.
   *
   * @param seconds How far.
   */
  advance(seconds: number): void {
    this.#ms += seconds * 1000;
  }
}
