/** What of a list is printed, and in which order: conditions and sort keys as they are typed. */

import { ValidationError } from "@cliffy/command";

/** How a field is compared; `=` takes a glob, `~` a regular expression. */
export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~";

/** A condition on a field. */
export interface Filter {
  /** A path such as `region.slug`. */
  readonly field: string;
  readonly operator: Operator;
  /** What it is compared with. */
  readonly value: string;
  /** The pattern of a glob or a regular expression. */
  readonly pattern?: RegExp;
}

/** A field to sort by. */
export interface Sort {
  readonly field: string;
  /** Whether the greatest comes first. */
  readonly down: boolean;
}

/** Reads `FIELD=GLOB` and its relatives. */
export function readFilter(text: string): Filter {
  const [, field = "", operator = "", value = ""] =
    /^\s*([^=!<>~\s]+)\s*(!=|<=|>=|==?|<|>|~)\s*(.*?)\s*$/s.exec(text) ?? [];
  if (field === "") {
    throw new ValidationError(
      `Option "--filter" must be FIELD=GLOB, or with !=, <, <=, >, >= or ~, but got "${text}".`,
    );
  }
  switch (operator) {
    case "~":
      return { field, operator, value, pattern: regExp(value) };
    case "=":
    case "==":
      return { field, operator: "=", value, pattern: glob(value) };
    case "!=":
      return { field, operator, value, pattern: glob(value) };
    default:
      return { field, operator: operator as Operator, value };
  }
}

/** Reads `FIELD`, `FIELD:asc` or `FIELD:desc`. */
export function readSort(text: string): Sort {
  const [, field, order = "asc"] = /^([^:\s]+)(?::(asc|desc))?$/i.exec(text) ?? [];
  if (field !== undefined) return { field, down: order.toLowerCase() === "desc" };
  throw new ValidationError(`Option "--sort" must be FIELD or FIELD:desc, but got "${text}".`);
}

/** Reads columns with commas between them. */
export function columnNames(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (!names.includes("")) return names;
  throw new ValidationError(`Option "--columns" has a column without a name: "${text}".`);
}

/** Whether a glob stands for nothing but its own text. */
export function isPlain(text: string): boolean {
  return !/[*?[\]\\]/.test(text);
}

/** A glob as a regular expression: `*`, `?` and `[a-z]`; a backslash before what is meant as it is. */
function glob(text: string): RegExp {
  const source = text.replace(
    /\\(.)|\[(!?)([^\]\\]+)\]|([\s\S])/g,
    (_, escaped?: string, not?: string, set?: string, one?: string) => {
      if (set !== undefined) return `[${not ? "^" : ""}${set.replace(/[\\^]/g, "\\$&")}]`;
      if (one === "*") return ".*";
      if (one === "?") return ".";
      return (escaped ?? one ?? "").replace(/[\\^$.*+?()[\]{}|\/]/g, "\\$&");
    },
  );
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    throw new ValidationError(`Option "--filter" has a glob that cannot be read: "${text}".`);
  }
}

function regExp(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch (error) {
    const why = (error as Error).message;
    throw new ValidationError(`Option "--filter" has no valid regular expression: ${why}.`);
  }
}
