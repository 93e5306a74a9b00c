/**
 * A client from the environment: kept apart, so that the library itself reads no variables.
 *
 * @example
 * ```ts
 * import { fromEnv } from "@doapi/doapi/env";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const env = { DO_API_TOKEN: "a-token" }; // without `env`: the variables of the process
 * const doapi = fromEnv({ fetch: createSandbox().fetch }, env);
 * console.log((await doapi.fetchAccount()).status); // active
 * ```
 *
 * @module
 */

import { DOAPI } from "./client.ts";
import type { DOAPIOptions } from "./core/client_options.ts";

/** The variables that can hold a token, first one first. */
const TOKENS = ["DO_API_TOKEN", "DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"];

/** The variables that can hold an endpoint, first one first. */
const ENDPOINTS = ["DO_API_ENDPOINT", "DIGITALOCEAN_API_URL"];

/** Environment variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Makes a client with the token of `DO_API_TOKEN`, `DIGITALOCEAN_TOKEN` or
 * `DIGITALOCEAN_ACCESS_TOKEN`, and with the endpoint of `DO_API_ENDPOINT` or `DIGITALOCEAN_API_URL`
 * if one is set; sends nothing.
 *
 * @param options Options of the client; an `endpoint` here wins over the variables.
 * @param env The variables. Default: those of the process, in Deno, Node and Bun.
 * @throws {TypeError} If no variable has a token, if the variable that counts is set but empty, or
 * for what the constructor of {@linkcode DOAPI} refuses.
 */
export function fromEnv(options: DOAPIOptions = {}, env: Env = processEnv()): DOAPI {
  const token = firstOf(env, TOKENS);
  if (token === undefined) {
    throw new TypeError(
      `No API token is set: set ${TOKENS.join(", ").replace(/, (?=\w+$)/, " or ")}`,
    );
  }
  const endpoint = options.endpoint ?? firstOf(env, ENDPOINTS);
  return new DOAPI(token, { ...options, endpoint });
}

/** The value of the first variable that is set. */
function firstOf(env: Env, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = env[name];
    if (value === undefined) continue;
    if (value.trim() === "") throw new TypeError(`${name} is set but empty: set it, or unset it`);
    return value;
  }
  return undefined;
}

/** The variables of the process; none where there is no such thing, as in a browser. */
function processEnv(): Env {
  const { process } = globalThis as { process?: { env?: Env } };
  // deno-lint-ignore doapi/portable-library -- reading the environment is what this module is for
  return process?.env ?? {};
}
