import { counted } from "../../lib/api/words.ts";
import type { ResponseEvent } from "../../mod.ts";
import { type Context, note } from "../context.ts";

/** Writes a request to standard error: what was sent, what came back, how long it took. */
export function trace(ctx: Context, event: ResponseEvent, simulated: boolean): void {
  const { method, body } = event;
  // Nothing goes to the host of the URL then.
  const url = simulated ? event.url.replace(/^https?:\/\/[^/]+/, "") : event.url;
  const where = simulated ? "simulator: " : "";
  // What is in a body may be secret, as user data often is.
  const sent = body === null
    ? ""
    : ` with ${counted(new TextEncoder().encode(body).length, "byte")}`;
  note(ctx, `${where}${method} ${redacted(url)}${sent}: ${outcome(event)}`, "debug");
}

/** Values of a query that are secret by their names; the token itself is never part of a URL. */
function redacted(url: string): string {
  return url.replace(/([?&][^=&]*(?:token|secret|password|signature)[^=&]*=)[^&]*/gi, "$1***");
}

function outcome(event: ResponseEvent): string {
  const { status, headers, error, seconds, attempt, heldBack, retryIn } = event;
  const result = status ?? `no answer (${error instanceof Error ? error.message : error})`;
  const remaining = headers?.get("ratelimit-remaining");
  return [
    `${result} in ${milliseconds(seconds)}`,
    ...(remaining ? [`${counted(Number(remaining), "request")} left`] : []),
    ...(heldBack > 0 ? [`held back for ${milliseconds(heldBack)}`] : []),
    ...(attempt > 1 ? [`try ${attempt}`] : []),
    ...(retryIn === null ? [] : [`again in ${milliseconds(retryIn)}`]),
  ].join(", ");
}

function milliseconds(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`;
}
