import { ValidationError } from "@cliffy/command";
import { oneOf } from "./choice.ts";
import type { AnyCommand } from "./options.ts";
import { columnNames, readFilter, readSort } from "./selection.ts";

/** The forms that a result can be printed in. */
export const OUTPUTS = [
  "json",
  "jsonl",
  "yaml",
  "table",
  "wide",
  "tsv",
  "csv",
  "ids",
  "auto",
] as const;

/** What can be asked for; `auto` is a table on a terminal and JSON elsewhere. */
export type Output = (typeof OUTPUTS)[number];

/** One of the forms. */
export type Form = Exclude<Output, "auto">;

/** The forms that have columns. */
const TABLES: readonly Output[] = ["table", "wide", "tsv", "csv"];

/** Whether a form has columns. */
export function hasColumns(form: Output): boolean {
  return TABLES.includes(form);
}

/** When statuses are in colour. */
const COLORS = ["auto", "always", "never"] as const;

/** One of them. */
export type Color = (typeof COLORS)[number];

/**
 * The form that a result is printed in: who names columns wants a table.
 *
 * @param output What the option says.
 * @param usual What holds where it says nothing.
 * @param columns Whether columns are named.
 */
export function formOf(
  output: Output | undefined,
  usual: Output,
  columns: boolean,
  isTerminal: boolean,
): Form {
  if (output && output !== "auto" && columns && !hasColumns(output)) {
    throw new ValidationError(`Option "--columns" is for a table: the output is ${output}.`);
  }
  const form = output ?? usual;
  if (columns) return hasColumns(form) ? form as Form : "table";
  return form === "auto" ? (isTerminal ? "table" : "json") : form;
}

/** Adds the universal options about the result. */
export function addOutputOptions(root: AnyCommand): AnyCommand {
  return root
    .globalOption(
      "-o, --output <format:string>",
      "json (the default), jsonl (a line for each), yaml, table, wide (more columns), tsv, csv, ids, " +
        "or auto: a table on a terminal, else json. The default of list and ls is auto.",
      { ...oneOf("--output", OUTPUTS) },
    )
    .globalOption(
      "--columns <fields:string>",
      "The columns of a table: fields separated by commas, such as id,region.slug.",
      { value: columnNames },
    )
    .globalOption("--headers", "Print the names of the columns in tsv, too.")
    // Named so that the headers of a request are something else.
    .globalOption("--no-headers, --no-header", "Leave out the names of the columns.")
    .globalOption(
      "--filter <condition:string>",
      "Print only items of a list that match FIELD=GLOB (also !=, <, <=, >, >=, ~REGEXP); repeatable.",
      { collect: true, value: readFilters },
    )
    .globalOption(
      "--sort <field:string>",
      "Sort a list by FIELD, or in descending order by FIELD:desc.",
      {
        value: readSort,
      },
    )
    .globalOption("--limit <number:integer>", "Print at most this many items of a list.", {
      value: readLimit,
    })
    .globalOption("--query <expression:string>", "Print the result of a JMESPath expression.")
    .globalOption(
      "--color <when:string>",
      "Colour of statuses: auto (the default: on a terminal), always or never.",
      { ...oneOf("--color", COLORS) },
    )
    .globalOption("--no-color", "The same as --color never.");
}

/** Cliffy hands over what was collected so far beside a value. */
function readFilters(text: string, before: unknown[] = []): unknown[] {
  return [...before, readFilter(text)];
}

function readLimit(given: number): number {
  if (given > 0) return given;
  throw new ValidationError(`Option "--limit" must be 1 or more, but got "${given}".`);
}
