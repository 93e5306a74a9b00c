/**
 * Commands as plain data, for help texts and for the reference: read from what the commands declare
 * and not from Cliffy's help, whose lines are longer than a terminal is wide.
 */

import { type Details, detailsOf } from "../args/details.ts";
import type { AnyCommand } from "../args/options.ts";

/** A command, or a group of them. */
export interface CommandDoc {
  /** As it is typed: "doapi droplet new". */
  path: string;
  description: string;
  /** The arguments as help texts have them: "<name...> [file]". */
  args: string;
  /** The command's own options, without the universal ones. */
  options: OptionDoc[];
  /** A further list. */
  details?: Details | undefined;
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
  required: boolean;
  /** What it is listed under, such as "Waiting options". */
  group: string;
}

/** Describes a command and those below it. */
export function describe(command: AnyCommand, path: string): CommandDoc {
  const children: AnyCommand[] = command.getCommands();
  return {
    path,
    description: command.getDescription(),
    args: command.getArguments().map(placeholder).join(" "),
    options: command.getBaseOptions().map(describeOption),
    details: detailsOf(command),
    examples: command.getExamples().map(({ name, description }) => ({ name, line: description })),
    commands: children.map((child) => describe(child, `${path} ${child.getName()}`)),
  };
}

function describeOption(option: ReturnType<AnyCommand["getOptions"]>[number]): OptionDoc {
  const { flags, args, description, groupName = "Options" } = option;
  const required = option.required === true || "needed" in option;
  const value = args.map(placeholder).join(" ");
  return { flags, value, description, required, group: groupName };
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

/** A command line: "doapi floating-ip show [options] [ip...]"; required options are spelled out. */
export function synopsis({ path, args, options, commands }: CommandDoc): string {
  const required = options.filter((option) => option.required);
  return [
    path,
    ...required.map(({ flags, value }) => `${flags.at(-1)} ${value}`),
    ...(options.length > required.length ? ["[options]"] : []),
    ...(commands.length ? ["<command>"] : []),
    ...(args ? [args] : []),
  ].join(" ");
}

/** An option as it is typed: "-w, --wait". */
export function usage({ flags, value }: OptionDoc): string {
  return flags.join(", ") + (value ? ` ${value}` : "");
}

/** How wide a help text is; examples are never broken. */
const WIDTH = 80;

/** The room for what stands before the descriptions of a list. */
const TERM_WIDTH = 25;

/** What is described, and its description. */
type Row = readonly [term: string, text: string];

/** The help of a command: what it does and takes, the universal options last. */
export function helpText(command: AnyCommand): string {
  const doc = describe(command, command.getPath());
  const own = new Set(command.getBaseOptions().map(({ name }) => name));
  const universal = command.getOptions().filter(({ name }) => !own.has(name)).map(describeOption);
  const groups = new Map<string, OptionDoc[]>([["Options", []]]);
  for (const option of doc.options) {
    groups.set(option.group, [...groups.get(option.group) ?? [], option]);
  }
  const commands = doc.commands.map((c): Row => [c.path.split(" ").at(-1) ?? "", c.description]);
  const rows = (options: OptionDoc[]) =>
    options.map((option): Row => [usage(option), describedFully(option)]);
  const examples = doc.examples.map(({ name, line }) => `  # ${name}\n  ${line}\n`);
  return [
    wrap(doc.description, 0),
    `Usage: ${synopsis(doc)}\n`,
    list("Commands", commands),
    ...[...groups].map(([group, options]) => list(group, rows(options))),
    doc.details ? list(doc.details.title, doc.details.rows) : "",
    ...(examples.length ? [`Examples:\n${examples.join("\n")}`] : []),
    list("Universal options", rows(universal)),
  ].filter((part) => part !== "").join("\n");
}

/** An option's description, and whether it is required. */
export function describedFully({ description, required }: OptionDoc): string {
  return description + (required ? " Required." : "");
}

function list(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map(([term, text]) => {
    const wrapped = wrap(text, TERM_WIDTH + 4);
    // A term that is too long stands in a line of its own.
    return term.length > TERM_WIDTH
      ? `  ${term}\n${wrapped}`
      : `  ${term.padEnd(TERM_WIDTH)}  ${wrapped.trimStart()}`;
  });
  return `${title}:\n${lines.join("")}`;
}

/** Breaks text into indented lines between its words. */
function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((line) => `${" ".repeat(indent)}${line}\n`).join("");
}
