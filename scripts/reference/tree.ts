/**
 * What the reference is made of: the command tree as plain data. It is read from what the commands
 * declare and not from their help texts, whose layout is another one in each version of Cliffy.
 *
 * @module
 */

import { app, run } from "../../cli/app.ts";
import type { Context } from "../../cli/context.ts";
import type { AnyCommand } from "../../cli/options.ts";

/** A command, or a group of them. */
export interface CommandDoc {
  /** As it is typed: "doapi droplet new". */
  path: string;
  description: string;
  /** The arguments as help texts have them: "<name...> [file]". */
  args: string;
  /** The command's own options, without the universal ones. */
  options: OptionDoc[];
  examples: { name: string; line: string }[];
  commands: CommandDoc[];
}

/** An option. */
export interface OptionDoc {
  /** As they are typed: "-w", "--wait". */
  flags: string[];
  /** The value that it takes: "<seconds>", or nothing. */
  value: string;
  description: string;
}

/** The root of the tree; its options are the universal ones. */
export async function commandTree(): Promise<CommandDoc> {
  // A context that has nothing: the tree is looked at, and no command is run.
  const root: AnyCommand = await app({ program: "doapi" } as Context);
  // Cliffy adds --help and --version on the first look.
  root.getHelp();
  return describe(root, "doapi");
}

function describe(command: AnyCommand, path: string): CommandDoc {
  const children: AnyCommand[] = command.getCommands();
  return {
    path,
    description: command.getDescription(),
    args: command.getArguments().map(placeholder).join(" "),
    options: command.getBaseOptions().map((option) => ({
      flags: option.flags,
      value: option.args.map(placeholder).join(" "),
      description: option.description + (option.required ? " Required." : ""),
    })),
    examples: command.getExamples().map(({ name, description }) => ({ name, line: description })),
    commands: children.map((child) => describe(child, `${path} ${child.getName()}`)),
  };
}

/** How an argument is written: in square brackets if it can be left out. */
function placeholder(
  { name, optional, variadic }: { name: string; optional?: boolean; variadic?: boolean },
): string {
  const word = name + (variadic ? "..." : "");
  return optional ? `[${word}]` : `<${word}>`;
}

/** The commands below one that do something, in the order of the help. */
export function leaves(command: CommandDoc): CommandDoc[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

/** A command line without its values: "doapi droplet show [options] [droplet...]". */
export function synopsis({ path, args, options }: CommandDoc): string {
  return [path, ...(options.length ? ["[options]"] : []), ...(args ? [args] : [])].join(" ");
}

/** An option as it is typed: "-w, --wait". */
export function usage({ flags, value }: OptionDoc): string {
  return flags.join(", ") + (value ? ` ${value}` : "");
}

/** What a command line prints that needs nothing of the outside. */
export async function printed(...words: string[]): Promise<string> {
  let text = "";
  const ctx: Partial<Context> = {
    out: (part) => Promise.resolve(void (text += part)),
    err: (message) => Promise.reject(new Error(message)),
    linkTo: (path) => Promise.resolve(path),
  };
  await run(ctx as Context, words);
  return text;
}
