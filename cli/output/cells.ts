/** What people see in the cells of a table: units and prices, colours, an ellipsis. */

import widthOf from "fast-string-truncated-width";

/** A cell: its text, and what it may mean. */
export interface Cell {
  readonly text: string;
  /** Whether it is a number, with a unit or without. */
  readonly isNumber: boolean;
}

/** Fields that are an amount of something, by the last part of their path. */
const UNITS: readonly (readonly [field: RegExp, write: (number: string) => string])[] = [
  [/^(memory|.*_mib)$/, (mebibytes) => binary(mebibytes)],
  [/^(disk|min_disk_size|size_gigabytes|storage_gigabytes|.*_gb)$/, (size) => `${size} GB`],
  [/^size_gib$/, (size) => `${size} GiB`],
  [/^transfer$/, (size) => `${size} TB`],
  [/^(price|usd)_(hourly|monthly|per_(hour|month))$/, (price) => dollars(price)],
  [/^(amount|account_balance|month_to_date_(usage|balance)|product_charges)$/, (n) => dollars(n)],
];

/** How the value of a field is shown to people. */
export function shownAs(column: string, number: string): string {
  const field = column.split(".").at(-1) ?? "";
  return UNITS.find(([fields]) => fields.test(field))?.[1](number) ?? number;
}

/** Whether text of a field is an amount, which the API sends as text where it is money. */
export function isAmount(column: string, text: string): boolean {
  const field = column.split(".").at(-1) ?? "";
  return /^-?\d+(\.\d+)?$/.test(text) && UNITS.some(([fields]) => fields.test(field));
}

function binary(mebibytes: string): string {
  const number = Number(mebibytes);
  return number >= 1024 && number % 512 === 0 ? `${number / 1024} GB` : `${mebibytes} MB`;
}

/** Cents at least; of less than a cent, all that there is. */
function dollars(price: string): string {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(price) ?? [];
  if (!/^-?\d+(\.\d+)?$/.test(price)) return price;
  return `${sign}$${whole}.${part.replace(/0+$/, "").padEnd(2, "0")}`;
}

/** The columns that say how something stands. */
const STATUS = /(^|[._])(status|state|phase|health)$/;

/** What such words mean, by their colour. */
const COLORS: readonly (readonly [code: number, words: RegExp])[] = [
  [
    32,
    /^(active|available|completed?|done|healthy|ok|online|ready|running|succeeded|up|verified)$/,
  ],
  [31, /^(degraded|down|error(ed)?|failed|inactive|locked|revoked|unhealthy|unknown)$/],
  [2, /^(archived?|canceled|cancelled|off|stopped|superseded)$/],
];

/** A status in the colour that it has for people: what is neither good nor bad is on its way. */
export function colored(column: string, text: string): string {
  if (!STATUS.test(column) || text.trim() === "") return text;
  const [code] = COLORS.find(([, words]) => words.test(text.trim().toLowerCase())) ?? [33];
  return `\x1b[${code}m${text}\x1b[0m`;
}

/** How many columns of a terminal text takes. */
export function width(text: string): number {
  return widthOf(text).width;
}

/** Text of at most a width, with an ellipsis where it is cut. */
export function cut(text: string, limit: number): string {
  const { index, truncated } = widthOf(text, { limit, ellipsis: "…", ellipsisWidth: 1 });
  return truncated ? `${text.slice(0, index)}…` : text;
}

/** Columns that commands take, or that people recognise a thing by: those are cut last, or never. */
const KEPT = /(^|\.)slug$|(^|[._])(id|uuid|ip|urn|fingerprint|ip_address|access_key)$/;
const LATE = /(^|\.)name$/;

/** No column gets narrower. */
const LEAST = 8;

/** The widths of columns that fit a line, as far as they can: the widest are cut first. */
export function fitted(
  columns: readonly string[],
  widths: readonly number[],
  line: number,
  between: number,
): number[] {
  const result = [...widths];
  const excess = () => result.reduce((sum, one) => sum + one, between * (result.length - 1)) - line;
  const groups = [
    columns.map((column) => !KEPT.test(column) && !LATE.test(column)),
    columns.map((column) => LATE.test(column)),
  ];
  for (const group of groups) {
    for (let left = excess(); left > 0; left = excess()) {
      const widest = Math.max(0, ...result.filter((one, i) => group[i] && one > LEAST));
      const at = result.findIndex((one, i) => group[i] && one === widest);
      if (widest === 0 || at < 0) break;
      result[at] = widest - 1;
    }
  }
  return result;
}
