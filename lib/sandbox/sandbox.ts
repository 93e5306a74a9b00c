import type { FaultRule, FaultState } from "./http/fault_rule.ts";
import type { LoggedRequest } from "./http/log.ts";
import type { RefusedRequest, UsedOperation } from "./http/usage.ts";
import type { SandboxSeed } from "./seed/seed.ts";
import type { SandboxState } from "./state/state.ts";

/** The faults of a sandbox. */
export interface SandboxFaults {
  /**
   * Adds a rule behind those that are there; the first rule that matches a request applies.
   *
   * @throws {TypeError} If the rule has an unknown key or value, or if nothing would go wrong.
   */
  add(rule: FaultRule): FaultState;
  /** The rules that apply, with their numbers. */
  list(): FaultState[];
  /** Removes the rule with that number, or every rule. */
  clear(id?: number): void;
}

/** The time of a sandbox. */
export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Whether it stands still. */
  readonly frozen: boolean;
  /** Stops it. */
  freeze(): void;
  /** Lets the clock run on from where it stopped. */
  thaw(): void;
}

/**
 * A simulated account behind a simulated API; made by {@linkcode createSandbox}.
 *
 * @example Back to how it was
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const sandbox = createSandbox({ seed: { droplets: 1 } });
 * const before = sandbox.snapshot();
 * await sandbox.fetch("https://api.digitalocean.com/v2/droplets/3164001", {
 *   method: "DELETE",
 *   headers: { authorization: "Bearer any" },
 * });
 * assertEquals(sandbox.requests.map(({ method, status }) => [method, status]), [["DELETE", 204]]);
 * sandbox.restore(before);
 * assertEquals(sandbox.snapshot().droplets.length, 1);
 * ```
 */
export interface Sandbox {
  /**
   * Answers a request as the API would, and can stand wherever `fetch` can. Rejects with a
   * `TypeError` if a fault drops the connection, which a server in front of it should pass on by
   * closing the socket, and with the reason of an aborted signal.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** Its time. */
  readonly clock: SandboxClock;
  /**
   * Advances the clock and runs, in order, what falls due by then.
   *
   * @param seconds How far, at least 0.
   * @throws {RangeError} If it is negative or not a number.
   */
  advance(seconds: number): void;
  /** Returns everything that it knows as plain JSON, copied deeply. */
  snapshot(): SandboxState;
  /** What `JSON.stringify(sandbox)` writes, the same as a snapshot; it is not a copy. */
  toJSON(): unknown;
  /**
   * Restores a snapshot. The request log stays; the rate limits start anew.
   *
   * @throws {Error} If the version is unknown or a part is missing or broken; nothing changes then.
   */
  restore(state: SandboxState): void;
  /** Starts again with the seed of its options: no faults, no log, the clock at the real time. */
  reset(): void;
  /**
   * Adds to what is there.
   *
   * @throws {Error} If something in it is refused, saying what; nothing changes then.
   */
  seed(seed: SandboxSeed): void;
  /** Its faults. */
  readonly faults: SandboxFaults;
  /**
   * The latest requests to the API, oldest first: a thousand, or fewer where they are long.
   * Those to its controls are not in it.
   */
  readonly requests: readonly LoggedRequest[];
  /** The operations of the API that requests were for, and how often, by path and method. */
  readonly operations: readonly UsedOperation[];
  /** What a strict sandbox has refused, in the order in which it first was. */
  readonly refused: readonly RefusedRequest[];
  /** Empties the log of requests, and resets what was counted. */
  clearRequests(): void;
}
