import { counted } from "../../lib/api/words.ts";
import { ValidationError } from "@cliffy/command";
import {
  DOAPI,
  type DOAPIOptions,
  type RequestOptions,
  UnprocessableEntityError,
} from "../../mod.ts";
import { type Context, isOn } from "../context.ts";
import { EXIT, ExitError, hinted } from "../errors.ts";
import { universal, type WaitTimes } from "../args/options.ts";
import { setting, simulates } from "../config/settings.ts";
import { hooks } from "../output/hooks.ts";
import { simulated } from "./simulated.ts";
import { findToken } from "./token.ts";

/** Milliseconds after the wait time for printing what is known. */
const GRACE = 1000;

/**
 * Ends all requests: aborted by Ctrl-C, and when a command's wait time is over, as whatever it does
 * then has to end.
 */
function ending(ctx: Context, { waitTime }: WaitTimes): AbortSignal {
  if (waitTime === undefined || waitTime < 0) return ctx.signal;
  const left = (waitTime - ctx.elapsed()) * 1000 + GRACE;
  // A timer that is set to more fires at once.
  if (left > 2 ** 31 - 1) return ctx.signal;
  const over = new AbortController();
  const end = new ExitError(
    `the wait time of ${counted(waitTime, "second")} is over`,
    EXIT.timeout,
  );
  AbortSignal.timeout(Math.max(left, 0)).addEventListener("abort", () => over.abort(end));
  return AbortSignal.any([ctx.signal, over.signal]);
}

/**
 * Keeps the token out of all that is printed from now on: answers may repeat it. What is printed at
 * once is whole, so that no token is in two parts.
 */
function keepSecret(ctx: Context, client: DOAPI): DOAPI {
  const { out, err } = ctx;
  ctx.out = (result) => out(client.redact(result));
  ctx.err = (text) => err(client.redact(text));
  return client;
}

/** A client that asks about changes, notes them in a dry run, or refuses them. */
class CommandClient extends DOAPI {
  readonly #ctx: Context;
  readonly #given: object | void;

  constructor(ctx: Context, given: object | void, token: string, options: DOAPIOptions) {
    super(token, options);
    this.#ctx = ctx;
    this.#given = given;
  }

  protected override another(token: string, options: DOAPIOptions): this {
    return new CommandClient(this.#ctx, this.#given, token, options) as this;
  }

  override async request<T = unknown>(url: string, options: RequestOptions = {}): Promise<T> {
    return await this.#guarded(url, options, () => super.request<T>(url, options)) as T;
  }

  protected override async answer(url: string, options: RequestOptions & { key: string }) {
    let whole: Record<string, unknown> = {};
    const found = await this.#guarded(url, options, async () => {
      whole = await super.answer(url, options);
      return whole[options.key];
    });
    return { ...whole, [options.key]: found };
  }

  async #guarded(
    url: string,
    options: RequestOptions,
    send: () => Promise<unknown>,
  ): Promise<unknown> {
    const method = (options.method ?? "GET").toUpperCase();
    if (method === "GET") return await send();
    const { change } = await import("../safety/change.ts");
    // What is looked up before the change ends with the command, too.
    const request = { signal: this.#ctx.signal, ...options, url, method };
    try {
      return await change(this.#ctx, this, this.#given, request, send);
    } catch (error) {
      if (!(error instanceof UnprocessableEntityError)) throw error;
      if (!/size|region|version/i.test(error.apiMessage)) throw error;
      const { meant } = await import("./refused.ts");
      // The API's error stands even if the look-up of suggestions fails.
      const hint = await meant(this, error, options.data).catch(() => "");
      throw hint ? hinted(error, hint) : error;
    }
  }
}

/** Opens the client that the universal options and the environment ask for. */
export async function connect(
  ctx: Context,
  given: object | void,
  replaced: DOAPIOptions = {},
): Promise<DOAPI> {
  const options = universal(given);
  const { timeout, quiet = false } = options;
  const verbose = options.verbose || isOn(ctx, "DOAPI_DEBUG");
  const allowHttp = options.allowHttp || isOn(ctx, "DOAPI_ALLOW_HTTP");
  const signal = ending(ctx, given ?? {});
  const shared = { timeout, allowHttp, signal, ...replaced };
  if (options.sandbox && options.endpoint !== undefined) {
    throw new ValidationError('Option "--sandbox" conflicts with option "--endpoint".');
  }
  if (await simulates(ctx, options)) {
    // If the command line does not name the simulator, messages do.
    if (!options.sandbox) ctx.program = ctx.program.replace(/( \(simulator\))?$/, " (simulator)");
    const { sandboxFetch } = await import("../sandbox/state.ts");
    const fetch = await sandboxFetch(ctx, options);
    const told = hooks(ctx, verbose, quiet, true);
    const all = { ...told, ...shared, fetch, perMinute: null };
    return simulated(new CommandClient(ctx, given, "sandbox", all));
  }
  const endpoint = options.endpoint ?? await setting(ctx, options, "endpoint");
  const told = hooks(ctx, verbose, quiet);
  const { token } = await findToken(ctx, options);
  return keepSecret(ctx, new CommandClient(ctx, given, token, { ...told, ...shared, endpoint }));
}
