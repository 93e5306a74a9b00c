import { ValidationError } from "@cliffy/command";
import type { AnyCommand } from "./options.ts";
import { suggestion } from "./suggestion.ts";

const OFFERED = new WeakMap<AnyCommand, Readonly<Record<string, readonly string[]>>>();

/** Gives a command words that complete its arguments, by their names. */
export function suggesting<T extends AnyCommand>(
  command: T,
  words: Readonly<Record<string, readonly string[]>>,
): T {
  OFFERED.set(command, words);
  return command;
}

/** The words that complete an argument of a command. */
export function offered(command: AnyCommand, argument: string): readonly string[] {
  return OFFERED.get(command)?.[argument] ?? [];
}

/** An option with the words that complete its value. */
export function offering<T extends object>(option: T, words: readonly string[]): T {
  return { ...option, words };
}

/**
 * An option whose value is one of some words, for Cliffy and for completion; case does not matter.
 */
export function oneOf<T extends string>(option: string, words: readonly T[]) {
  return {
    words,
    value(given: string): T {
      const word = words.find((word) => word.toLowerCase() === given.toLowerCase());
      if (word !== undefined) return word;
      throw new ValidationError(
        `Option "${option}" must be one of ${words.join(", ")}, but got "${given}"${
          suggestion(given, words)
        }.`,
      );
    },
  };
}
