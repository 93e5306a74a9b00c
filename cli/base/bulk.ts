import type { Context } from "../context.ts";
import { ExitError, report } from "../errors.ts";

/** How many changes are under way at once: fast, and far from 250 requests a minute. */
const PARALLEL = 8;

/** What a bulk command has achieved. */
export interface BulkResult<U> {
  /** What succeeded, in the order of the arguments. */
  done: U[];
  /** How many failed; each failure has been told on standard error. */
  failed: number;
}

/** Does something to many things in parallel and goes on past failures. */
export async function bulk<T, U>(
  ctx: Context,
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<BulkResult<U>> {
  const results: ({ value: U } | { error: unknown })[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length && !ctx.signal.aborted) {
      const i = next++;
      try {
        results[i] = { value: await work(items[i] as T) };
      } catch (error) {
        results[i] = { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, items.length) }, worker));
  const done: U[] = [];
  const errors: unknown[] = [];
  for (const result of results) {
    if (!result) continue;
    if ("value" in result) done.push(result.value);
    else errors.push(result.error);
  }
  // One failure of one thing is the command's own; the caller tells it.
  if (items.length === 1 && errors.length === 1) throw errors[0];
  for (const error of errors) {
    await ctx.err(`${ctx.program}: ${report(error, ctx.signal.aborted).message}\n`);
  }
  return { done, failed: errors.length };
}

/** Ends a bulk command whose failures have been told. */
export function checkBulk({ done, failed }: BulkResult<unknown>): void {
  if (failed) throw new ExitError(`${failed} of ${done.length + failed} failed`);
}
