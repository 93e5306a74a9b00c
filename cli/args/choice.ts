import { ValidationError } from "@cliffy/command";
import { suggestion } from "./suggestion.ts";

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
