import type { ResponseEvent } from "../../mod.ts";
import { type Context, note } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";

/** Reports a delete that succeeded at a later try, which found nothing left to delete. */
export function reportLost(ctx: Context, event: ResponseEvent): void {
  const { method, status, doing, url, error } = event;
  if (method !== "DELETE" || status !== 404 || error !== null) return;
  const what = doing ?? `${method} ${url}`;
  note(ctx, `${what}: an earlier attempt succeeded, but its answer was lost`, "warning");
}

/**
 * Reports a change that Ctrl-C or the end of the wait time interrupted: nobody else knows
 * that it may have arrived.
 */
export function reportUncertain(ctx: Context, event: ResponseEvent): void {
  const { method, status, doing, url, error } = event;
  const late = error instanceof ExitError && error.code === EXIT.timeout;
  const ended = ctx.signal.aborted || late;
  if (!ended || method === "GET" || status !== null) return;
  const what = doing ?? `${method} ${url}`;
  note(ctx, `interrupted: ${what}; it may have taken effect`, "warning");
}
