/** What people see of a value in a table: units and prices, times to the second, objects in words. */

import { isObject, numberText, textOf } from "./plain.ts";

/** A cell: its text, and what it may mean. */
export interface Cell {
  readonly text: string;
  /** Whether it is a number, with a unit or without. */
  readonly isNumber: boolean;
}

/** A pattern for fields of these names. */
function fields(...names: string[]): RegExp {
  return new RegExp(`(^|\\.)(${names.join("|")})$`);
}

/** Fields that are an amount of something; the first that fits. */
const UNITS: readonly (readonly [field: RegExp, write: (number: string) => string])[] = [
  [
    fields("current_utilization\\.(cpu|memory)"),
    (part) => `${Number((Number(part) * 100).toPrecision(3))}%`,
  ],
  [fields("memory", ".*_mib"), (mebibytes) => binary(mebibytes)],
  [
    fields(".*_bytes", "total_bytes_indexed", "size_in_bytes", "file_size"),
    (bytes) => sized(bytes),
  ],
  [
    fields("disk", "min_disk_size", "size_gigabytes", "storage_gigabytes", ".*_gb"),
    (size) => `${rounded(size)} GB`,
  ],
  [fields("size_gib"), (size) => `${size} GiB`],
  [fields("transfer"), (size) => `${size} TB`],
  [fields(".*_count", "cpus", "value"), (count) => rounded(count)],
  [
    fields("(.*_)?(price|usd|cost|cost_estimate)_(hourly|monthly|per_(hour|month))"),
    (price) => dollars(price),
  ],
  [
    fields(
      "(total_)?amount",
      "account_balance",
      "month_to_date_(usage|balance)",
      "product_charges",
    ),
    (amount) => dollars(amount),
  ],
];

/** The units of columns that were asked for, as each has many cells. */
const known = new Map<string, ((number: string) => string) | undefined>();

function unitOf(column: string): ((number: string) => string) | undefined {
  if (!known.has(column)) known.set(column, UNITS.find(([names]) => names.test(column))?.[1]);
  return known.get(column);
}

/** A value as a cell of a table that people read. */
export function humanCell(column: string, value: unknown): Cell {
  const number = numberText(value);
  const text = number ?? (typeof value === "string" ? value : inWords(value));
  const unit = unitOf(column);
  // The API sends some amounts as text, money among them.
  if (unit && /^-?\d+(\.\d+)?$/.test(text)) return { text: unit(text), isNumber: true };
  if (number !== null) return { text: rounded(number), isNumber: true };
  return { text: text.replace(FRACTION, "$1$2"), isNumber: false };
}

/** The part of a time that is less than a second. */
const FRACTION = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+(Z|[+-]\d\d:\d\d)$/;

/** Whether a text is a time as the API has them. */
export function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text);
}

/** Objects as the options of commands take them: `bucket:media,permission:read`. */
function inWords(value: unknown): string {
  if (!isObject(value)) return textOf(value);
  if (Array.isArray(value)) {
    return value.some(isObject) ? value.map(inWords).join("; ") : textOf(value);
  }
  return Object.entries(value)
    .filter(([, inner]) => inner !== null && inner !== "")
    .map(([name, inner]) => `${name}:${isObject(inner) ? within(inner) : textOf(inner)}`)
    .join(",");
}

function within(value: Record<string, unknown>): string {
  const isFlat = Array.isArray(value) && !value.some(isObject);
  return isFlat ? value.map(textOf).join("+") : `{${inWords(value)}}`;
}

/** A number with no more digits than people read; whole ones keep theirs. */
function rounded(number: string | number): string {
  const text = String(number);
  return /\.\d{5,}/.test(text) ? String(Number(Number(text).toPrecision(4))) : text;
}

function binary(mebibytes: string): string {
  const number = Number(mebibytes);
  return number >= 1024 && number % 512 === 0 ? `${number / 1024} GB` : `${mebibytes} MB`;
}

/** A number of bytes in the largest unit that is not more; below zero it means no limit. */
function sized(bytes: string): string {
  const number = Number(bytes);
  if (number < 0) return bytes;
  const power = Math.min(Math.floor(Math.log2(Math.max(number, 1)) / 10), 4);
  const unit = ["B", "KiB", "MiB", "GiB", "TiB"][power];
  return `${Number((number / 1024 ** power).toPrecision(power ? 3 : 15))} ${unit}`;
}

/** Cents at least; of less than a cent, all that there is. */
function dollars(price: string): string {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(price) ?? [];
  return `${sign}$${whole}.${part.replace(/0+$/, "").padEnd(2, "0")}`;
}
