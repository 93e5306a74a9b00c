/** One grammar of fields for every operation: options out of facts, and a request out of options. */

import type { Operation } from "../../lib/api/facts.ts";
import type { Context } from "../context.ts";
import { Problems } from "../problems.ts";
import { needing } from "../args/missing.ts";
import type { AnyCommand } from "../args/options.ts";
import { check, MISSING, type Problem } from "./fields/check.ts";
import { addOptions, type Given } from "./fields/options.ts";
import { queryText } from "./fields/number.ts";
import { type Find, found } from "./fields/reference.ts";
import { refOf } from "./fields/refs.ts";
import { Reader, type Values } from "./fields/reader.ts";
import { bodyFields, type Field, parameterFields } from "./fields/schema.ts";

export type { Find } from "./fields/reference.ts";

/** The fields of an operation as options of a command. */
export class Form {
  readonly #ctx: Context;
  readonly #operation: Operation;
  readonly #fields: readonly Field[];
  readonly #args: readonly string[];
  readonly #fixed: Readonly<Record<string, unknown>>;
  /** The options of fields by the names of these; the rest have `--set` alone. */
  #options: ReadonlyMap<string, string> = new Map();

  /**
   * Reads the fields of an operation.
   *
   * @param args Fields that are arguments of the command.
   * @param fixed Fields of the body that have one value in the command.
   * @param except Further fields that have no option.
   */
  constructor(
    ctx: Context,
    operation: Operation,
    args: readonly string[] = [],
    fixed: Readonly<Record<string, unknown>> = {},
    except: readonly string[] = [],
  ) {
    this.#ctx = ctx;
    this.#operation = operation;
    this.#args = args;
    this.#fixed = fixed;
    const others = [...Object.keys(fixed), ...except];
    this.#fields = [...bodyFields(operation, fixed), ...parameterFields(operation)]
      .filter(({ name }) => !others.includes(name));
  }

  /** Adds an option for each field whose name is free, and `--set` for any. */
  addTo(command: AnyCommand): AnyCommand {
    if (this.#fields.length === 0) return command;
    const fields = this.#fields.filter(({ name }) => !this.#args.includes(name));
    this.#options = addOptions(this.#ctx, command, fields, this.#refOf);
    return needing(command, (given) => this.missing(given));
  }

  /** What a line with these options lacks, if all of its arguments were there: a line for each. */
  missing(given: readonly string[]): string[] {
    // What a document has is not known before it is read.
    if (["data", "set", "unchecked"].some((name) => given.includes(name))) return [];
    const names = this.#fields.map(({ name }) => name).filter((name) =>
      this.#args.includes(name) || given.includes(this.#options.get(name) ?? "")
    );
    const values = new Reader(this.#ctx, this.#fields, this.#refOf, {}).unread(names);
    if (this.#operation.body?.required) values.body = { ...values.body ?? {}, ...this.#fixed };
    return this.#check(values).filter(({ text }) => text === MISSING)
      .map((one) => this.#line(one));
  }

  /**
   * Makes a request's values out of options, checked and with ids in the places of names.
   *
   * @param options What Cliffy made of the command line.
   * @param find Looks names up; not called if anything is wrong.
   * @param base The body to begin with.
   * @param words The arguments, by the names of their fields.
   * @param others What else is wrong with the command line, to be said at once.
   * @throws {Problems} If a value is not what the API takes.
   */
  async read(
    options: object | void,
    find: Find,
    base?: unknown,
    others: readonly string[] = [],
    words: Readonly<Record<string, string>> = {},
  ): Promise<Values> {
    const given = (options ?? {}) as Given;
    const reader = new Reader(this.#ctx, this.#fields, this.#refOf, given);
    const values = await reader.read(this.#options, base, words);
    // A request that takes a body and needs nothing in it has an empty one.
    if (this.#operation.body?.required) values.body ??= {};
    const unfit = given.unchecked ? [] : this.#check(values);
    const problems = [...others, ...reader.problems, ...unfit.map((one) => this.#line(one))];
    const helps = unfit.some((one) => !this.#confirms(one));
    if (problems.length > 0) throw new Problems(problems, helps ? UNCHECKED : null);
    const { body, query, headers } = await found(values, find) as Values;
    return { body, query: texts(query), headers: texts(headers) };
  }

  readonly #refOf = (field: string) => refOf(field, this.#operation.path);

  #check({ body, ...others }: Values): Problem[] {
    const schema = this.#operation.body?.schema;
    const problems = schema && body !== undefined ? check(schema, body, "") : [];
    for (const { name, in: place, schema, required } of this.#fields) {
      if (place === "body") continue;
      const all: Record<string, unknown> = place === "query" ? others.query : others.headers;
      if (Object.hasOwn(all, name)) problems.push(...check(schema, all[name], name));
      else if (required) problems.push({ path: name, text: MISSING });
    }
    return problems;
  }

  /** Whether a problem is a missing header: it confirms a destruction, and is not to be skipped. */
  #confirms({ path, text }: Problem): boolean {
    return text === MISSING &&
      this.#fields.some((field) => field.name === path && field.in === "header");
  }

  /** A problem in the words of the command line. */
  #line({ path, text }: Problem): string {
    if (path === "") return `The body ${text}.`;
    if (text === MISSING) return this.#missing(path);
    const option = this.#options.get(path);
    const name = option === undefined ? `"${path}"` : `"--${option}"`;
    if (this.#args.includes(path)) return `Argument ${name} ${text}.`;
    if (text.startsWith("unknown")) return `Unknown field ${name}${text.slice("unknown".length)}.`;
    return `${option === undefined ? "Field" : "Option"} ${name} ${text}.`;
  }

  #missing(path: string): string {
    const names = path.split(/ (?:and|or) /);
    const kind = names.every((name) => this.#options.has(name)) ? "option" : "field";
    const quoted = path.replace(/[^ ]+/g, (name) => {
      const option = this.#options.get(name);
      return names.includes(name) ? `"${option === undefined ? name : `--${option}`}"` : name;
    });
    // Some fields have a name that an option has already.
    const own = this.#fields.some(({ name }) => name === path);
    const way = kind === "field" && own ? ` (--set ${path}=VALUE)` : "";
    return `Missing required ${kind} ${quoted}${way}.`;
  }
}

/** What helps where the API takes more than its description says. */
const UNCHECKED = "If the API takes it nevertheless, add --unchecked.";

/** Values of parameters as they are written in a URL or a header. */
function texts(values: Record<string, unknown>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(queryText) : queryText(value),
    ]),
  );
}
