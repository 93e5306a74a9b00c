import { encode } from "../../mod.ts";
import type { Context } from "../context.ts";
import { safe } from "./safe.ts";

/** The manual's form: four spaces, sorted keys. */
async function text(value: unknown): Promise<string> {
  return safe(await encode(value, { indent: 4, sortKeys: true }));
}

/** Prints one value. */
export async function printJSON(ctx: Context, value: unknown): Promise<void> {
  await ctx.out(`${await text(value)}\n`);
}

/**
 * Prints a list, each item as soon as it is there. If the source fails, the array stays open, so
 * that nobody takes it for whole; after Ctrl-C it is closed, since it is what was asked for so far.
 *
 * @param toTheEnd Whether the source is read to its end though nobody reads the output any more.
 */
export async function printJSONList(
  ctx: Context,
  items: Iterable<unknown> | AsyncIterable<unknown>,
  toTheEnd = false,
): Promise<void> {
  let written = 0;
  try {
    for await (const item of items) {
      const indented = `    ${(await text(item)).replaceAll("\n", "\n    ")}`;
      await ctx.out(written++ ? `,\n${indented}` : `[\n${indented}`);
      if (ctx.outIsClosed && !toTheEnd) return;
    }
  } catch (error) {
    if (written) await ctx.out(ctx.signal.aborted ? "\n]\n" : "\n");
    throw error;
  }
  await ctx.out(written ? "\n]\n" : "[]\n");
}
