/** Erases the line that the cursor is in; the one thing that this program tells a terminal to do. */
export const ERASE = "\r\x1b[K";

/** What a terminal obeys instead of showing it: control characters, and what turns text around. */
// deno-lint-ignore no-control-regex -- control characters are what is looked for
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What may be among it: most text has nothing but these, and is known by one quick look. */
const UNCOMMON = /[^\t\n\x20-\x7e]/;

/**
 * Makes text fit for a terminal, even if a stranger wrote parts of it: a droplet's name must not clear
 * the screen or say something else than it is. As JSON, it stays equal.
 */
export function safe(text: string): string {
  if (!UNCOMMON.test(text)) return text;
  return text.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same for what is written to standard error, which may begin with {@linkcode ERASE}. */
export function safeLine(text: string): string {
  return text.startsWith(ERASE) ? ERASE + safe(text.slice(ERASE.length)) : safe(text);
}
