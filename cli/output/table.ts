import { Column, Table } from "@cliffy/table";
import { Resource } from "../../mod.ts";
import { colored, cut, excess, fitted, shortNames, width } from "./cells.ts";
import { MANUAL } from "./manual.ts";
import { isIterable } from "./lines.ts";
import { type Cell, humanCell, isTime } from "./human.ts";
import { isObject, numberText, pick, plainOf, textOf, VALUE } from "./plain.ts";
import { safe } from "./safe.ts";
import { withoutSecrets } from "./secrets.ts";
import type { View } from "./view.ts";

/** How many blanks are between two columns. */
const BETWEEN = 2;

/** The parts of a view that a table depends on. */
type Style = Pick<View, "form" | "columns" | "usual" | "header" | "color" | "width">;

/** Values as rows of a table: a list within them is more rows, a value without fields one column. */
export class Rows {
  readonly #style: Style;
  /** The cells of each row; of a null there are none. */
  readonly #rows: Cell[][] = [];
  /** The named columns that are empty in every row so far. */
  readonly #empty: Set<string>;
  /** All fields that there are, to say which columns can be named. */
  readonly #fields = new Set<string>();
  #columns: string[] | undefined;
  #hasValues = false;

  constructor(style: Style) {
    this.#style = style;
    const { columns, usual } = style;
    // The usual columns of something other than an object are known when it is there.
    this.#columns = columns ? [...columns] : undefined;
    this.#empty = new Set(columns);
    if (!columns && usual && style.form !== "wide") this.#columns = [...usual];
  }

  /** Adds a value, or all that a list has. */
  async add(value: unknown): Promise<void> {
    if (isIterable(value)) { for await (const item of value) await this.add(item); }
    else if (value === null) this.#rows.push([]);
    else {
      const plain = await plainOf(value);
      this.#hasValues = true;
      if (isObject(plain)) { for (const name of Object.keys(plain)) this.#fields.add(name); }
      const columns = this.#columnsFor(value, plain);
      this.#rows.push(columns.map((column) => {
        const found = pick(value, plain, column);
        if (found !== undefined) this.#empty.delete(column);
        return this.#cell(column, found);
      }));
    }
  }

  /** The rows as text, in the form that is asked for. */
  text(): string {
    const { form, header } = this.#style;
    const columns = this.#columns ?? this.#style.usual ?? [];
    const rows = this.#rows.map((row) => columns.map((_, i) => row[i] ?? NOTHING));
    if (columns.length === 0) return "";
    if (form === "table" || form === "wide") return this.#table(columns, rows);
    const texts = rows.map((row) => row.map(({ text }) => text));
    const all = header ? [columns, ...texts] : texts;
    return form === "csv"
      ? lines(all, (row) => row.map(quoted).join(","))
      : lines(all, (row) => row.map(escaped).join("\t"));
  }

  /** An error about named columns that are empty in every row; `null` if there are none. */
  unknown(): string | null {
    if (!this.#hasValues || this.#empty.size === 0) return null;
    const names = [...this.#empty].map((name) => `"${name}"`).join(", ");
    const fields = [...this.#fields].sort().join(", ");
    return `--columns: there is no field ${names}${fields && `; the fields are ${fields}`}`;
  }

  /** The columns, which the first value decides about where none are named. */
  #columnsFor(value: unknown, plain: unknown): readonly string[] {
    const { form, columns, usual } = this.#style;
    if (this.#columns && form !== "wide") return this.#columns;
    const known = value instanceof Resource ? MANUAL[value.resourceType]?.columns : undefined;
    const first = usual ?? known ?? this.#fieldsFor(plain);
    this.#columns ??= [...first];
    if (form === "wide" && !columns && isObject(plain)) {
      // Whatever fits into a cell; the others have no place in a table.
      const flat = Object.keys(plain).filter((name) => isFlat(plain[name]));
      const shown = new Set(
        this.#columns.map((column) => column.replace(/[._](slug|id|name)$/, "")),
      );
      this.#columns.push(...flat.filter((name) => !shown.has(name)));
      this.#columns = [...new Set(this.#columns)];
    }
    return this.#columns;
  }

  /** The fields of a value; in a table for people only those that fit into a cell, if any does. */
  #fieldsFor(plain: unknown): readonly string[] {
    if (!isObject(plain)) return [VALUE];
    const names = Object.keys(plain);
    const flat = names.filter((name) => isFlat(plain[name]));
    return /table|wide/.test(this.#style.form) && flat.length > 0 ? flat : names;
  }

  #cell(column: string, value: unknown): Cell {
    const { form, columns } = this.#style;
    // A named column shows its secrets, too.
    const shown = columns?.includes(column) ? value : withoutSecrets(value, column);
    if (form === "table" || form === "wide") return humanCell(column, shown);
    const number = numberText(shown);
    return { text: number ?? textOf(shown), isNumber: number !== null };
  }

  /** A line for each row below the columns' names, everything aligned: numbers to the right. */
  #table(columns: readonly string[], rows: readonly Cell[][]): string {
    const { color, header, width: line } = this.#style;
    let names = columns.map(escaped);
    const texts = rows.map((row) => row.map(({ text }) => escaped(text)));
    const widths = () =>
      columns.map((_, i) =>
        texts.reduce(
          (most, row) => Math.max(most, width(row[i] ?? "")),
          header ? width(names[i]!) : 0,
        )
      );
    if (line !== null && excess(widths(), line, BETWEEN) > 0) names = shortNames(names);
    const fit = line === null ? widths() : fitted(
      widths().map((width, i) => {
        const all = texts.map((row) => row[i] ?? "").filter((text) => text !== "");
        return { name: columns[i]!, width, isTime: all.length > 0 && all.every(isTime) };
      }),
      line,
      BETWEEN,
    );
    const right = columns.map((_, i) =>
      rows.some((row) => row[i]?.isNumber) && rows.every((row) => row[i]?.isNumber || !row[i]?.text)
    );
    const shown = (text: string, i: number) => {
      const short = cut(text, fit[i] ?? 0);
      return color ? colored(columns[i]!, short) : short;
    };
    const all = [...(header ? [names.map((name, i) => cut(name, fit[i] ?? 0))] : [])];
    for (const row of texts) all.push(row.map(shown));
    if (all.length === 0) return "";
    const table = new Table(...all).padding(BETWEEN)
      .columns(right.map((isRight) => new Column().align(isRight ? "right" : "left")));
    return `${table.toString().replace(/ +(?=\n|$)/g, "")}\n`;
  }
}

/** A cell without anything in it. */
const NOTHING: Cell = { text: "", isNumber: false };

function lines<T>(rows: readonly T[], write: (row: T) => string): string {
  return rows.map((row) => `${write(row)}\n`).join("");
}

/** Whether a value fits into a cell: text, a number, or a list of such. */
function isFlat(value: unknown): boolean {
  return Array.isArray(value) ? !value.some(isObject) : !isObject(value);
}

/** A cell of comma-separated values; in quotes, it may have whatever is in it. */
function quoted(text: string): string {
  const field = safe(text);
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** A tab or a line break must not end the cell: those, and a backslash, are as JSON has them. */
function escaped(text: string): string {
  const body = JSON.stringify(text).slice(1, -1);
  return safe(body.replace(/\\(["\\])/g, (escape, c) => c === '"' ? c : escape));
}
