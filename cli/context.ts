import type { DOAPI } from "../mod.ts";
import { EXIT, ExitError, MissingFile } from "./errors.ts";
import type { View } from "./output/view.ts";

/** What is typed at the terminal, key by key, or else what standard input has. */
export interface Keyboard {
  readonly keys: AsyncIterable<Uint8Array>;
  /** Calls back with the columns and rows of the terminal, now and whenever they change. */
  onResize(resized: (columns: number, rows: number) => void): void;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** Everything outside the commands: files, streams, clocks, the network. Tests replace it. */
export interface Context {
  /** The name that messages begin with, such as "doapi". */
  program: string;
  /** Writes the result. */
  out(result: string | Uint8Array): Promise<void>;
  /** Whether the reader of the result is gone, so that reading a list can stop. */
  readonly outIsClosed: boolean;
  /** Writes everything that is not the result. */
  err(text: string): Promise<void>;
  /** The form of the lines on standard error. */
  errorsAs: "text" | "json";
  /** Runs when the command has ended; `failed` says that a part of it failed. */
  readonly ends: ((failed: boolean) => Promise<void>)[];
  /** Where a dry run notes what it does not do. */
  dryRun?: { note(step: Readonly<Record<string, unknown>>): void };
  /** Reads standard input to its end. */
  in(): Promise<string>;
  /** Whether a person can answer: standard input and standard error are a terminal. */
  readonly isAttended: boolean;
  /** Asks that person; a secret is not shown while it is typed; `null` means no answer. */
  ask(question: string, secret?: boolean): Promise<string | null>;
  /** Takes over what is typed, for a program elsewhere; gives it back when it is closed. */
  keyboard(): Promise<Keyboard>;
  /** Whether standard error is a terminal, where a line can be overwritten. */
  readonly isTerminal: boolean;
  /** Whether standard output is one. */
  outIsTerminal: boolean;
  /** How many columns the terminal has at the moment. */
  columns(): number;
  /** An environment variable; empty ones count as unset. */
  env(name: string): string | undefined;
  /** Whether an environment variable is set but empty, as after a failed `$(...)`. */
  envIsEmpty(name: string): boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** Seconds since the program started, by a monotonic clock. */
  elapsed(): number;
  /** How the result is printed; known once the command line has been read. */
  view?: View;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Reads a text file; one that is not there is a `MissingFile`. */
  readFile(path: string): Promise<string>;
  /** Whether every user of the machine can read a file. */
  isForAll(path: string): Promise<boolean>;
  /** Replaces a file of the program's own, whole or not at all; makes the folders on the way. */
  replaceFile(path: string, text: string): Promise<void>;
  /** Empties a file that the user has named, or fails; gives what writes to it. */
  openFile(path: string): Promise<(text: string) => Promise<void>>;
  /** Does something while it holds a lock on the file. */
  locked<T>(path: string, work: () => Promise<T>): Promise<T>;
  /** Makes a path a link to this program; returns the path that it has made. */
  linkTo(path: string): Promise<string>;
  /** Serves HTTP until interrupted, or until `ready` gives "stop". */
  serve(
    host: string,
    port: number,
    handler: (request: Request, peer: string) => Promise<Response>,
    ready: (url: string) => Promise<"stop" | void>,
  ): Promise<void>;
  /** Runs a program with more environment variables; returns its exit code. */
  spawn(program: string, args: readonly string[], env: Record<string, string>): Promise<number>;
  /** Runs a program and gives what it printed; `null` if there is none of that name. */
  capture(
    program: string,
    args: readonly string[],
    input?: string,
  ): Promise<{ code: number; out: string } | null>;
  /** Whether a port of another machine accepts connections. */
  answers(host: string, port: number, signal: AbortSignal): Promise<boolean>;
  /** What opens a URL in the browser of this system. */
  readonly browser: readonly string[];
  /** The program that reaches the keyring of this system, where there can be one. */
  readonly keyring: "secret-tool" | "security" | null;
  /**
   * Reads what is at a URL as it comes, without the token.
   *
   * @param kind Of a signed URL, messages have the origin alone, and no redirect is followed.
   */
  download(url: string, kind: "signed" | "public"): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** The compiled program that runs, and what for; `null` where Deno runs the source. */
  compiled: { path: string; os: string; arch: string } | null;
  /** The client that the universal options ask for. */
  client(options: object | void): Promise<DOAPI>;
}

/** Whether an environment variable turns something on: 1, true, yes and on do. */
export function isOn(ctx: Context, name: string): boolean {
  const text = ctx.env(name) ?? "";
  if (/^(0|false|no|off|)$/i.test(text)) return false;
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  throw new ExitError(`${name} must be 1 or 0, but is ${JSON.stringify(text)}`, EXIT.usage);
}

/**
 * An environment variable that decides which account or server is used. An empty one is refused:
 * without it, the command would use another one than the user meant.
 */
export function deciding(ctx: Context, name: string): string | undefined {
  if (!ctx.envIsEmpty(name)) return ctx.env(name);
  throw new ExitError(`${name} is set but empty: unset it, or give it a value`, EXIT.usage);
}

/** The text of a file; `null` if it is not there. */
export async function textIn(ctx: Context, path: string): Promise<string | null> {
  try {
    return await ctx.readFile(path);
  } catch (error) {
    if (error instanceof MissingFile) return null;
    throw error;
  }
}

/** What a line on standard error means, for programs that read it with `--errors json`. */
type Level = "error" | "warning" | "info" | "debug";

/** Writes a line to standard error: for people, or as JSON. */
export function note(ctx: Context, message: string, level: Level = "info"): Promise<void> {
  const isJSON = ctx.errorsAs === "json";
  return ctx.err(
    isJSON ? `${JSON.stringify({ level, message })}\n` : `${ctx.program}: ${message}\n`,
  );
}

/** Writes a warning to standard error. */
export function warn(ctx: Context, text: string): Promise<void> {
  return ctx.errorsAs === "json" ? note(ctx, text, "warning") : note(ctx, `Warning: ${text}`);
}
