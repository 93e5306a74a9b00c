/** How many pieces of work are under way at once: fast, and far from 250 requests a minute. */
const PARALLEL = 8;

/**
 * Yields what is made of each item, in the order of the items, with a bounded number under way.
 * Begins no more once one has failed.
 *
 * @throws What the work on an item throws, when it is that item's turn.
 */
export async function* inParallel<T, U>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => U | Promise<U>,
): AsyncGenerator<U, void> {
  const ahead: Promise<U>[] = [];
  let hasFailed = false;
  for await (const item of items) {
    if (hasFailed) break;
    const result = (async () => await work(item))();
    // One that fails before its turn is reported when its turn comes.
    result.catch(() => hasFailed = true);
    ahead.push(result);
    if (ahead.length >= PARALLEL) yield await ahead.shift()!;
  }
  for (const result of ahead) yield await result;
}
