import { assert } from "@std/assert";

/** The token of tests that do not care which; nothing else has it in it. */
export const TOKEN = "dop_v1_seen_by_nobody";

/** Shorter tokens, which some tests have, are words that may be anywhere. */
const LONG = 8;

/** The token that a request is sent with. */
export function tokenOf(init: RequestInit): string {
  return (new Headers(init.headers).get("authorization") ?? "").replace("Bearer ", "");
}

/** The tokens that a command line or the environment of a program names. */
export function tokensIn(args: readonly string[], env: Record<string, string> = {}): string[] {
  const named = args.filter((_, i) => args[i - 1] === "--api-token");
  const set = Object.keys(env).filter((name) => name.endsWith("TOKEN"));
  return [...named, ...set.map((name) => env[name] ?? "")];
}

/** Fails if a text that somebody can read has a token in it. */
export function assertSecret(tokens: readonly string[], ...texts: string[]): void {
  for (const token of [TOKEN, ...tokens]) {
    if (token.length < LONG) continue;
    for (const text of texts) assert(!text.includes(token), `A token is shown: ${text}`);
  }
}
