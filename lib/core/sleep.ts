/** Waits `seconds`, or rejects with the signal's reason as soon as the signal aborts. */
export type Sleep = (seconds: number, signal?: AbortSignal) => Promise<void>;

/** The real clock's {@linkcode Sleep}; everything that waits takes another one for tests. */
export const sleep: Sleep = (seconds, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    // A longer delay than 2^31 ms would fire at once.
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    }, Math.min(Math.max(seconds, 0) * 1000, 2 ** 31 - 1));
    signal?.addEventListener("abort", aborted, { once: true });
  });
