/**
 * Command lines in the one spelling that every version of Cliffy takes alike: the command, its
 * options with their values attached, its arguments. `-BP6` is `-B -P -6`, `-Ifoo` and `-I foo` are
 * `--image=foo`, of an option that is given twice the last one counts, an empty value is a value,
 * and the words after `--` are arguments whatever they look like.
 */

import { type ArgumentValue, IntegerType, NumberType, ValidationError } from "@cliffy/command";
import { Problems } from "../problems.ts";
import { readDuration } from "./duration.ts";
import { missing } from "./missing.ts";
import type { AnyCommand } from "./options.ts";
import { suggestion } from "./suggestion.ts";
import { commandNamed, isList, isShow, optionMeant } from "./synonyms.ts";

/** Stands before a word that is taken as it is, even if it is empty; cannot be part of any. */
export const TAKEN_AS_IT_IS = "\0";

/** Commands whose arguments are another program's command line. */
const FORWARDING = new WeakSet<AnyCommand>();

/** Makes a command take everything from its first argument on as it is. */
export function forwarding<T extends AnyCommand>(command: T): T {
  FORWARDING.add(command);
  return command;
}

/** Text about arguments, or an argument, as it was typed. */
export function unmarked(text: string): string {
  return text.replaceAll(TAKEN_AS_IT_IS, "");
}

/** The type of values and arguments that may be empty. */
export function text({ value }: ArgumentValue): string {
  return unmarked(value);
}

/** The type of values that may not be empty: an empty one is a variable that is not set. */
export function string({ label, name, value }: ArgumentValue): string {
  const plain = unmarked(value);
  if (plain !== "") return plain;
  throw new ValidationError(`${label} "${name}" must not be empty.`);
}

/** The type of arguments: some versions of Cliffy take an unknown option for one. */
export function word(given: ArgumentValue): string {
  if (/^-./.test(given.value)) throw new ValidationError(`Unknown option "${given.value}".`);
  return string(given);
}

/** A number, of which Cliffy's own type takes an empty text for 0. */
export function number(given: ArgumentValue): number {
  return new NumberType().parse({ ...given, value: string(given) });
}

/** The same for an integer. */
export function integer(given: ArgumentValue): number {
  return new IntegerType().parse({ ...given, value: string(given) });
}

/** Text as a time in seconds; `null` if it is none. */
export function readTime(text: string): number | null {
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : readDuration(text);
}

/** The type of a time in seconds: a number, or `90s`, `5m` or `1h30m`. */
export function time(given: ArgumentValue): number {
  const text = string(given).trim();
  const seconds = readTime(text);
  if (seconds !== null) return seconds;
  const { label, name } = given;
  throw new ValidationError(
    `${label} "${name}" must be a time such as 90, 90s, 5m or 1h30m, but got "${text}".`,
  );
}

const HELP = /^(-h|--help|-V|--version)$/;

type Option = ReturnType<AnyCommand["getOptions"]>[number];

/** A command line that has been read. */
export interface Line {
  /** The words as Cliffy takes them. */
  readonly words: string[];
  /** The command that they name; the root where they ask for a version. */
  readonly command: AnyCommand;
  /** The names of the options that it has. */
  readonly given: readonly string[];
  /** Whether the command was called `list` or `ls`. */
  readonly listed: boolean;
  /** What is wrong with it, all of it: unknown options, and values, options and arguments missed. */
  readonly problems: Problems | null;
}

