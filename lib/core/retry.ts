import { DOAPIError, RequestError } from "./errors/mod.ts";
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

/** The clock and the random numbers of {@linkcode retryDelay}. */
export interface RetrySources {
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
  { now, random }: RetrySources,
): number | null {
  const { retries, backoff, maxBackoff, maxWait } = { ...DEFAULTS, ...options };
  if (failed.attempt > retries) return null;
  const status = failed.response?.status;
  const repeatable = failed.method !== "POST" && failed.method !== "PATCH";
  const transient = status === undefined || isTransient(status);
  if (!(status === 429 || failed.unsent || (repeatable && transient))) return null;
  const pause = Math.min(backoff * 2 ** (failed.attempt - 1), maxBackoff);
  const asked = failed.response && secondsAsked(failed.response, now());
  // Full jitter: many clients that failed together must not come back together.
  if (asked === null) return pause * random();
  // A limit that should be over by now and is not: the clocks differ, and tries would be wasted.
  return asked <= maxWait ? Math.max(asked, pause) : null;
}

/** Whether the same request may be answered otherwise soon. A server that answers 501 never has it. */
function isTransient(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501);
}

/**
 * How many seconds an answer asks to wait before the next request, or `null` when it does not.
 *
 * @param now The current time in epoch milliseconds.
 */
export function secondsAsked({ status, headers }: Response, now: number): number | null {
  // Every answer tells when the hourly limit resets, but only a 429 is about that.
  return (status === 429 ? secondsToWait : retryAfter)(headers, now);
}

/**
 * Whether a read that has failed may succeed later. That of something just created may be a 404
 * first.
 */
export function mayPass(error: unknown): boolean {
  if (error instanceof DOAPIError) {
    const { status } = error;
    return status === 404 || status === 429 || isTransient(status);
  }
  return error instanceof RequestError && !isUntrusted(error.cause);
}

/** The words of the runtimes for authorities of certificates that are not trusted, or not found. */
const UNTRUSTED =
  /invalid peer certificate|CA file|certificate store|^CERT_|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;

/** Whether a `fetch` failed over the server's certificate, which will be the same the next time. */
export function isUntrusted(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (UNTRUSTED.test(String((e as { code?: unknown }).code ?? e.message))) return true;
  }
  return false;
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
