import { encode } from "../../mod.ts";
import type { Context } from "../context.ts";

const FORMAT = { indent: 4, sortKeys: true };

/** Prints one value as the manual has it: four spaces, sorted keys. */
export async function printObject(ctx: Context, value: unknown): Promise<void> {
  await ctx.out(`${await encode(value, FORMAT)}\n`);
}

/**
 * Prints a list, each item as soon as it is there. If the source fails, the array stays open, so
 * that nobody takes it for whole; after Ctrl-C it is closed, since it is what was asked for so far.
 */
export async function printList(
  ctx: Context,
  items: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<void> {
  let written = 0;
  try {
    for await (const item of items) {
      const text = (await encode(item, FORMAT)).replace(/^/gm, "    ");
      await ctx.out(written++ ? `,\n${text}` : `[\n${text}`);
    }
  } catch (error) {
    if (written) await ctx.out(ctx.signal.aborted ? "\n]\n" : "\n");
    throw error;
  }
  await ctx.out(written ? "\n]\n" : "[]\n");
}
