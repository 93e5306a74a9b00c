/** How many requests of one call are under way at once, at most. */
const PARALLEL = 8;

/** Maps with a bounded number of calls under way; begins no more after the first failure. */
export async function inParallel<T, U>(
  items: readonly T[],
  work: (item: T) => U | Promise<U>,
): Promise<U[]> {
  const results: U[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const i = next++;
      try {
        results[i] = await work(items[i] as T);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, items.length) }, worker));
  return results;
}
