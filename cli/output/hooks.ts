import type { DOAPIOptions } from "../../mod.ts";
import { type Context, note } from "../context.ts";
import { reportLost, reportUncertain } from "./uncertain.ts";
import { trace } from "./trace.ts";

/** Seconds of silence after which a person wonders. */
const NOTICEABLE = 5;

/**
 * The lines about a command's requests on standard error.
 *
 * @param simulated Whether it is the simulator that answers them.
 */
export function hooks(
  ctx: Context,
  verbose: boolean,
  quiet: boolean,
  simulated = false,
): Required<Pick<DOAPIOptions, "onResponse" | "onHold">> {
  // Many requests may be held up together: report it once.
  let saidUntil = -Infinity;
  const tellWait = (seconds: number, why: string) => {
    if (seconds < NOTICEABLE || quiet || ctx.elapsed() < saidUntil) return;
    saidUntil = ctx.elapsed() + seconds;
    note(ctx, `waiting ${Math.ceil(seconds)} s: ${why}`);
  };
  return {
    onResponse(event) {
      const { status, retryIn } = event;
      if (verbose) trace(ctx, event, simulated);
      else if (retryIn !== null) {
        tellWait(retryIn, status === null ? "no answer" : `the answer was ${status}`);
      }
      reportUncertain(ctx, event);
      reportLost(ctx, event);
    },
    onHold: (seconds) => tellWait(seconds, "the API allows 250 requests a minute"),
  };
}
