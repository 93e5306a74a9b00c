import { tooManyRequests } from "./errors.ts";

const HOURLY = 5000;
const MINUTELY = 250;
const KEYS_LIST = 10;
const HOUR = 3_600_000;
const MINUTE = 60_000;

// Beyond this many, the windows of the token that was seen first are forgotten.
const MAX_TOKENS = 1000;

/** The times of the latest requests, no more of them than the limit. */
class SlidingWindow {
  readonly limit: number;
  readonly length: number;
  #times: number[] = [];
  #head = 0;

  constructor(limit: number, length: number) {
    this.limit = limit;
    this.length = length;
  }

  /** How many requests fall into the window that ends now. */
  count(now: number): number {
    while (this.#head < this.#times.length && this.oldest <= now - this.length) this.#head++;
    if (this.#head > this.limit) {
      this.#times = this.#times.slice(this.#head);
      this.#head = 0;
    }
    return this.#times.length - this.#head;
  }

  /** The time of the oldest request in the window. */
  get oldest(): number {
    return this.#times[this.#head] ?? Infinity;
  }

  add(now: number): void {
    if (this.count(now) >= this.limit) this.#head++;
    this.#times.push(now);
  }
}

interface Windows {
  readonly hour: SlidingWindow;
  readonly minute: SlidingWindow;
  readonly keys: SlidingWindow;
}

/** Counts requests per token: 5,000 an hour, 250 a minute, ten lists of the keys a minute. */
export class RateLimit {
  readonly #enforced: boolean;
  readonly #tokens = new Map<string, Windows>();

  constructor(enforced: boolean) {
    this.#enforced = enforced;
  }

  #windows(token: string): Windows {
    let windows = this.#tokens.get(token);
    if (windows === undefined) {
      windows = {
        hour: new SlidingWindow(HOURLY, HOUR),
        minute: new SlidingWindow(MINUTELY, MINUTE),
        keys: new SlidingWindow(KEYS_LIST, MINUTE),
      };
      if (this.#tokens.size >= MAX_TOKENS) {
        this.#tokens.delete(this.#tokens.keys().next().value as string);
      }
      this.#tokens.set(token, windows);
    }
    return windows;
  }

  /**
   * Counts a request in, or refuses it. A refused one counts for nothing.
   *
   * @throws {ApiError} 429 if a limit is reached; only the limits of a minute say `retry-after`.
   */
  take(token: string, now: number, listsKeys: boolean): void {
    const { hour, minute, keys } = this.#windows(token);
    const short = listsKeys ? [minute, keys] : [minute];
    if (this.#enforced) {
      if (hour.count(now) >= hour.limit) throw tooManyRequests();
      for (const span of short) {
        if (span.count(now) < span.limit) continue;
        throw tooManyRequests(Math.max(1, Math.ceil((span.oldest + MINUTE - now) / 1000)));
      }
    }
    for (const span of [hour, ...short]) span.add(now);
  }

  /** The `ratelimit-*` headers of an answer. */
  headers(token: string, now: number): Record<string, string> {
    const { hour } = this.#windows(token);
    const count = hour.count(now);
    const oldest = count === 0 ? now : hour.oldest;
    return {
      "ratelimit-limit": String(HOURLY),
      "ratelimit-remaining": String(Math.max(0, HOURLY - count)),
      "ratelimit-reset": String(Math.ceil((oldest + HOUR) / 1000)),
    };
  }

  /** Forgets every request. */
  clear(): void {
    this.#tokens.clear();
  }
}
