/**
 * Command lines in the one spelling that every version of Cliffy takes: `-BP6` is `-B -P -6`,
 * `-Ifoo` is `--image=foo`, of an option that is given twice the last one counts, and the words
 * after `--` are arguments whatever they look like.
 */

import { type ArgumentValue, ValidationError } from "@cliffy/command";
import type { AnyCommand } from "./options.ts";

/** Stands before a word that is an argument, and cannot be part of any. */
const TAKEN_AS_IT_IS = "\0";

/** Commands whose arguments are another program's command line. */
const FORWARDING = new WeakSet<AnyCommand>();

/** Makes a command take everything from its first argument on as it is. */
export function forwarding<T extends AnyCommand>(command: T): T {
  FORWARDING.add(command);
  return command;
}

/** The type of arguments: some versions of Cliffy take an unknown option for one. */
export function word({ value }: ArgumentValue): string {
  if (value.startsWith(TAKEN_AS_IT_IS)) return value.slice(TAKEN_AS_IT_IS.length);
  if (/^-./.test(value)) throw new ValidationError(`Unknown option "${value}".`);
  return value;
}

/** Text about arguments as they were typed. */
export function unmarked(text: string): string {
  return text.replaceAll(TAKEN_AS_IT_IS, "");
}

const HELP = /^(-h|--help|-V|--version)$/;

type Option = ReturnType<AnyCommand["getOptions"]>[number];

/** Spells out a command line. */
export function spelledOut(tree: AnyCommand, args: readonly string[]): string[] {
  const words: { option: string | null; spelling: string[] }[] = [];
  const add = (option: Option | null, ...spelling: string[]) => {
    const name = option && !option.collect ? option.name : null;
    const earlier = name === null ? -1 : words.findIndex(({ option }) => option === name);
    if (earlier >= 0) words.splice(earlier, 1);
    words.push({ option: name, spelling });
  };
  const path: string[] = [];
  let command = tree;
  let flags = flagsOf(command);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    const child: AnyCommand | undefined = command.getCommand(arg);
    // Who asks for help in the middle of a line wants help, whatever else there is.
    if (HELP.test(arg)) return [...path, arg];
    if (arg === "--") {
      for (const word of args.slice(i + 1)) add(null, TAKEN_AS_IT_IS + word);
      break;
    } else if (child) {
      path.push(arg);
      command = child;
      flags = flagsOf(command);
      add(null, arg);
    } else if (!/^-./.test(arg) && FORWARDING.has(command)) {
      for (const word of args.slice(i)) add(null, TAKEN_AS_IT_IS + word);
      break;
    } else if (flags.has(arg)) {
      const option = flags.get(arg) as Option;
      const value = args[i + 1];
      const isValue = value !== undefined && !flags.has(value) && !HELP.test(value);
      const takes = option.args.length > 0 && isValue;
      add(option, arg, ...(takes ? [value] : []));
      if (takes) i++;
    } else if (/^--[^=]+=/.test(arg)) {
      add(flags.get(arg.replace(/=.*/s, "")) ?? null, arg);
    } else if (/^-[^-]./.test(arg)) {
      addCluster(arg.slice(1), flags, add);
    } else add(null, arg);
  }
  return words.flatMap(({ spelling }) => spelling);
}

/** What a command takes, by the way it is typed. */
function flagsOf(command: AnyCommand): Map<string, Option> {
  const all = command.getOptions(true) as Option[];
  return new Map(all.flatMap((option) => option.flags.map((flag) => [flag, option] as const)));
}

/** Adds the options of `BP6`, or of `Ifoo` and `I=foo`; what is none is left for Cliffy to refuse. */
function addCluster(
  letters: string,
  flags: Map<string, Option>,
  add: (option: Option | null, ...spelling: string[]) => void,
): void {
  for (let i = 0; i < letters.length; i++) {
    const option = flags.get(`-${letters[i]}`);
    if (!option) return add(null, `-${letters.slice(i)}`);
    const rest = letters.slice(i + 1).replace(/^=/, "");
    if (option.args.length > 0 && rest !== "") return add(option, `${option.flags.at(-1)}=${rest}`);
    add(option, `-${letters[i]}`);
  }
}
