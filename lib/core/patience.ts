import { DOAPIError, NotFoundError } from "./errors/mod.ts";
import type { PollResult } from "./poller.ts";
import { mayPass, secondsAsked } from "./retry.ts";

/** How many seconds a 404 is tolerated: a new object may not be visible yet. */
const MISSING = 60;

/** How many seconds a wait without a time limit tolerates nothing but failures. */
const NOTHING_SEEN = 15 * 60;

/** The least seconds that the first look may take, beside one for each object. */
const FIRST_LOOK = 30;

/** The least seconds that a look at the end of the time may take. */
const LAST_LOOK = 0.5;

/**
 * How many seconds a look at the server may take. A server that does not answer must not hold up the
 * end of the wait, but what has never been looked at has no state to return.
 *
 * @param left The seconds until the wait ends.
 * @param unseen How many objects have never been looked at.
 */
export function secondsToLook(left: number, unseen: number): number {
  return Math.max(left, unseen > 0 ? FIRST_LOOK + unseen : LAST_LOOK);
}

/** The failures that a wait tolerates: those that pass, as long as it may yet succeed. */
export class Patience<T> {
  readonly #now: () => number;
  readonly #endless: boolean;
  /** When each object that was not found was first not found. An object seen is a new one. */
  readonly #missing = new Map<T, number>();
  #lastSeen: number;

  /**
   * Begins now.
   *
   * @param now The clock, in milliseconds.
   * @param endless Whether nothing else ends the wait.
   */
  constructor(now: () => number, endless: boolean) {
    this.#now = now;
    this.#endless = endless;
    this.#lastSeen = now();
  }

  /**
   * Judges a look at the server.
   *
   * @param remaining What is still waited for.
   * @returns The seconds that the server wants to be left alone.
   * @throws The failure that does not pass, or has lasted too long.
   */
  after({ items, failures = new Map() }: PollResult<T>, remaining: readonly T[]): number {
    const now = this.#now();
    if (failures.size < items.length) this.#lastSeen = now;
    let pause = 0;
    for (const item of remaining) {
      if (!failures.has(item)) continue;
      const error = failures.get(item);
      if (!mayPass(error)) throw error;
      if (error instanceof NotFoundError) {
        const since = this.#missing.get(item) ?? now;
        this.#missing.set(item, since);
        if (now - since >= MISSING * 1000) throw error;
      }
      if (error instanceof DOAPIError) {
        pause = Math.max(pause, secondsAsked(error.response, now) ?? 0);
      }
      const wasted = (now - this.#lastSeen) / 1000 + pause;
      if (this.#endless && wasted >= NOTHING_SEEN) throw error;
    }
    return pause;
  }
}
