/** Erases the cursor's line: the only control sequence that this program sends for progress. */
export const ERASE = "\r\x1b[K";

/** What a terminal executes instead of showing: control characters and text direction marks. */
// deno-lint-ignore no-control-regex -- control characters are what is looked for
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A quick test: most text has only printable ASCII. */
const UNCOMMON = /[^\t\n\x20-\x7e]/;

/**
 * Makes text safe for a terminal, even if a stranger wrote parts of it: a droplet's name must not clear
 * the screen or fake other text. Its value as JSON stays the same.
 */
export function safe(text: string): string {
  if (!UNCOMMON.test(text)) return text;
  return text.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same for what is written to standard error, which may begin with {@linkcode ERASE}. */
export function safeLine(text: string): string {
  return text.startsWith(ERASE) ? ERASE + safe(text.slice(ERASE.length)) : safe(text);
}
