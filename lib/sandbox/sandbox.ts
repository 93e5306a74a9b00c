import type { FaultRule, FaultState } from "./http/fault_rule.ts";
import type { LoggedRequest } from "./http/log.ts";
import type { RefusedRequest, UsedOperation } from "./http/usage.ts";
import type { SandboxSeed } from "./seed/seed.ts";
import type { SandboxState } from "./state/state.ts";

/** The faults of a sandbox. */
export interface SandboxFaults {
  /**
   * Puts a rule in force, behind those that already are; the first rule that fits a request wins.
   *
   * @throws {TypeError} If the rule has an unknown key or value, or nothing would go wrong by it.
   */
  add(rule: FaultRule): FaultState;
  /** The rules in force, with their numbers. */
  list(): FaultState[];
  /** Takes the rule of that number out of force, or every rule. */
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
  /** Lets it run on from where it stood. */
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
   * Turns its clock on and lets happen what falls due by that, in order.
   *
   * @param seconds How far, at least 0.
   * @throws {RangeError} If that is negative or no number.
   */
  advance(seconds: number): void;
  /** Everything it knows, as plain JSON and deeply copied. */
  snapshot(): SandboxState;
  /** What `JSON.stringify(sandbox)` writes, the same as a snapshot; it is not a copy. */
  toJSON(): unknown;
  /**
   * Puts it back to a snapshot. The request log stays, the rate limits start anew.
   *
   * @throws {Error} If the version is unknown or a part is missing or broken; nothing changes then.
   */
  restore(state: SandboxState): void;
  /** Puts it back to the beginning: the seed of its options, no faults, no log, its clock on time. */
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
  /** Forgets the requests: empties the log, and what was counted of them. */
  clearRequests(): void;
}
