/** Results that have a text of their own, for use in scripts, where no other form is asked for. */

import { universal } from "../args/options.ts";
import type { Context } from "../context.ts";
import { PLAIN, printList, printObject } from "./print.ts";
import { selected } from "./select.ts";

/** Whether a line asks for a form. */
export function asksForForm(options: object | void): boolean {
  const { output, columns, query } = universal(options);
  return (output ?? columns ?? query) !== undefined;
}

/** Prints a value in the form that the line asks for or, without one, as a text. */
export async function printOwn(
  ctx: Context,
  options: object | void,
  value: unknown,
  text: string,
): Promise<void> {
  if (asksForForm(options)) await printObject(ctx, options, value);
  else await ctx.out(text);
}

/** Prints a list in the form that the line asks for or, without one, a text for each. */
export async function printOwnList<T>(
  ctx: Context,
  options: object | void,
  items: Iterable<T> | AsyncIterable<T>,
  textOf: (item: T) => string,
): Promise<void> {
  if (asksForForm(options)) return await printList(ctx, options, items);
  const { selection } = ctx.view ?? PLAIN;
  for await (const item of selected(selection, items)) await ctx.out(textOf(item as T));
}
