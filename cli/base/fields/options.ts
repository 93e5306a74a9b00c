import type { Context } from "../../context.ts";
import { type AnyCommand, root } from "../../args/options.ts";
import { described, placeholder } from "./describe.ts";
import { type Field, resolved } from "./schema.ts";
import { optionName, type RefOf, takes } from "./text.ts";
import { thingOf } from "./thing.ts";

/** The options that {@linkcode addOptions} adds, as Cliffy hands them over; fields beside them. */
export interface Given extends Record<string, unknown> {
  set?: string[];
  unchecked?: boolean;
}

/** What a value of an option can be, for completion; Cliffy keeps it as it is. */
export interface Choices {
  /** The words of an enumeration. */
  words?: readonly string[];
  /** The path of the list that has what is referred to. */
  list?: string;
}

function wordsOf({ schema }: Field): string[] {
  const { enum: words = [] } = resolved(schema.type === "array" ? schema.items ?? {} : schema);
  // A shell could take others apart.
  return words.map(String).filter((word) => /^[\w./-]+$/.test(word));
}

/** What is added to those of the fields. */
const OWN = ["set", "unchecked"];

/** The names of the universal options, which are the same for every command. */
let universal: readonly string[] | undefined;

/**
 * Adds an option for each field whose name is free, and `--set` for any.
 *
 * @returns The options' names by the names of their fields.
 */
export function addOptions(
  ctx: Context,
  command: AnyCommand,
  fields: readonly Field[],
  refOf: RefOf,
): Map<string, string> {
  universal ??= root(ctx).getOptions(true).map(({ name }) => name);
  const all = [...universal, ...command.getBaseOptions(true).map(({ name }) => name)];
  // What a field of the API is called there matters more than the program's version.
  const taken = new Set([...OWN, ...all.filter((name) => name !== "version")]);
  const options = new Map<string, string>();
  // Required ones are seen first in a help text.
  for (const field of fields.toSorted((a, b) => Number(b.required) - Number(a.required))) {
    const short = optionName(field.name, field.schema, refOf);
    const names = [short, field.name.replaceAll("_", "-").toLowerCase()];
    const name = names.find((name) => !taken.has(name));
    if (name === undefined) continue;
    taken.add(name);
    options.set(field.name, name);
    addOption(command, name, field, refOf);
  }
  command.option(
    "--set <field:text>",
    "NAME=VALUE of any field, VALUE as JSON if it is; repeatable.",
    {
      collect: true,
    },
  );
  command.option("--unchecked", "Send values that do not fit the API's description, too.");
  return options;
}

function addOption(command: AnyCommand, name: string, field: Field, refOf: RefOf): void {
  const list = refOf(field.name);
  const thing = list === undefined ? null : thingOf(list);
  const about = described(field, thing);
  const only = (type: "boolean" | "array") =>
    takes(field.schema, type) && !takes(field.schema, "string");
  if (only("boolean")) {
    command.option(`--${name}`, `True; --no-${name} for false.${about}`);
    command.option(`--no-${name}`, `Not --${name}.`, { hidden: true });
  } else {
    const settings: Choices & { collect: boolean } = {
      collect: only("array"),
      ...(list === undefined ? {} : { list }),
      words: list === undefined ? wordsOf(field) : [],
    };
    command.option(`--${name} <${placeholder(field, thing)}:text>`, about, settings);
  }
}
