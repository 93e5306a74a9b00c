import type { ResponseEvent } from "../../mod.ts";
import type { Context } from "../context.ts";

/** Tells of a change that Ctrl-C has met on its way: nobody else knows that it may have arrived. */
export function tellDoubt(ctx: Context, { method, status, doing, url }: ResponseEvent): void {
  if (!ctx.signal.aborted || method === "GET" || status !== null) return;
  const what = doing ?? `${method} ${url}`;
  ctx.err(`${ctx.program}: interrupted: ${what}; it may have been done all the same\n`);
}
