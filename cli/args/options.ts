import { Command, ValidationError } from "@cliffy/command";
import { integer, number, string, text, time, word } from "./argv.ts";
import type { Context } from "../context.ts";
import { addOutputOptions, type Color, type Output } from "./output.ts";
import type { Filter, Sort } from "./selection.ts";
import { VERSION_LINE } from "./version.ts";
import { printing, type Result } from "./result.ts";

import { oneOf } from "./choice.ts";

export { offering, oneOf } from "./choice.ts";

/** The options that every command takes, anywhere on the line. */
export interface UniversalOptions {
  context?: string;
  apiToken?: string;
  apiTokenFile?: string;
  endpoint?: string;
  allowHttp?: boolean;
  timeout?: number;
  sandbox?: boolean;
  sandboxState?: string;
  output?: Output;
  columns?: string[];
  headers?: boolean;
  filter?: Filter[];
  sort?: Sort;
  limit?: number;
  query?: string;
  color?: Color | false;
  /** The columns of a table where none are named; set by commands, not by options. */
  usual?: readonly string[];
  dryRun?: boolean;
  yes?: boolean;
  maxDestroy?: number;
  errors?: "text" | "json";
  quiet?: boolean;
  verbose?: boolean;
}

/** The forms of failures. */
const ERRORS = ["text", "json"] as const;

/** The options of commands that wait. */
export interface WaitTimes {
  waitTime?: number | undefined;
  waitInterval?: number | undefined;
}

/** The options of commands that wait if asked to. */
export interface Waitable extends WaitTimes {
  wait?: boolean | undefined;
}

/** A command with any options and arguments. */
// deno-lint-ignore no-explicit-any -- Cliffy's own type for a command that is mounted in another
export type AnyCommand = Command<any>;

/** All commands, for those that are about the others. */
export interface Whole {
  /** Builds the command tree: the whole, or what words of a command line name. */
  tree: (words?: readonly string[]) => Promise<AnyCommand>;
  /** The areas that links can be named after. */
  areas: readonly string[];
  /** Where commands note which operations of the API they call, for a test of that. */
  reached?: Set<string>;
  /** The command line, where there is one. */
  words?: readonly string[] | undefined;
}

/**
 * Starts a command below the root.
 *
 * @param result What it prints, as far as that is known before anything is sent.
 */
export function command(description: string, result: Result = {}) {
  const child = new Command().description(description).type("word", word).type("text", text)
    .type("time", time);
  return printing(child, result);
}

/** Starts a command that only groups others. */
export function group(description: string, commands: Record<string, AnyCommand>): AnyCommand {
  const parent: AnyCommand = new Command().description(description).action(() => {
    throw new ValidationError(`Name one of the commands: ${Object.keys(commands).join(", ")}.`);
  });
  for (const [name, child] of Object.entries(commands)) parent.command(name, child).reset();
  return parent;
}

/** The universal options, which Cliffy adds to those of every command. */
export function universal(options: object | void): UniversalOptions {
  return options ?? {};
}

/** Options with the columns of a table for where none are named. */
export function withColumns(
  options: object | void,
  usual: readonly string[] | undefined,
): UniversalOptions {
  return { ...universal(options), ...(usual ? { usual } : {}) };
}

