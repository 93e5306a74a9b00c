import type { SandboxToken } from "./http/auth.ts";
import type { SandboxRest } from "./generic/load.ts";
import type { SandboxSeed } from "./seed/seed.ts";
import type { SandboxState } from "./state/state.ts";

/**
 * The settings of a sandbox; every one may be left out.
 *
 * @example An account of two tokens, in which nothing ends until the clock is turned
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox, type SandboxOptions } from "@doapi/doapi/sandbox";
 *
 * const options: SandboxOptions = {
 *   actionTime: "manual",
 *   tokens: ["all", { token: "reader", readOnly: true }],
 *   seed: { droplets: 2 },
 * };
 * const sandbox = createSandbox(options);
 * const remove = (token: string) =>
 *   sandbox.fetch("https://api.digitalocean.com/v2/droplets/3164001", {
 *     method: "DELETE",
 *     headers: { authorization: `Bearer ${token}` },
 *   });
 * assertEquals((await remove("reader")).status, 403);
 * assertEquals((await remove("all")).status, 204);
 * ```
 */
export interface SandboxOptions {
  /** The time in epoch milliseconds; `Date.now` if left out. */
  readonly now?: () => number;
  /**
   * How to wait so many seconds, for latency only; by timer if left out. Rejects when the signal
   * aborts.
   */
  readonly sleep?: (seconds: number, signal?: AbortSignal) => Promise<void>;
  /**
   * Seconds until an action completes; 2 if left out. With 0 the answer to the request that
   * starts it says `in-progress`, as the API's does, and whatever is read next says `completed`.
   * With `"manual"` or `Infinity` it completes when the clock is next advanced by hand.
   */
  readonly actionTime?: number | "manual";
  /**
   * Seconds by which a resource trails its action: the action reads `completed` while its droplet
   * is still `new` and locked. 0 if left out.
   */
  readonly statusLag?: number;
  /** Seconds for which a new droplet is missing from the lists; 0 if left out. */
  readonly listLag?: number;
  /** The tokens that are accepted; left out, every token is, and still there must be one. */
  readonly tokens?: readonly (string | SandboxToken)[];
  /** Seconds by which every answer is delayed; 0 if left out. */
  readonly latency?: number;
  /** Whether rate limits are enforced (true if left out); the headers are there in any case. */
  readonly rateLimit?: boolean;
  /**
   * Whether the limits of the account are enforced, such as that of droplets; true if left out. The
   * account says the same numbers in any case.
   */
  readonly limits?: boolean;
  /**
   * Whether requests are refused that the API takes, or seems to, and that are wrong all the same:
   * with fields or query parameters that its description does not have, and to operations that it
   * advises against. They get a 400 that says what it is, and are in `refused`. False if left out.
   */
  readonly strict?: boolean;
  /** What is there from the beginning, and again after `reset()`. */
  readonly seed?: SandboxSeed;
  /** A state to go on from, as `snapshot()` gives it; the seed then waits for a `reset()`. */
  readonly state?: SandboxState;
  /**
   * What answers the operations beyond droplets, images, keys, domains, IPs and tags; left out, it
   * is loaded with the first request that needs it, which a bundle may not be able to do. `REST` of
   * `@doapi/doapi/sandbox/all` is there from the beginning; with `false` those are a 501.
   */
  readonly rest?: SandboxRest | false;
  /**
   * Makes the id of the next request. Left out, ids are counted in the state, so that they are
   * repeatable: a sandbox that goes on from an older state gives the same ones again.
   */
  readonly requestId?: () => string;
  /** Whether requests under `/_sandbox` reach the controls; true if left out. */
  readonly control?: boolean;
}
