/** How commands delete things that do not exist. */

import { NotFoundError } from "../../mod.ts";
import type { Context } from "../context.ts";
import { Missing, oneLine } from "../errors.ts";
import { type Choice, ignored } from "../api/finder.ts";
import { inParallel } from "../../lib/core/parallel.ts";

/** The option `--ignore-missing` of commands that delete. */
export const IGNORE_MISSING = [
  "--ignore-missing",
  "Skip things that do not exist, instead of failing.",
] as const;

/** Does something; with `--ignore-missing`, a missing thing is not a failure. */
export async function ignoringMissing<T>(
  ctx: Context,
  options: object,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const isMissing = error instanceof NotFoundError || error instanceof Missing;
    if (!(options as Choice).ignoreMissing || !isMissing) throw error;
    await ignored(ctx, options, oneLine(error.message));
    return null;
  }
}

/** Fetches things by their ids; with `--ignore-missing`, those that exist. */
export async function allOf<T, U>(
  ctx: Context,
  ids: readonly T[],
  choice: Choice,
  fetch: (id: T) => Promise<U>,
): Promise<U[]> {
  const found = inParallel(ids, (id) => ignoringMissing(ctx, choice, () => fetch(id)));
  return (await Array.fromAsync(found)).flatMap((item) => item === null ? [] : [item]);
}
