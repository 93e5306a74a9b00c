/** Milliseconds. */
const MINUTE = 60_000;

/**
 * Keeps what one client sends under a number of requests a minute: as long as there are fewer, none
 * is held back; the next one goes out as soon as the minute after the oldest is over.
 */
export class Pace {
  readonly #limit: number;
  /** When the latest requests were, or will be, sent. */
  readonly #times: number[] = [];

  /**
   * Begins with no request sent.
   *
   * @param limit How many requests may be sent in any minute.
   * @throws {RangeError} If that is less than one.
   */
  constructor(limit: number) {
    if (!(limit >= 1)) throw new RangeError(`${limit} requests a minute are too few`);
    this.#limit = limit;
  }

  /**
   * Takes the next place.
   *
   * @param now The current time in epoch milliseconds.
   * @returns The seconds to wait until it is due.
   */
  take(now: number): number {
    const oldest = this.#times.length < this.#limit ? -Infinity : this.#times.shift() as number;
    const due = Math.max(now, oldest + MINUTE);
    this.#times.push(due);
    return (due - now) / 1000;
  }
}
