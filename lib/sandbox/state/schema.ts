import { isObject } from "./json.ts";

/** What is wrong with a value: where in it, as `.droplets[0].name`, and what. */
export interface Issue {
  readonly path: string;
  readonly problem: string;
}

/** A schema whose type is known at run time only. */
export interface Check {
  /** Finds the first thing that is wrong with a value. */
  readonly check: (value: unknown) => Issue | undefined;
}

/** What a JSON value has to be; `T` is its type. */
export interface Schema<T> extends Check {
  /** No schema has it: it lets the compiler refuse a schema that allows more or less than `T`. */
  readonly type?: (value: T) => T;
}

/** The schema of an object, with those of its fields. */
export interface ObjectSchema<T> extends Schema<T> {
  readonly fields: { readonly [K in keyof T]-?: Schema<Exclude<T[K], undefined>> };
}

/** Schemas by the names of fields. */
type Fields<T> = { readonly [K in keyof T]: Schema<T[K]> };

const LONGEST_VALUE = 40;

function must(be: string, value: unknown): Issue {
  const text = value === undefined ? undefined : JSON.stringify(value);
  if (text === undefined) return { path: "", problem: `is missing: it must be ${be}` };
  const shown = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
  return { path: "", problem: `must be ${be}, not ${shown}` };
}

function below(step: string, issue: Issue | undefined): Issue | undefined {
  return issue && { path: step + issue.path, problem: issue.problem };
}

/** A sentence out of an issue: `droplets[0].name must be a text, not 7`. */
export function sentence(whole: string, { path, problem }: Issue): string {
  return `${path === "" ? whole : path.replace(/^\./, "")} ${problem}`;
}

/** A value that passes a test; `be` completes "must be". */
export function value<T>(be: string, fits: (value: unknown) => boolean): Schema<T> {
  return { check: (value) => fits(value) ? undefined : must(be, value) };
}

/** A number. */
export const number: Schema<number> = value("a number", (value) => typeof value === "number");

/** A text. */
export const text: Schema<string> = value("a text", (value) => typeof value === "string");

/** A text that says something. */
export const name: Schema<string> = value(
  "a text that is not blank",
  (value) => typeof value === "string" && value.trim() !== "",
);

/** True or false. */
export const flag: Schema<boolean> = value("true or false", (value) => typeof value === "boolean");

/** Anything that a field may have; nothing is not among it. */
export function anything<T>(): Schema<T> {
  return value("there", (value) => value !== undefined);
}

/** A whole number within bounds. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Schema<number> {
  const be = most === Number.MAX_SAFE_INTEGER
    ? `a whole number from ${least}`
    : `a whole number from ${least} to ${most}`;
  return value(
    be,
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Schema<W> {
  return value(`one of ${words.join(", ")}`, (value) => words.includes(value as W));
}

/** What fits one of two schemas; `be` completes "must be". */
export function either<T, U>(be: string, one: Schema<T>, other: Schema<U>): Schema<T | U> {
  return {
    check(value) {
      const issues = [one.check(value), other.check(value)];
      if (issues.includes(undefined)) return undefined;
      // One that is deeper inside says more.
      return issues.find((issue) => issue?.path !== "") ?? must(be, value);
    },
  };
}

/** The same or null. */
export function nullable<T>({ check }: Schema<T>): Schema<T | null> {
  return { check: (value) => value === null ? undefined : check(value) };
}

/** A list of such values. */
export function list<T>({ check }: Schema<T>): Schema<T[]> {
  return {
    check(value) {
      if (!Array.isArray(value)) return must("a list", value);
      for (let i = 0; i < value.length; i++) {
        const issue = check(value[i]);
        if (issue) return below(`[${i}]`, issue);
      }
      return undefined;
    },
  };
}

/** A list in ascending order of ids. */
export function sorted<T extends { id: number }>(item: Schema<T>): Schema<T[]> {
  const { check } = list(item);
  return {
    check(value) {
      const issue = check(value);
      if (issue) return issue;
      const items = value as T[];
      // Lookups halve the list, so that an unsorted one would lose things silently.
      const at = items.findIndex(({ id }, i) => i > 0 && id <= (items[i - 1] as T).id);
      return at < 0 ? undefined : { path: "", problem: "is not in the order of its ids" };
    },
  };
}

/** An object of values of one kind by keys of any; `key` says what is wrong with one. */
export function mapOf<T>(
  { check }: Schema<T>,
  key: (key: string) => string | undefined = () => undefined,
): Schema<{ [key: string]: T }> {
  return {
    check(value) {
      if (!isObject(value)) return must("an object", value);
      for (const [name, item] of Object.entries(value)) {
        const problem = key(name);
        if (problem !== undefined) return { path: "", problem };
        const issue = check(item);
        if (issue) return below(`.${name}`, issue);
      }
      return undefined;
    },
  };
}

/** An object with these fields, and perhaps the optional ones; others do not matter. */
export function object<T, O = unknown>(
  required: Fields<T>,
  optional?: Fields<O>,
): ObjectSchema<NoInfer<T> & Partial<NoInfer<O>>> {
  const needed: [string, Check][] = Object.entries(required);
  const possible: [string, Check][] = Object.entries(optional ?? {});
  const fields = { ...required, ...optional };
  return {
    fields: fields as unknown as ObjectSchema<T & Partial<O>>["fields"],
    check(value) {
      if (!isObject(value)) return must("an object", value);
      for (const [key, { check }] of needed) {
        const issue = check(value[key]);
        if (issue) return below(`.${key}`, issue);
      }
      for (const [key, { check }] of possible) {
        const issue = value[key] === undefined ? undefined : check(value[key]);
        if (issue) return below(`.${key}`, issue);
      }
      return undefined;
    },
  };
}

/** The same without any other field. */
export function exact<T>({ fields, check }: ObjectSchema<T>): ObjectSchema<T> {
  const known = Object.keys(fields);
  return {
    fields,
    check(value) {
      const other = isObject(value) && Object.keys(value).find((key) => !known.includes(key));
      if (typeof other !== "string") return check(value);
      const problem = `has an unknown field ${JSON.stringify(other)}, none of ${known.join(", ")}`;
      return { path: "", problem };
    },
  };
}
