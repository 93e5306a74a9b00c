import { stringify } from "../../lib/core/encode.ts";
import { encode, List } from "../../mod.ts";
import type { Context } from "../context.ts";
import { Batches } from "./batches.ts";
import { chunksOf } from "./chunks.ts";
import { safe } from "./safe.ts";

/** The manual's form: four spaces, sorted keys. */
const FORM = { indent: 4, sortKeys: true, escape: safe };

/** Prints one value. */
export async function printJSON(ctx: Context, value: unknown): Promise<void> {
  await ctx.out(`${await encode(value, FORM)}\n`);
}

/**
 * Prints a list, each item as soon as it is there. If the source fails, the array stays open, so
 * that nobody takes it for whole; after Ctrl-C it is closed, since it has everything so far.
 *
 * @param toTheEnd Whether the source is read to its end though nobody reads the output any more.
 */
export async function printJSONList(
  ctx: Context,
  items: Iterable<unknown> | AsyncIterable<unknown>,
  toTheEnd = false,
): Promise<void> {
  const plain = items instanceof List;
  const form = { ...FORM, margin: "    ", plain };
  const output = new Batches(ctx);
  let written = 0;
  try {
    for await (const chunk of chunksOf(items)) {
      for (const item of chunk) {
        const text = plain ? stringify(item, form) : await encode(item, form);
        const full = output.add(`${written++ ? "," : "["}\n    ${text}`);
        if (full) await full;
        if (ctx.outIsClosed && !toTheEnd) return;
      }
    }
  } catch (error) {
    if (written) await output.add(ctx.signal.aborted ? "\n]\n" : "\n");
    await output.end();
    throw error;
  }
  await output.add(written ? "\n]\n" : "[]\n");
  await output.end();
}
