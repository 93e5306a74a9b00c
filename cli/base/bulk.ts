import { type CallOptions, Resource } from "../../mod.ts";
import type { Context } from "../context.ts";
import { EXIT, Summary } from "../errors.ts";
import { complain, report, tell } from "../report.ts";
import type { Choice } from "../api/finder.ts";
import type { UniversalOptions } from "../args/options.ts";
import { inParallel } from "../../lib/core/parallel.ts";
import { type Progress, progress } from "../output/progress.ts";
import { pathOf } from "../safety/found.ts";
import { ignoringMissing } from "./missing.ts";
import { permit } from "../safety/permission.ts";
import { type Thing, thingOf } from "../safety/thing.ts";

/** A resource with a place in the API. */
export type Addressed = Resource & {
  readonly url: string;
  readonly client: { readonly endpoint: string };
};

/** One that can be deleted. */
export type Deletable = Addressed & { delete(options: CallOptions): Promise<void> };

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
  options: object,
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<BulkResult<U>> {
  const done: U[] = [];
  const errors: { item: T; error: unknown }[] = [];
  const shown = patience(ctx, options, items);
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
      return () => errors.push({ item, error });
    } finally {
      shown.over(item);
    }
  };
  for await (const note of inParallel(items, attempt)) note();
  await shown.end();
  // One failure of one thing is the command's own; the caller tells it.
  if (items.length === 1 && errors[0]) throw errors[0].error;
  const code = await told(ctx, errors);
  return { done, failed: items.length - done.length, code };
}

/** Seconds after which somebody wonders how far a command is. */
const NOTICEABLE = 1;

/** Shows how far many requests are, as waits do, once that takes long enough to wonder. */
function patience<T>(ctx: Context, options: object, items: readonly T[]) {
  const started = ctx.elapsed();
  const finished = new Set<T>();
  let line: Progress | null = null;
  return {
    over(item: T) {
      finished.add(item);
      const elapsed = ctx.elapsed() - started;
      if (items.length < 2 || elapsed < NOTICEABLE) return;
      line ??= progress(ctx, options, "answers");
      const remaining = items.filter((one) => !finished.has(one));
      line.update({ finished: [...finished], remaining, elapsed, failure: null });
    },
    end: async () => await line?.end(),
  };
}

/** Reports failures, each reason once; returns their exit code. */
async function told(
  ctx: Context,
  errors: readonly { item: unknown; error: unknown }[],
): Promise<number> {
  // After Ctrl-C everything fails for the one reason that the user knows.
  if (ctx.signal.aborted) return EXIT.failed;
  const reports = errors.map(({ error }) => report(error, false));
  if (ctx.errorsAs === "json") {
    for (const { item, error } of errors) await tell(ctx, error, aboutOf(item));
  } else {
    const hints = new Set(reports.flatMap(({ hint }) => hint ?? []));
    for (const line of new Set([...reports.map(({ message }) => message), ...hints])) {
      await complain(ctx, line);
    }
  }
  return reports.some(({ code }) => code === EXIT.timeout) ? EXIT.timeout : EXIT.failed;
}

/** Ends a bulk command whose failures have been told. */
export function checkBulk({ done, failed, code }: BulkResult<unknown>): void {
  if (failed) throw new Summary(`${failed} of ${done.length + failed} failed`, code);
}

/** Deletes resources; see {@linkcode deleted}. */
export function deleteAll(
  ctx: Context,
  options: Choice & UniversalOptions,
  items: readonly Deletable[],
): Promise<void> {
  return deleted(ctx, options, items, thingIn, (item) => item.delete({ signal: ctx.signal }));
}

/** What messages and protections call a resource. */
export function thingIn(item: Addressed): Thing {
  const kind = item.resourceType.replaceAll("_", " ").replace("ssh", "SSH").replace(/\bip\b/, "IP");
  return thingOf(kind, pathOf(item.client, item), item.fields);
}

/** What names a thing in a list of failures. */
function aboutOf(item: unknown): { name?: unknown; id?: unknown } {
  const fields = item instanceof Resource ? item.fields : item;
  const { name, id, ip } = (typeof fields === "object" && fields !== null ? fields : {}) as {
    name?: unknown;
    id?: unknown;
    ip?: unknown;
  };
  return { name, id: id ?? ip };
}

/**
 * Deletes many things, if they may be deleted.
 *
 * @param thing What each is, as messages and protections have it.
 */
export async function deleted<T>(
  ctx: Context,
  options: Choice & UniversalOptions,
  items: readonly T[],
  thing: (item: T) => Thing,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  await permit(ctx, options, "delete", items.map(thing));
  const result = await bulk(ctx, options, items, async (item) => {
    // Somebody else may be faster.
    await ignoringMissing(ctx, options, () => work(item));
  });
  checkBulk(result);
}
