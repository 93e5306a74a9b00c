import { ValidationError } from "@cliffy/command";
import { DOAPI, type DOAPIOptions, type ResponseEvent } from "../mod.ts";
import { type Context, isOn } from "./context.ts";
import { outputOf, universal } from "./options.ts";
import { tellDoubt } from "./output/doubt.ts";
import { trace } from "./output/trace.ts";
import { findToken } from "./token.ts";

/** Seconds of waiting that a person wonders about. */
const NOTICEABLE = 5;

/** Opens the client that the universal options and the environment ask for. */
export async function connect(
  ctx: Context,
  given: object | void,
  replaced: DOAPIOptions = {},
): Promise<DOAPI> {
  const options = universal(given);
  // What cannot be printed is refused before anything is done.
  outputOf(options);
  const { timeout, quiet } = options;
  const verbose = options.verbose || isOn(ctx, "DOAPI_DEBUG");
  const allowHttp = options.allowHttp || isOn(ctx, "DOAPI_ALLOW_HTTP");
  const onHold = (seconds: number, why: string) => {
    if (seconds < NOTICEABLE || quiet) return;
    ctx.err(`${ctx.program}: waiting ${Math.ceil(seconds)} s: ${why}\n`);
  };
  const onResponse = (event: ResponseEvent) => {
    if (verbose) trace(ctx, event);
    else if (event.retryIn !== null) onHold(event.retryIn, `${event.status ?? "no answer"}`);
    tellDoubt(ctx, event);
  };
  const shared = { timeout, allowHttp, onResponse, ...replaced };
  if (options.sandbox && options.endpoint !== undefined) {
    throw new ValidationError('Option "--sandbox" conflicts with option "--endpoint".');
  }
  if (options.sandbox || (isOn(ctx, "DOAPI_SANDBOX") && options.endpoint === undefined)) {
    const { sandboxFetch } = await import("./sandbox_state.ts");
    const fetch = await sandboxFetch(ctx, options);
    return new DOAPI("sandbox", { ...shared, fetch, perMinute: null });
  }
  const endpoint = options.endpoint ?? ctx.env("DO_API_ENDPOINT") ??
    ctx.env("DIGITALOCEAN_API_URL");
  return new DOAPI(await findToken(ctx, options), { ...shared, endpoint });
}
