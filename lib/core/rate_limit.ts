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

/** Epoch seconds from here on are another unit, such as milliseconds: the year 5138. */
const TOO_LATE = 1e11;

/** Reads a header that is a number of seconds; `null` where it is anything else. */
function secondsIn(headers: Headers, name: string): number | null {
  const text = headers.get(name)?.trim() ?? "";
  return /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** Reads a header that is a point in time, as epoch milliseconds; `null` where it is none. */
function dateIn(headers: Headers, name: string): number | null {
  const text = headers.get(name)?.trim() ?? "";
  // Date.parse takes much more than dates of HTTP: "5, 5" is a day in May.
  const date = /^[A-Z][a-z]{2,8}, .* GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : date;
}

/** When the rate limit resets, or `null` when the server does not say so in epoch seconds. */
export function resetTime(headers: Headers): Date | null {
  const seconds = secondsIn(headers, "ratelimit-reset");
  return seconds === null || seconds >= TOO_LATE ? null : new Date(seconds * 1000);
}

/**
 * How many seconds the server wants to be left alone, or `null` when it does not say. A point in
 * time counts from the answer's own `date`, as this machine's clock may be off.
 *
 * @param now The current time in epoch milliseconds, for an answer without a date.
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const seconds = secondsIn(headers, "retry-after");
  if (seconds !== null) return seconds;
  const date = dateIn(headers, "retry-after");
  return date === null ? null : secondsUntil(date, headers, now);
}

/**
 * How many seconds a rate limit lasts, or `null` when the server does not say.
 *
 * Only the per-minute limit sends `retry-after`; the hourly one has just `ratelimit-reset`.
 *
 * @param now The current time in epoch milliseconds, for an answer without a date.
 */
export function secondsToWait(headers: Headers, now: number): number | null {
  const asked = retryAfter(headers, now);
  if (asked !== null) return asked;
  const reset = resetTime(headers);
  return reset === null ? null : secondsUntil(reset.getTime(), headers, now);
}

function secondsUntil(time: number, headers: Headers, now: number): number {
  return Math.max((time - (dateIn(headers, "date") ?? now)) / 1000, 0);
}
