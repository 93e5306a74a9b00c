/**
 * The rate limit headers of a response, by lower-case name, as the API sent them:
 * `ratelimit-limit` (requests per hour), `ratelimit-remaining` and `ratelimit-reset` (epoch
 * seconds at which the oldest request stops counting).
 *
 * @see https://docs.digitalocean.com/reference/api/reference/#rate-limit
 */
export type RateLimit = Record<string, string>;

/** Picks the headers whose names begin with "ratelimit". */
export function rateLimitOf(headers: Headers): RateLimit {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith("ratelimit")));
}

/**
 * How many seconds the server wants to be left alone, or `null` when it does not say.
 *
 * @param now The current time in epoch milliseconds.
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const text = headers.get("retry-after")?.trim();
  if (!text) return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(seconds, 0);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max((date - now) / 1000, 0);
}

/**
 * How many seconds a rate limit lasts, or `null` when the server does not say.
 *
 * Only the per-minute limit sends `retry-after`; the hourly one has just `ratelimit-reset`.
 *
 * @param now The current time in epoch milliseconds.
 */
export function secondsToWait(headers: Headers, now: number): number | null {
  const asked = retryAfter(headers, now);
  if (asked !== null) return asked;
  const reset = Number(headers.get("ratelimit-reset") || NaN);
  return Number.isFinite(reset) ? Math.max(reset - now / 1000, 0) : null;
}
