/**
 * A clock that stands still until it is advanced: its `now` and `sleep` are for the sandbox and
 * for the client of a test, which then never wait.
 *
 * @example Waiting out an action without waiting
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox, FakeClock } from "@doapi/doapi/sandbox";
 *
 * const { now, sleep } = new FakeClock(Date.UTC(2026, 0, 1));
 * const { fetch } = createSandbox({ now, sleep, actionTime: 30, seed: { droplets: 1 } });
 * const doapi = new DOAPI("any", { fetch, now, sleep });
 * const action = await (await doapi.droplet(3164001).reboot()).wait();
 * assertEquals(action.completed_at?.toISOString(), "2026-01-01T00:00:30.000Z");
 * ```
 */
export class FakeClock {
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
   * Advances the clock by so many seconds and resolves; can be passed on without the clock. Rejects
   * with the signal's reason if that has been aborted.
   */
  readonly sleep: (seconds: number, signal?: AbortSignal) => Promise<void> = (seconds, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.advance(seconds);
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
