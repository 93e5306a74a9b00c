/** How the cells of a table fit a line: widths, an ellipsis, colours of statuses. */

import widthOf from "fast-string-truncated-width";
import { isTime } from "./human.ts";

/** Columns with a status. */
const STATUS = /(^|[._])(status|state|phase|health)$/;

/** Words of a line. */
const words = (...lines: string[]): readonly string[] => lines.join(" ").split(" ");

/** Colours of statuses. */
const COLORS: readonly (readonly [code: number, words: readonly string[]])[] = [
  [
    32,
    words(
      "active available complete completed done healthy joined ok online provisioned ready",
      "running succeeded success successful up verified",
    ),
  ],
  [31, words("degraded down error errored failed inactive locked revoked unhealthy unknown")],
  [2, words("archive archived canceled cancelled off stopped superseded")],
];

/** What some statuses begin with, such as `INDEX_JOB_STATUS_COMPLETED`. */
const PREFIX = /^([a-z]+_)*(phase|run|state|status)_/;

/** A status in its colour; one that is neither good nor bad is in progress. */
export function colored(column: string, text: string): string {
  const word = text.trim().toLowerCase().replace(PREFIX, "");
  if (!STATUS.test(column) || word === "") return text;
  const [code] = COLORS.find(([, words]) => words.includes(word)) ?? [33];
  return `\x1b[${code}m${text}\x1b[${code === 2 ? 22 : 39}m`;
}

/** How many columns of a terminal text takes. */
export function width(text: string): number {
  return widthOf(text).width;
}

/** How wide a day is, which is what is left of a time that does not fit. */
const DAY = "2026-01-01".length;

/** Text of at most a width: of a time its day, else with an ellipsis where it is cut. */
export function cut(text: string, limit: number): string {
  const { index, truncated } = widthOf(text, { limit, ellipsis: "…", ellipsisWidth: 1 });
  if (!truncated) return text;
  return isTime(text) && limit >= DAY ? text.slice(0, DAY) : `${text.slice(0, index)}…`;
}

/** Columns that commands take, or that people recognise a thing by: those are cut last, or never. */
const KEPT = /(^|\.)slug$|(^|[._])(id|uuid|ip|urn|fingerprint|ip_address|ip_range|access_key)$/;
const LATE = /(^|\.)name$/;

/** No column gets narrower. */
const LEAST = 8;

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly width: number;
  /** Whether all that is in it are times. */
  readonly isTime: boolean;
}

/** How much wider columns are than a line. */
export function excess(widths: readonly number[], line: number, between: number): number {
  return widths.reduce((sum, one) => sum + one, between * (widths.length - 1)) - line;
}

/**
 * The widths of columns that fit a line, as far as they can: times become days, the last first; then
 * the widest are cut.
 */
export function fitted(columns: readonly Column[], line: number, between: number): number[] {
  const result = columns.map(({ width }) => width);
  for (let i = columns.length - 1; i >= 0 && excess(result, line, between) > 0; i--) {
    if (columns[i]?.isTime) result[i] = Math.min(result[i]!, DAY);
  }
  const groups = [
    columns.map(({ name, isTime }) => !KEPT.test(name) && !LATE.test(name) && !isTime),
    columns.map(({ name }) => LATE.test(name)),
  ];
  for (const group of groups) {
    for (let left = excess(result, line, between); left > 0; left--) {
      const widest = Math.max(0, ...result.filter((one, i) => group[i] && one > LEAST));
      const at = result.findIndex((one, i) => group[i] && one === widest);
      if (widest === 0 || at < 0) break;
      result[at] = widest - 1;
    }
  }
  return result;
}

/** What the name of a column need not say, since the cells show it. */
const SHOWN = /_(at|bytes|gib|gigabytes|monthly|slug)$/;

/**
 * Shorter names of columns, where they stay different: `region` for `region.slug`, `phase` for
 * `active_deployment.phase`, `created` for `created_at`.
 */
export function shortNames(columns: readonly string[]): string[] {
  const short = columns.map((column) => {
    const [last = column, parent] = column.split(".").reverse();
    const isOfParent = parent !== undefined && parent !== "spec" &&
      /^(count|id|name|slug)$/.test(last);
    return (isOfParent ? parent : last).replace(SHOWN, "");
  });
  const isOnly = (name: string) => short.filter((one) => one === name).length === 1;
  return columns.map((column, i) => isOnly(short[i]!) ? short[i]! : column);
}
