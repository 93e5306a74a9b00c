import { encode, List } from "../../mod.ts";
import type { Context } from "../context.ts";
import { safe } from "./safe.ts";

/** Prints one value. */
export async function printYAML(ctx: Context, value: unknown): Promise<void> {
  await ctx.out(await text(value));
}

/**
 * Prints a list, each item as soon as it is there.
 *
 * @param toTheEnd Whether the source is read to its end though nobody reads the output any more.
 */
export async function printYAMLList(
  ctx: Context,
  items: Iterable<unknown> | AsyncIterable<unknown>,
  toTheEnd = false,
): Promise<void> {
  let isEmpty = true;
  for await (const item of items instanceof List ? items.plain() : items) {
    isEmpty = false;
    await ctx.out(await text([item]));
    if (ctx.outIsClosed && !toTheEnd) return;
  }
  if (isEmpty) await ctx.out("[]\n");
}

/** A value as YAML. JSON is YAML already, so that numbers keep the text that they came with. */
async function text(value: unknown): Promise<string> {
  const { parseDocument, visit } = await import("yaml");
  const json = await encode(value, { sortKeys: true });
  // Readers of YAML 1.1 take "no" for false and 12:30 for a number: such text is in quotes.
  const document = parseDocument(json, { intAsBigInt: true, compat: "yaml-1.1" });
  visit(document, {
    Collection(_, node) {
      node.flow = node.items.length === 0;
    },
    Scalar(_, node) {
      if (typeof node.value !== "string") return;
      // In double quotes, what a terminal obeys can be written as JSON has it.
      if (safe(node.value) !== node.value) node.type = "QUOTE_DOUBLE";
      else delete node.type;
    },
  });
  return safe(document.toString({ lineWidth: 0 }));
}
