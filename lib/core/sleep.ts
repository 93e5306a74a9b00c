/** Waits `seconds`, or rejects with the signal's reason as soon as the signal aborts. */
export type Sleep = (seconds: number, signal?: AbortSignal) => Promise<void>;

/**
 * The current time in epoch milliseconds, on a clock that does not jump when the system's is set.
 */
export const now = (): number => performance.timeOrigin + performance.now();

/** The most milliseconds that a timer can be set to, more than three weeks: after more it fires at once. */
const LONGEST = 2 ** 31 - 1;

/** How many milliseconds to set a timer to. */
export function timerDelay(seconds: number): number {
  return Math.min(Math.max(seconds, 0) * 1000, LONGEST);
}

/** The real clock's {@linkcode Sleep}; everything that waits takes another one for tests. */
export const sleep: Sleep = (seconds, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    }, timerDelay(seconds));
    signal?.addEventListener("abort", aborted, { once: true });
  });
