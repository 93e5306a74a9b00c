import { ValidationError } from "@cliffy/command";
import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";
import { command, group, universal, withColumns } from "../args/options.ts";
import { suggestion } from "../args/suggestion.ts";
import { checkContext } from "../config/contexts.ts";
import { changeConfig, type Values } from "../config/file.ts";
import { checked, setting, type SettingName, SETTINGS } from "../config/settings.ts";
import { printOwn } from "../output/own.ts";
import { printList } from "../output/print.ts";

/** `doapi config` */
export function config(ctx: Context, about: string) {
  return group(about, { get: get(ctx), set: set(ctx), unset: unset(ctx), list: list(ctx) });
}

const NAMES = Object.keys(SETTINGS) as SettingName[];

const ABOUT = NAMES.map((name) => {
  const { about, form } = SETTINGS[name];
  return `${name} (${about[0]?.toLowerCase()}${about.slice(1, -1)}; ${form})`;
}).join("; ");

/** Reads the name of a setting, however its words are joined. */
function named(word: string): SettingName {
  const plain = word.toLowerCase().replaceAll("_", "-");
  const found = NAMES.find((name) => name === plain);
  if (found) return found;
  const similar = suggestion(plain, NAMES) || `: the settings are ${NAMES.join(", ")}`;
  throw new ValidationError(`There is no setting "${word}"${similar}.`);
}

/** Changes the settings of the context that is named, or else those for all. */
async function change(
  ctx: Context,
  options: object | void,
  work: (settings: Values) => void,
): Promise<void> {
  const { context } = universal(options);
  if (context !== undefined) await checkContext(ctx, context);
  await changeConfig(ctx, (config) => {
    const holder = context === undefined ? config : config.contexts?.[context];
    if (!holder) {
      throw new ExitError(`'${context}' is a context of doctl: doapi auth login ${context} first`);
    }
    holder.settings ??= {};
    work(holder.settings);
  });
}

function get(ctx: Context) {
  return command("Print the value of a setting, a line for each of several.")
    .arguments("<setting:word>")
    .example("Where new things are created", "doapi config get region")
    .action(async (options, word) => {
      const name = named(word);
      const value = await setting(ctx, options, name);
      if (value === undefined) throw new ExitError(`The setting ${name} has no value`);
      await printOwn(ctx, options, value, [value].flat().map((one) => `${one}\n`).join(""));
    });
}

function set(ctx: Context) {
  return command(
    `Give a setting a value, for the context of --context or for all. The settings: ${ABOUT}.`,
  )
    .arguments("<setting:word> <value:text>")
    .example("Where new things are created", "doapi config set region fra1")
    .example("Nothing changes in an account", "doapi config set read-only 1 --context work")
    .action(async (options, word, text) => {
      const name = named(word);
      const value = checked(name, text, `The setting ${name}`);
      await change(ctx, options, (settings) => settings[name] = value);
    });
}

function unset(ctx: Context) {
  return command("Remove the values of settings, for the context of --context or for all.")
    .arguments("<setting...:word>")
    .example("Back to JSON", "doapi config unset output")
    .action(async (options, ...words) => {
      const names = words.map(named);
      await change(ctx, options, (settings) => names.forEach((name) => delete settings[name]));
    });
}

function list(ctx: Context) {
  return command("List the settings that have a value, the environment's included.")
    .example("As a table", "doapi config list -o table")
    .action(async (options) => {
      const rows = await Promise.all(NAMES.map(async (name) => ({
        name,
        value: await setting(ctx, options, name),
      })));
      const found = rows.filter(({ value }) => value !== undefined);
      await printList(ctx, withColumns(options, ["name", "value"]), found);
    });
}
