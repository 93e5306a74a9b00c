import { DOAPI, type DOAPIOptions, type ResponseEvent } from "../mod.ts";
import type { Context } from "./context.ts";
import { outputOf, universal } from "./options.ts";
import { tellDoubt } from "./output/doubt.ts";
import { trace } from "./output/trace.ts";
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
  const { timeout } = options;
  const verbose = options.verbose || ctx.env("DOAPI_DEBUG") !== undefined;
  const allowHttp = options.allowHttp || ctx.env("DOAPI_ALLOW_HTTP") === "1";
  const onResponse = (event: ResponseEvent) => {
    if (verbose) trace(ctx, event);
    tellDoubt(ctx, event);
  };
  const shared = { timeout, allowHttp, onResponse, ...replaced };
  if (options.sandbox || ctx.env("DOAPI_SANDBOX") === "1") {
    const { sandboxFetch } = await import("./sandbox_state.ts");
    return new DOAPI("sandbox", { ...shared, fetch: await sandboxFetch(ctx, options) });
  }
  const endpoint = options.endpoint ?? ctx.env("DO_API_ENDPOINT") ??
    ctx.env("DIGITALOCEAN_API_URL");
  return new DOAPI(await findToken(ctx, options), { ...shared, endpoint });
}