/** The root command with the universal options. */
export function root(ctx: Context): AnyCommand {
  const all: AnyCommand = new Command()
    .name("doapi")
    .description("A client for the DigitalOcean API, with a simulator to try it on.")
    .versionOption("-V, --version", "Show the version and exit.", {
      action: () => ctx.out(VERSION_LINE),
      standalone: true,
      global: true,
    })
    .helpOption("-h, --help", "Show what the command does and takes, and exit.", {
      async action(this: AnyCommand) {
        await ctx.out((await import("../help/help.ts")).helpText(this));
      },
      standalone: true,
    })
    // In place of Cliffy's own, for all commands.
    .globalType("string", string)
    .globalType("number", number)
    .globalType("integer", integer)
    .globalType("text", text)
    .globalType("time", time)
    .group("Universal options")
    .globalOption(
      "--api-token <token:text>",
      "The API token; - reads it from standard input. Others can see it in a list of processes.",
      { conflicts: ["api-token-file"] },
    )
    .globalOption(
      "--api-token-file <file:string>",
      "A file with the API token; - for standard input.",
      { conflicts: ["api-token"] },
    )
    .globalOption("--context <context:string>", "The account of doapi auth to use.")
    .globalOption("--endpoint <url:string>", "Where to send requests instead of DigitalOcean.")
    .globalOption(
      "--allow-http",
      "Send the token to another machine over plain http, where others can read it.",
    )
    .globalOption(
      "--timeout <time:time>",
      "How long to wait for a connection or an answer.",
      seconds("--timeout", "more than 0"),
    )
    .globalOption("--sandbox", "Use the built-in simulator: no account, no token, no network.")
    .globalOption(
      "--sandbox-state <file:string>",
      "Where the simulator keeps its state between runs.",
    );
  return addOutputOptions(all)
    .globalOption("--dry-run", "Change nothing: print what would be sent, a line of JSON for each.")
    .globalOption("-y, --yes", "Do not ask at a terminal before destroying things.")
    .globalOption(
      "--max-destroy <count:integer>",
      "Refuse to destroy more things than this. (Default: any number)",
      {
        value(count: number): number {
          if (count >= 0) return count;
          throw new ValidationError(
            `Option "--max-destroy" must be 0 or more, but got "${count}".`,
          );
        },
      },
    )
    .globalOption(
      "--errors <form:string>",
      "text (the default), or json: a line of JSON on standard error for each failure, warning and note.",
      oneOf("--errors", ERRORS),
    )
    .globalOption("-q, --quiet", "Do not show progress.")
    .globalOption("--verbose", "Show every request on standard error.")
    .group(null);
}

/** Adds the options for how long to wait, for commands that always do. */
export function waiting(description: string, result: Result = {}) {
  return command(description, result)
    .group("Waiting options")
    .option(
      "--wait-time <time:time>",
      "Give up after this long, such as 90, 5m or 1h30m, with exit code 5. (Default: never)",
    )
    .option(
      "--wait-interval <time:time>",
      "Time between two checks. (Default: 5)",
      seconds("--wait-interval"),
    )
    .group(null);
}

/** Starts a command that waits with `--wait`. */
export function waitable(description: string, result: Result = {}) {
  return waiting(description, result)
    .group("Waiting options")
    .option(
      "-w, --wait",
      "Wait until everything has completed or errored; the other waiting options imply it.",
    )
    .group(null);
}

/** Whether a command waits: it was asked to, or how long to. */
export function isWaiting(options: Waitable): boolean {
  const { wait, waitTime, waitInterval } = options;
  // Of what is not sent there is nothing to wait for.
  if (universal(options).dryRun) return false;
  return wait === true || waitTime !== undefined || waitInterval !== undefined;
}

/** The option `--watch` of what only shows. */
export const WATCH = [
  "--watch <time:time>",
  "Repeat the output on a terminal with this much time between, until Ctrl-C.",
  seconds("--watch", "more than 0"),
] as const;

/** The text of `--unique`. */
export const UNIQUE = "Fail if the name is in use, instead of warning.";

/** Marks an option that is required unless a setting has a value for it. */
export const NEEDED: { readonly needed: true; hidden?: boolean } = { needed: true };

/** How the value of an option that is a time is read. */
export function seconds(option: string, least: "0" | "more than 0" = "0") {
  return {
    value(given: number): number {
      if (given > 0 || (given === 0 && least === "0")) return given;
      throw new ValidationError(
        `Option "${option}" must be ${least === "0" ? "0 or more" : least}, but got "${given}".`,
      );
    },
  };
}
