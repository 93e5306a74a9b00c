import { ValidationError } from "@cliffy/command";
import { type Form, formOf } from "../args/output.ts";
import type { UniversalOptions } from "../args/options.ts";
import type { Result } from "../args/result.ts";
import type { Context } from "../context.ts";
import { checkColumns } from "./check_columns.ts";
import type { Query } from "./query.ts";
import type { Selection } from "./select.ts";

/** How a result is printed, by the options, the environment and the command. */
export interface View {
  form: Form;
  /** The columns of `--columns`. */
  columns?: readonly string[] | undefined;
  /** The columns of a table without `--columns`. */
  usual?: readonly string[] | undefined;
  /** Whether a form with columns begins with a header. */
  header: boolean;
  selection: Selection;
  query?: Query | undefined;
  /** Whether secrets are hidden in JSON, too: in a table they are unless their column is named. */
  hidesSecrets: boolean;
  /** Whether statuses are in colour. */
  color: boolean;
  /** How wide a table can be; `null` where nothing is cut. */
  width: number | null;
}

/** A command line that has been read, as far as it decides how its result is printed. */
interface Asked {
  result: Result;
  /** Whether the command was called `list` or `ls`. */
  listed: boolean;
  /** Whether settings apply. */
  usesSettings: boolean;
}

/** The options that choose a part of a list. */
const SELECTING = ["filter", "sort", "limit"] as const;

/**
 * Works out how a result is printed.
 *
 * @throws {ValidationError} If the options do not fit each other or the command.
 */
export async function viewOf(
  ctx: Context,
  options: UniversalOptions,
  { result, listed, usesSettings }: Asked,
): Promise<View> {
  const { output, columns, filter = [], sort, limit, query, headers } = options;
  const set = output || !usesSettings
    ? output
    : await (await import("../config/settings.ts")).setting(ctx, options, "output");
  const usual = set ?? (listed ? "auto" : result.output ?? "json");
  const form = formOf(output, usual, columns !== undefined, ctx.outIsTerminal);
  const chosen = SELECTING.find((name) => options[name] !== undefined);
  if (chosen && result.list !== true) {
    throw new ValidationError(`Option "--${chosen}" is for commands that show lists.`);
  }
  // The result of an expression has other fields.
  await checkColumns(result, query === undefined ? columns ?? [] : [], filter, sort);
  return {
    form,
    columns,
    usual: result.columns,
    header: headers ?? form !== "tsv",
    selection: { filters: filter, sort, limit },
    query: query === undefined ? undefined : await (await import("./query.ts")).readQuery(query),
    hidesSecrets: listed,
    color: isColored(ctx, options.color),
    width: form === "table" && ctx.outIsTerminal ? ctx.columns() : null,
  };
}

/** Whether statuses are in colour: an option counts more than the environment. */
function isColored(ctx: Context, color: UniversalOptions["color"]): boolean {
  if (color === "always") return true;
  if (color === "never" || color === false || ctx.env("NO_COLOR")) return false;
  const forced = ctx.env("FORCE_COLOR");
  if (forced !== undefined) return !/^(0|false)$/i.test(forced);
  // A Windows console without TERM may not support colours.
  const terminal = ctx.env("TERM") ?? "dumb";
  return ctx.outIsTerminal && terminal !== "dumb";
}
