import { ValidationError } from "@cliffy/command";
import { encode, List } from "../../mod.ts";
import type { Context } from "../context.ts";
import { hasColumns } from "../args/output.ts";
import { universal } from "../args/options.ts";
import { ExitError } from "../errors.ts";
import { printJSON, printJSONList } from "./json.ts";
import { isIterable, printLines } from "./lines.ts";
import { plainOf } from "./plain.ts";
import { mayHaveSecrets, withoutSecrets } from "./secrets.ts";
import { selected, takesAll } from "./select.ts";
import { unwrapped } from "./unwrapped.ts";
import type { View } from "./view.ts";

/** How a result is printed by default. */
export const PLAIN: View = {
  form: "json",
  header: true,
  selection: { filters: [], sort: undefined, limit: undefined },
  hidesSecrets: false,
  color: false,
  width: null,
};

type Items = Iterable<unknown> | AsyncIterable<unknown>;

/** How the result of a command is printed, with the columns that its options have. */
function viewOf(ctx: Context, options: object | void): View {
  const { usual } = universal(options);
  return { ...ctx.view ?? PLAIN, ...(usual ? { usual } : {}) };
}

/** Prints one value, in the form that the options ask for. */
export async function printObject(
  ctx: Context,
  options: object | void,
  value: unknown,
): Promise<void> {
  const view = viewOf(ctx, options);
  if (!takesAll(view.selection)) {
    throw new ValidationError("The result is not a list: leave out --filter, --sort and --limit.");
  }
  const shown = hidesIn(view) ? withoutSecrets(await plainOf(value)) : value;
  await printValue(ctx, view, view.query ? await view.query(shown) : shown);
}

/**
 * Prints a list in the form that the options ask for.
 *
 * @param toTheEnd Whether the source is read to its end though nobody reads the output any more.
 */
export async function printList(
  ctx: Context,
  options: object | void,
  items: Items,
  toTheEnd = false,
): Promise<void> {
  const view = viewOf(ctx, options);
  const part = takesAll(view.selection) ? items : selected(view.selection, items);
  const list = hidesIn(view) ? discreet(part) : part;
  if (!view.query) return await printItems(ctx, view, list, toTheEnd);
  // The result of an expression has columns of its own.
  const { usual: _, ...own } = view;
  await printValue(ctx, own, await view.query(await Array.fromAsync(list)));
}

/** Whether secrets are taken out of values; a table leaves them out of its cells. */
function hidesIn({ hidesSecrets, form, query }: View): boolean {
  return hidesSecrets && (query !== undefined || !hasColumns(form));
}

async function* discreet(items: Items): AsyncGenerator<unknown, void> {
  for await (const item of items instanceof List ? items.plain() : items) {
    // A list that is read while it is printed can be read once.
    const isPlain = Array.isArray(item) || !isIterable(item);
    yield isPlain && !mayHaveSecrets(await encode(item))
      ? item
      : withoutSecrets(await plainOf(item));
  }
}

/** Whether answers are printed as they came: no part of a list is asked for, nor a table. */
export function isWhole({ view: { form, selection, query } = PLAIN }: Context): boolean {
  return takesAll(selection) && (query !== undefined || form === "json" || form === "yaml");
}

/** Prints an answer as it came or, where a part of it is asked for or a table, what is in it. */
export async function printWhole(
  ctx: Context,
  options: object | void,
  answer: unknown,
): Promise<void> {
  if (isWhole(ctx)) return await printObject(ctx, options, answer);
  const inside = unwrapped(answer);
  if (Array.isArray(inside)) await printList(ctx, options, inside);
  else await printObject(ctx, options, inside);
}

async function printValue(ctx: Context, view: View, value: unknown): Promise<void> {
  if (view.form === "json") return await printJSON(ctx, value);
  if (view.form === "yaml") return await (await import("./yaml.ts")).printYAML(ctx, value);
  await printItems(ctx, view, Array.isArray(value) ? value : [value], false);
}

async function printItems(
  ctx: Context,
  view: View,
  items: Items,
  toTheEnd: boolean,
): Promise<void> {
  const { form } = view;
  if (hasColumns(form)) return await printRows(ctx, view, items);
  if (form === "json") return await printJSONList(ctx, items, toTheEnd);
  if (form === "yaml") {
    return await (await import("./yaml.ts")).printYAMLList(ctx, items, toTheEnd);
  }
  await printLines(ctx, form as "jsonl" | "ids", items, toTheEnd, view.query !== undefined);
}

/** Prints the rows when all have arrived; after a failure, those that came before it. */
async function printRows(ctx: Context, view: View, items: Items): Promise<void> {
  const rows = new (await import("./table.ts")).Rows(view);
  try {
    await rows.add(items);
  } finally {
    await ctx.out(rows.text());
  }
  const unknown = rows.unknown();
  if (unknown !== null) throw new ExitError(unknown);
}
