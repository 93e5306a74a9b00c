import { type Context, warn } from "../context.ts";
import { outputOf, universal } from "../args/options.ts";
import { printJSON, printJSONList } from "./json.ts";
import { printLines } from "./lines.ts";
import type { Rows } from "./table.ts";

/** Prints one value, in the form that the options ask for. */
export async function printObject(
  ctx: Context,
  options: object | void,
  value: unknown,
): Promise<void> {
  const form = outputOf(options);
  if (form === "json") return await printJSON(ctx, value);
  if (form === "jsonl" || form === "ids") return await printLines(ctx, form, [value]);
  await printRows(ctx, options, [value]);
}

/**
 * Prints a list in the form that the options ask for.
 *
 * @param toTheEnd Whether the source is read to its end though nobody reads the output any more.
 */
export async function printList(
  ctx: Context,
  options: object | void,
  items: Iterable<unknown> | AsyncIterable<unknown>,
  toTheEnd = false,
): Promise<void> {
  const form = outputOf(options);
  if (form === "json") return await printJSONList(ctx, items, toTheEnd);
  if (form === "jsonl" || form === "ids") return await printLines(ctx, form, items, toTheEnd);
  await printRows(ctx, options, items);
}

/** Prints rows once all are there; if one fails to come, those before it. */
async function printRows(
  ctx: Context,
  options: object | void,
  items: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<void> {
  const { columns, usual } = universal(options);
  const form = outputOf(options);
  const rows: Rows = new (await import("./table.ts")).Rows(columns, usual);
  try {
    await rows.add(items);
  } finally {
    await ctx.out(form === "tsv" ? rows.tsv() : form === "csv" ? rows.csv() : rows.table());
    for (const column of rows.unknown()) await warn(ctx, `there is no field '${column}'`);
  }
}
