import { Missing } from "./errors.ts";
import { Problems } from "./problems.ts";

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
