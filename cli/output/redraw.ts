/** `--watch`: repeats a command and redraws its result in place. */

import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";

const HOME = "\x1b[H";
const CLEAR = "\x1b[2J";
/** Erases what is left of a line, or of everything below, from the time before. */
const [REST_OF_LINE, REST_BELOW] = ["\x1b[K", "\x1b[J"];

/**
 * Runs a command until Ctrl-C, and prints each result whole over the one before.
 *
 * @param seconds The pause between two runs.
 * @param once Runs it with another place to print to.
 * @throws {ExitError} If there is no terminal to redraw.
 */
export async function redraw(
  ctx: Context,
  seconds: number,
  once: (ctx: Context) => Promise<void>,
): Promise<void> {
  if (!ctx.outIsTerminal) throw new ExitError("--watch needs a terminal");
  await ctx.out(CLEAR);
  while (!ctx.signal.aborted) {
    let text = "";
    const out: Context["out"] = (result) => {
      text += typeof result === "string" ? result : new TextDecoder().decode(result);
      return Promise.resolve();
    };
    try {
      await once({ ...ctx, out, ends: [] });
    } catch (error) {
      if (!ctx.signal.aborted) throw error;
      return;
    }
    await ctx.out(HOME + text.replaceAll("\n", `${REST_OF_LINE}\n`) + REST_BELOW);
    await pause(seconds, ctx.signal);
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()));
    if (signal.aborted) resolve();
  });
}
