/** The program's exit codes, as `doapi help exit-codes` tells them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  errored: 3,
  token: 4,
  timeout: 5,
  interrupted: 130,
} as const;

/** Ends the program with a message and an exit code other than 1. */
export class ExitError extends Error {
  override readonly name = "ExitError";
  /** The exit code. */
  readonly code: number;

  /** @param message The text on standard error; empty if everything is printed already. */
  constructor(message: string, code: number = EXIT.failed) {
    super(message);
    this.code = code;
  }
}

const HINTS = new WeakMap<Error, string>();

/** Notes what helps where an error occurs. */
export function hinted<T extends Error>(error: T, hint: string): T {
  HINTS.set(error, hint);
  return error;
}

/** What has been noted for an error. */
export function hintOf(error: Error): string | undefined {
  return HINTS.get(error);
}

/** How a command has ended whose failures have been told one by one. */
export class Summary extends ExitError {}

/** Things that were named and are not there. */
export class Missing extends ExitError {
  /** The names from the command line, and a line about each. */
  readonly things: readonly { name: string; line: string }[];

  /** @param things The names from the command line, and a line about each. */
  constructor(things: readonly { name: string; line: string }[]) {
    super(things.map(({ line }) => oneLine(line)).join("\n"));
    this.things = things;
  }
}

/** A file that was to be read and is not there. */
export class MissingFile extends ExitError {
  /** @param path The file. */
  constructor(path: string) {
    super(`Cannot read ${path}: no such file or directory`);
  }
}

/** Text in one line: names and messages of the API may have line breaks in them. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
