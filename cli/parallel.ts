import { Missing, Problems } from "./errors.ts";

/** How many requests are under way at once: fast, and far from 250 requests a minute. */
const PARALLEL = 8;

/**
 * Yields what is made of each item, in the order of the items, with a bounded number under way.
 * Fails when it comes to an item that failed.
 */
export async function* inParallel<T, U>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<U>,
): AsyncGenerator<U, void> {
  const ahead: Promise<U>[] = [];
  for await (const item of items) {
    const result = work(item);
    // One that fails before its turn is reported when its turn comes.
    result.catch(() => {});
    ahead.push(result);
    if (ahead.length >= PARALLEL) yield await ahead.shift()!;
  }
  for (const result of ahead) yield await result;
}

/**
 * Waits for several things to be done at once; of their failures, the first in order counts, but all
 * that is missing, or wrong with the command line, is told at once.
 */
export async function together<T extends readonly unknown[]>(
  ...work: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  const ends = await Promise.allSettled(work);
  const failures = ends.flatMap((end) => end.status === "rejected" ? [end.reason] : []);
  if (failures.length > 1 && failures.every((failure) => failure instanceof Missing)) {
    throw new Missing(failures.flatMap(({ things }) => things));
  }
  const lists = failures.filter((one) => one instanceof Missing || one instanceof Problems);
  if (failures.length > 1 && lists.length === failures.length) {
    throw new Problems(lists.flatMap(({ message }) => message.split("\n")));
  }
  return await Promise.all(work) as unknown as T;
}
