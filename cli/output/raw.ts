import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";
import { safe } from "./safe.ts";

/** Prints a body that is not JSON as it came; to a terminal, only what one can show. */
export async function printRaw(ctx: Context, body: Uint8Array): Promise<void> {
  await ctx.out(ctx.outIsTerminal ? safe(textOf(body)) : body);
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new ExitError("The answer is not text, so a terminal cannot show it: write it to a file");
  }
}
