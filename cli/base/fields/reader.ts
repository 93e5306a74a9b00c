import type { Context } from "../../context.ts";
import { textOrFile } from "../files.ts";
import { check, isObject } from "./check.ts";
import { parseDocument, Unreadable } from "./document.ts";
import type { Schema } from "../../../lib/api/facts.ts";
import { suggestion } from "../../args/suggestion.ts";
import type { Given } from "./options.ts";
import { Reference } from "./reference.ts";
import { type Field, resolved } from "./schema.ts";
import { asJSON, fieldAt, isList, isNested, put, readText, type RefOf, takes } from "./text.ts";

/** The values of a request: its body, or `undefined`, its query and its headers. */
export interface Values {
  body: unknown;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
}

/** The values of one command line: those that do not fit are as they were typed. */
export class Reader {
  /** What cannot be read at all, a line each. */
  readonly problems: string[] = [];
  readonly #ctx: Context;
  readonly #fields: readonly Field[];
  readonly #refOf: RefOf;
  readonly #given: Given;

  /** @param given What Cliffy made of the command line. */
  constructor(ctx: Context, fields: readonly Field[], refOf: RefOf, given: Given) {
    this.#ctx = ctx;
    this.#fields = fields;
    this.#refOf = refOf;
    this.#given = given;
  }

  /** Reads everything; the body begins with `base`, and some fields are arguments. */
  async read(
    options: ReadonlyMap<string, string>,
    base: unknown,
    words: Readonly<Record<string, string>>,
  ): Promise<Values> {
    const values: Values = { body: base, query: {}, headers: {} };
    for (const field of this.#fields) {
      const option = options.get(field.name);
      const word = Object.hasOwn(words, field.name) ? words[field.name] : undefined;
      const given = word ?? (option === undefined ? undefined : this.#given[camelCase(option)]);
      if (given === undefined) continue;
      await this.#attempt(word === undefined ? `Option "--${option}"` : "Argument", async () => {
        putInto(values, field.in, [field.name], UNREAD);
        putInto(values, field.in, [field.name], await this.#valueOf(field, given));
      });
    }
    for (const text of this.#given.set ?? []) {
      await this.#attempt('Option "--set"', () => this.#set(values, text));
    }
    return values;
  }

  /** Values of which no more is known than that some fields are there. */
  unread(names: readonly string[]): Values {
    const values: Values = { body: undefined, query: {}, headers: {} };
    for (const { name, in: place } of this.#fields) {
      if (names.includes(name)) putInto(values, place, [name], UNREAD);
    }
    return values;
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // That a file cannot be read is an error of its own kind.
      if (!(error instanceof Unreadable)) throw error;
      this.problems.push(`${what} ${error.message}.`);
    }
  }

  /** The value of a field's option: each time that a list's option is given is an item. */
  async #valueOf({ name, schema }: Field, given: unknown): Promise<unknown> {
    if (typeof given === "boolean") return given;
    if (!Array.isArray(given)) return await this.#read(schema, String(given), name);
    const items: unknown[] = [];
    for (const text of given) {
      const item = await this.#read(resolved(schema).items ?? {}, text, name);
      // A file, or text in brackets, can have several.
      items.push(...isDocument(text) && Array.isArray(item) ? item : [item]);
    }
    return items;
  }

  async #read(schema: Schema, given: string, name: string): Promise<unknown> {
    const source = isNested(resolved(schema)) && FILE.test(given) ? `@${given}` : given;
    return await this.#readAs(schema, source, await textOrFile(this.#ctx, source), name);
  }

  /** Reads a value from the option's text and the text that it stands for. */
  async #readAs(schema: Schema, given: string, text: string, name: string): Promise<unknown> {
    const kind = resolved(schema);
    const typed = kind.type !== undefined || kind.anyOf !== undefined;
    const deep = isNested(kind) || isList(kind) || !typed;
    if (deep && typed && (isDocument(given) || text.includes("\n"))) {
      return await parseDocument(text);
    }
    if (deep) return typed ? readText(kind, text, name, this.#refOf) : asJSON(text);
    const either = takes(kind, "array") || takes(kind, "object");
    if (either && /^[[{]/.test(text)) return asJSON(text);
    // What is in a file stands for itself.
    return given === text ? readText(kind, text, name, this.#refOf) : text;
  }

  /** Reads `NAME=VALUE`. */
  async #set(values: Values, given: string): Promise<void> {
    const [, name, text] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
    if (name === undefined || text === undefined) {
      throw new Unreadable(`must be NAME=VALUE, but got ${JSON.stringify(given)}`);
    }
    const [first = "", ...rest] = name.split(".");
    const field = this.#fields.find((field) => field.name === first);
    if (!field && !this.#fields.some((field) => field.in === "body")) {
      const names = this.#fields.map(({ name }) => name);
      throw new Unreadable(`has an unknown field "${first}"${suggestion(first, names)}`);
    }
    const { path, schema } = fieldAt(field?.schema ?? {}, rest, this.#refOf);
    const content = await textOrFile(this.#ctx, text);
    const value = content === text ? asJSON(text) : await this.#readAs(schema, text, content, "");
    // Where only text will do, text that happens to be JSON is meant as it is.
    const plain = takes(schema, "string") && check(schema, value, "").length > 0;
    putInto(values, field?.in ?? "body", [first, ...path], plain ? content : value);
  }
}

/** Stands where a value cannot be read, so that it is not missed, too. */
const UNREAD = new Reference("", "");

/** What can only be the name of a file where `key:value` should be, as other programs take it. */
const FILE = /^[^:,+@[{]+\.(json|ya?ml)$/i;

/** Whether an argument stands for a file, or is JSON or YAML in brackets. */
function isDocument(given: string): boolean {
  return /^(@|[[{])/.test(given);
}

function putInto(values: Values, place: Field["in"], path: string[], value: unknown): void {
  const part = ({ body: "body", query: "query", header: "headers" } as const)[place];
  if (part === "body" && !isObject(values.body ??= {})) {
    throw new Unreadable("needs a body that is an object");
  }
  put(values[part] as Record<string, unknown>, path, value);
}

/** An option's name as Cliffy has it among the options. */
function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
