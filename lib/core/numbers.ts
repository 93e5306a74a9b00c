/** The numbers that a client is set up with. All times are in seconds. */
export interface Numbers {
  timeout?: unknown;
  waitInterval?: unknown;
  waitTime?: unknown;
  perPage?: unknown;
  limit?: unknown;
}

/** Which numbers make sense, and how that is said. */
const RULES: Record<keyof Numbers, [fits: (n: number) => boolean, words: string]> = {
  timeout: [(n) => n > 0, "more than 0 seconds, or null for no limit"],
  waitInterval: [(n) => n >= 0 && n < Infinity, "0 seconds or more"],
  waitTime: [(n) => !Number.isNaN(n), "a number of seconds, or null for no limit"],
  // The API itself bounds the page size, and links to the rest.
  perPage: [(n) => Number.isInteger(n) && n >= 1, "1 or more, or null for the API's choice"],
  limit: [(n) => n >= 1, "1 or more"],
};

/**
 * Refuses numbers that would make a timer fire at once, a wait never end or a page be empty. What is
 * left out or `null` fits.
 *
 * @throws {RangeError} If one does not make sense.
 */
export function checkNumbers(numbers: Numbers): void {
  for (const name of Object.keys(RULES) as (keyof Numbers)[]) {
    const value = numbers[name];
    if (value === undefined || value === null) continue;
    const [fits, words] = RULES[name];
    if (typeof value === "number" && fits(value)) continue;
    throw new RangeError(`${name} is ${String(value)}; it must be ${words}`);
  }
}
