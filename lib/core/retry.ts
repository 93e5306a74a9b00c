import { retryAfter, secondsToWait } from "./rate_limit.ts";

/** When and how often a failed request is tried again. */
export interface RetryOptions {
  /** How many times a request is repeated at most. Default: 3. */
  retries?: number;
  /** Seconds before the first repetition; doubled for each further one. Default: 0.5. */
  backoff?: number;
  /** Upper bound of the doubling, in seconds. Default: 8. */
  maxBackoff?: number;
  /** The longest wait, in seconds, that the server may ask for; past it the request fails. Default: 65. */
  maxWait?: number;
}

/** One failed try, as far as the decision to repeat it needs to know. */
export interface FailedTry {
  method: string;
  /** How many tries there have been, this one included. */
  attempt: number;
  /** The response, or `null` when there was none. */
  response: Response | null;
  /** Whether the failure is known to have come before the request was sent. */
  unsent: boolean;
}

/** What {@linkcode retryDelay} measures and gambles with. */
export interface Chance {
  /** The current time in epoch milliseconds. */
  now: () => number;
  /** A number in [0, 1). */
  random: () => number;
}

const DEFAULTS: Required<RetryOptions> = { retries: 3, backoff: 0.5, maxBackoff: 8, maxWait: 65 };

/**
 * Decides whether a failed request is repeated, by what repeating it could break rather than by
 * status alone: a droplet create has no idempotency key, so a POST whose fate is unknown is never
 * sent twice.
 *
 * @returns The seconds to wait before the next try, or `null` to give up.
 */
export function retryDelay(
  failed: FailedTry,
  options: RetryOptions,
  { now, random }: Chance,
): number | null {
  const { retries, backoff, maxBackoff, maxWait } = { ...DEFAULTS, ...options };
  if (failed.attempt > retries) return null;
  const status = failed.response?.status;
  const repeatable = failed.method !== "POST" && failed.method !== "PATCH";
  // Whoever answers 501 will never have it.
  const transient = status === undefined || status === 408 || (status >= 500 && status !== 501);
  if (!(status === 429 || failed.unsent || (repeatable && transient))) return null;
  // Full jitter: many clients that failed together must not come back together.
  const pause = Math.min(backoff * 2 ** (failed.attempt - 1), maxBackoff) * random();
  // Every answer tells when the hourly limit resets, but only a 429 is about that.
  const headers = failed.response?.headers;
  const asked = headers ? (status === 429 ? secondsToWait : retryAfter)(headers, now()) : null;
  if (asked === null) return pause;
  return asked <= maxWait ? Math.max(asked, pause) : null;
}

/** Whether a `fetch` failure is one that happened before any byte of the request went out. */
export function isUnsent(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN") return true;
    if (/\(Connect\)|Connection refused|dns error|ConnectionRefused/.test(e.message)) return true;
  }
  return false;
}