/** Spells out a command line. */
export function readLine(tree: AnyCommand, args: readonly string[]): Line {
  const path: string[] = [];
  const options: { option: Option; spelling: string }[] = [];
  const rest: string[] = [];
  const problems: string[] = [];
  let command = tree;
  let wrong: AnyCommand | null = null;
  let flags = flagsOf(command);
  let listed = false;
  const line = (words: string[]): Line => {
    const given = options.map(({ option }) => option.name);
    return { words, command, given, listed, problems: null };
  };
  const add = (option: Option, value: string | null) => {
    const earlier = options.findIndex((given) => given.option.name === option.name);
    if (earlier >= 0 && !option.collect) options.splice(earlier, 1);
    const attached = value === null ? "" : `=${TAKEN_AS_IT_IS}${value}`;
    options.push({ option, spelling: `${option.flags.at(-1)}${attached}` });
  };
  const refuse = (problem: string) => {
    problems.push(problem);
    wrong ??= command;
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    // Once there is an argument, a word that is also a command's name is another one.
    const child = rest.length ? undefined : commandNamed(command, arg);
    // Who asks for help in the middle of a line wants help, whatever else there is; a version can
    // be a field of the command's own.
    if (HELP.test(arg) && !flags.get(arg)?.args.length) {
      return line(/^--?h/.test(arg) ? [...path, arg] : [arg]);
    }
    if (arg === "--" || (!/^-./.test(arg) && FORWARDING.has(command))) {
      rest.push(...args.slice(arg === "--" ? i + 1 : i).map((word) => TAKEN_AS_IT_IS + word));
      break;
    }
    if (child) {
      const own = command.getCommand(arg) !== undefined;
      path.push(own ? arg : child.getName());
      listed = isList(arg);
      command = child;
      flags = flagsOf(command);
      continue;
    }
    const groups = command.getCommands().length > 0;
    if (rest.length === 0 && !/^-./.test(arg)) {
      if (path.length === 0 && arg === "version") return line(["--version"]);
      if (groups && arg === "help") return line([...path, "--help"]);
      if (path.length === 1 && isShow(command, arg)) {
        listed ||= isList(arg);
        continue;
      }
      // After an unknown option, a word may be its value.
      if (groups && problems.length === 0) throw new UnknownCommand(command, arg);
    }
    const [given, unknown] = optionsIn(arg, flags);
    for (const { option, attached } of given) {
      if (attached !== null || option.args.length === 0) add(option, attached);
      else {
        const value = args[i + 1];
        if (value === undefined || isOption(value, flags)) refuse(lacking(option, value));
        else add(option, args[++i] as string);
      }
    }
    // What an area does not know is refused, even if the command below it does.
    if (unknown !== null && /^-./.test(unknown)) {
      refuse(unknownOption(unknown, flags));
      path.push(unknown);
    } else if (unknown !== null) rest.push(unknown);
  }
  // An area without a command says what it has.
  if (problems.length === 0 && path.length > 0 && command.getCommands().length > 0) {
    return line([...path, "--help"]);
  }
  problems.push(...missing(command, line([]).given, rest));
  const words = [...path, ...options.map(({ spelling }) => spelling), ...rest];
  if (problems.length === 0) return line(words);
  const all = Object.assign(new Problems(problems), { cmd: wrong ?? command });
  return { ...line(words), problems: all };
}

/** A word that names no command, where one is needed. */
export class UnknownCommand extends Error {
  override readonly name = "UnknownCommand";

  /**
   * @param parent The command that has none of that name.
   * @param word The word.
   */
  constructor(readonly parent: AnyCommand, readonly word: string) {
    super(`Unknown command "${word}".`);
  }
}

/** Whether a word is an option: where a value should be, a variable that is not set has been. */
function isOption(word: string, flags: Map<string, Option>): boolean {
  const [given, unknown] = optionsIn(word, flags);
  return word === "--" || HELP.test(word) || (given.length > 0 && unknown === null);
}

function lacking({ name }: Option, next: string | undefined): string {
  const text = `Missing value for option "--${name}"`;
  if (next === undefined) return `${text}.`;
  return `${text} before "${next}"; if that is the value, write --${name}=${next}.`;
}

function unknownOption(word: string, flags: Map<string, Option>): string {
  const [name = ""] = word.split("=");
  // What --yes skips is there against mistakes.
  const known = [...flags].flatMap(([flag, { hidden }]) =>
    flag.startsWith("--") && flag !== "--yes" && !hidden ? flag : []
  );
  const other = optionMeant(name, known);
  const near = name.startsWith("--") ? suggestion(name, known) : "";
  return `Unknown option "${name}"${other ? `; perhaps ${other}` : near}.`;
}

/** What a command takes, by the way it is typed. */
function flagsOf(command: AnyCommand): Map<string, Option> {
  const all = command.getOptions(true) as Option[];
  return new Map(all.flatMap((option) => option.flags.map((flag) => [flag, option] as const)));
}

/**
 * The options that a word stands for, such as `--image`, `--image=foo`, `-BP6`, `-Ifoo` and `-I=foo`,
 * and the rest of it that is none, which is left for Cliffy to refuse.
 */
function optionsIn(
  arg: string,
  flags: Map<string, Option>,
): [given: { option: Option; attached: string | null }[], unknown: string | null] {
  const [, name = arg, value = null] = /^(--[^=]+)=(.*)$/s.exec(arg) ?? [];
  const whole = flags.get(name);
  if (whole) return [[{ option: whole, attached: value }], null];
  if (!/^-[^-]./s.test(arg)) return [[], arg];
  const given = [];
  for (let i = 1; i < arg.length; i++) {
    const option = flags.get(`-${arg[i]}`);
    if (!option) return [given, `-${arg.slice(i)}`];
    const attached = arg.slice(i + 1);
    const isValue = attached.startsWith("=") || (option.args.length > 0 && attached !== "");
    given.push({ option, attached: isValue ? attached.replace(/^=/, "") : null });
    if (isValue) break;
  }
  return [given, null];
}
