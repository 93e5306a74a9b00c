/**
 * The simulator of `@doapi/doapi/sandbox` with all of the API from the beginning: nothing is loaded
 * later, so that a bundle of this module is whole.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox } from "@doapi/doapi/sandbox/all";
 *
 * const sandbox = createSandbox();
 * const response = await sandbox.fetch("https://api.digitalocean.com/v2/certificates", {
 *   headers: { authorization: "Bearer any" },
 * });
 * assertEquals((await response.json()).certificates, []);
 * ```
 *
 * @module
 */
import { REST } from "./generic/mod.ts";
import { PLAN } from "./generic/plan.ts";
import { createSandbox as create, type Operation } from "./mod.ts";
import type { SandboxOptions } from "./options.ts";
import type { SandboxRest } from "./generic/load.ts";
import type { Sandbox } from "./sandbox.ts";

export * from "./mod.ts";

/** The operations beyond the core, for the option `rest` of a sandbox. */
const rest: SandboxRest = REST;
export { rest as REST };

/**
 * Makes a sandbox as `createSandbox` of `@doapi/doapi/sandbox` does, with all of the API.
 *
 * @param options The settings; every one may be left out.
 * @returns The sandbox, empty unless the options say otherwise.
 * @throws {Error} If the state or the seed of the options is refused.
 * @throws {RangeError} If a time in the options is negative or not a number.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return create({ rest: REST, ...options });
}

/** Every operation of the API; their meanings are at https://docs.digitalocean.com/reference/api/. */
export const operations: readonly Operation[] = PLAN.map(({ operation: { method, path } }) => ({
  method,
  path,
}));
