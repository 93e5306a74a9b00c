/** The most milliseconds that a timer can be set to: more than three weeks. */
const LONGEST = 2 ** 31 - 1;

/** Waits so many seconds; rejects with the signal's reason when that aborts. */
export function timer(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const id = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, Math.min(seconds * 1000, LONGEST));
    const abort = (): void => {
      clearTimeout(id);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
  });
}
