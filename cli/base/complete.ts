/** What the last word of a command line can be, where the completion scripts do not know it. */

import type { Schema } from "../../lib/api/facts.ts";
import type { AnyCommand, Whole } from "../args/options.ts";
import { resultOf } from "../args/result.ts";
import { commandNamed } from "../args/synonyms.ts";
import type { Context } from "../context.ts";
import { TOPICS } from "../help/topics.ts";

/** The options whose values are fields of what is printed. */
const OF_FIELDS = ["--columns", "--filter", "--sort"] as const;

/**
 * Yields what the last word can be, as far as it is known.
 *
 * @param words All words but the program's name, the unfinished one included.
 */
export async function* candidates(
  ctx: Context,
  whole: Whole,
  words: readonly string[],
): AsyncGenerator<string, void> {
  const [first] = words;
  const last = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const [, attached, value = last] = /^(--\w+)=(.*)$/s.exec(last) ?? [];
  const option = OF_FIELDS.find((name) => name === (attached ?? before.at(-1)));
  if (option) {
    const command = commandIn(await whole.tree(before), before);
    yield* await ofFields(option, value, command);
  } else if (first === "help") {
    const command = commandIn(await whole.tree(before), before.slice(1));
    yield* command.getCommands().map((one: AnyCommand) => one.getName());
    if (before.length === 1) yield* Object.keys(TOPICS);
  } else if (before.includes("api")) {
    yield* (await import("./operation/complete.ts")).candidates(ctx, words);
  }
}

/** The command that words name, whatever options are between them. */
function commandIn(tree: AnyCommand, words: readonly string[]): AnyCommand {
  let command = tree;
  let skip = false;
  for (const word of words) {
    const option = command.getOptions(true).find(({ flags }) => flags.includes(word));
    const child = skip || word.startsWith("-") ? undefined : commandNamed(command, word);
    skip = !skip && (option?.args.length ?? 0) > 0;
    command = child ?? command;
  }
  return command;
}

/** What a value of such an option can be: fields, in the form that it takes them. */
async function ofFields(
  option: (typeof OF_FIELDS)[number],
  value: string,
  command: AnyCommand,
): Promise<string[]> {
  const { fieldsOf, schemaAt } = await import("../output/fields.ts");
  const fields = fieldsOf(resultOf(command));
  if (fields === null) return [];
  const start = option === "--columns" ? value.slice(0, value.lastIndexOf(",") + 1) : "";
  const path = value.slice(start.length).replace(/[^.]*$/, "");
  const inside = path === "" ? fields : schemaAt(fields, path.slice(0, -1))?.fields ?? {};
  const names = Object.keys(inside as Record<string, Schema>).map((name) => path + name);
  if (option === "--filter") return names.map((name) => `${name}=`);
  if (option === "--sort") {
    // An order can follow what is a field already.
    const orders = names.includes(value.replace(/:.*/, "")) ? ["asc", "desc"] : [];
    return [...names, ...orders.map((order) => `${value.replace(/:.*/, "")}:${order}`)];
  }
  const given = start.split(",");
  return names.filter((name) => !given.includes(name)).map((name) => start + name);
}
