import { readFilter } from "../args/selection.ts";
import type { Context } from "../context.ts";
import { PLAIN } from "./print.ts";

/**
 * Adds conditions to those of the line, as if they were given with `--filter`.
 *
 * @param conditions Such as `price_monthly<=20`; those that are undefined are left out.
 */
export function narrow(ctx: Context, ...conditions: readonly (string | undefined)[]): void {
  const more = conditions.flatMap((text) => text === undefined ? [] : readFilter(text));
  if (more.length === 0) return;
  const view = ctx.view ?? PLAIN;
  const { selection } = view;
  ctx.view = { ...view, selection: { ...selection, filters: [...selection.filters, ...more] } };
}
