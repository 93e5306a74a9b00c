import type { Context } from "../../context.ts";
import { type AnyCommand, root } from "../../options.ts";
import { described, placeholder } from "./describe.ts";
import type { Field } from "./schema.ts";
import { optionName, type RefOf, takes } from "./text.ts";
import { thingOf } from "./thing.ts";

/** The options that {@linkcode addOptions} adds, as Cliffy hands them over; fields beside them. */
export interface Given extends Record<string, unknown> {
  set?: string[];
  unchecked?: boolean;
}

/** What is added to those of the fields. */
const OWN = ["set", "unchecked"];

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
  const universal = root(ctx).getOptions(true).map(({ name }) => name);
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
    command.option(`--${name} <${placeholder(field, thing)}:text>`, about, {
      collect: only("array"),
    });
  }
}
