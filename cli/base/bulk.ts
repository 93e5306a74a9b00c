import type { CallOptions, Resource } from "../../mod.ts";
import type { Context } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import { report } from "../report.ts";
import { idOf } from "../api/ids.ts";
import { inParallel } from "../parallel.ts";

/** What a bulk command has achieved. */
export interface BulkResult<U> {
  /** What succeeded, in the order of the arguments. */
  done: U[];
  /** How many were not done; each failure has been told on standard error. */
  failed: number;
  /** The exit code that the failures come to. */
  code: number;
}

/** Does something to many things in parallel and goes on past failures. */
export async function bulk<T, U>(
  ctx: Context,
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<BulkResult<U>> {
  const done: U[] = [];
  const errors: unknown[] = [];
  let turn: Promise<void> = Promise.resolve();
  const attempt = async (item: T): Promise<() => void> => {
    // A moment apart, so that the server starts and numbers things in the order of the arguments.
    const mine = turn;
    turn = mine.then(() => new Promise((resolve) => setTimeout(resolve)));
    await mine;
    if (ctx.signal.aborted) return () => {};
    try {
      const value = await work(item);
      return () => done.push(value);
    } catch (error) {
      return () => errors.push(error);
    }
  };
  for await (const note of inParallel(items, attempt)) note();
  // One failure of one thing is the command's own; the caller tells it.
  if (items.length === 1 && errors.length === 1) throw errors[0];
  // After Ctrl-C everything fails for the one reason that the user knows.
  const reports = ctx.signal.aborted ? [] : errors.map((error) => report(error, false));
  const hints = new Set(reports.flatMap(({ hint }) => hint ?? []));
  const code = reports.some(({ code }) => code === EXIT.timeout) ? EXIT.timeout : EXIT.failed;
  for (const line of new Set([...reports.map(({ message }) => message), ...hints])) {
    await ctx.err(`${ctx.program}: ${line}\n`);
  }
  return { done, failed: items.length - done.length, code };
}

/** Ends a bulk command whose failures have been told. */
export function checkBulk({ done, failed, code }: BulkResult<unknown>): void {
  if (failed) throw new ExitError(`${failed} of ${done.length + failed} failed`, code);
}

/** Deletes resources; see {@linkcode deleted}. */
export function deleteAll(
  ctx: Context,
  items: readonly (Resource & { delete(options: CallOptions): Promise<void> })[],
): Promise<void> {
  return deleted(ctx, items, async (item) => {
    await item.delete({ signal: ctx.signal });
    const { ip, name } = item.fields;
    const kind = item.resourceType.replaceAll("_", " ").replace("ssh", "SSH");
    return ip === undefined ? `${kind} ${idOf(item) ?? name}` : `floating IP ${ip}`;
  });
}

/** Deletes many things. There is no output for it, so if some are left, the others are named. */
export async function deleted<T>(
  ctx: Context,
  items: readonly T[],
  work: (item: T) => Promise<string>,
): Promise<void> {
  const result = await bulk(ctx, items, work);
  if (result.failed && result.done.length) {
    await ctx.err(`${ctx.program}: deleted: ${result.done.join(", ")}\n`);
  }
  checkBulk(result);
}
