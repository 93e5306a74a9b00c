import { ValidationError } from "@cliffy/command";
import { DOAPI, type DOAPIOptions } from "../mod.ts";
import { type Context, isOn } from "./context.ts";
import { outputOf, universal } from "./options.ts";
import { hooks } from "./output/hooks.ts";
import { findToken } from "./token.ts";

/** Opens the client that the universal options and the environment ask for. */
export async function connect(
  ctx: Context,
  given: object | void,
  replaced: DOAPIOptions = {},
): Promise<DOAPI> {
  const options = universal(given);
  // What cannot be printed is refused before anything is done.
  outputOf(options);
  const { timeout, quiet = false } = options;
  const verbose = options.verbose || isOn(ctx, "DOAPI_DEBUG");
  const allowHttp = options.allowHttp || isOn(ctx, "DOAPI_ALLOW_HTTP");
  const shared = { timeout, allowHttp, ...hooks(ctx, verbose, quiet), ...replaced };
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
