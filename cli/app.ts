import { ValidationError } from "@cliffy/command";
import { AREAS, type Areas, TOOLS } from "./areas.ts";
import type { Context } from "./context.ts";
import { EXIT } from "./errors.ts";
import { Problems } from "./problems.ts";
import { type Line, readLine, UnknownCommand } from "./args/argv.ts";
import {
  type AnyCommand,
  command,
  root,
  type UniversalOptions,
  type Whole,
} from "./args/options.ts";
import { isHelp } from "./base/lazy.ts";
import { resultOf } from "./args/result.ts";
import { unknownCommand, withMeanings } from "./args/synonyms.ts";
import { isVersion } from "./args/version.ts";
import { parseLine, wantsJSON } from "./safety/line.ts";

/**
 * Builds the command tree.
 *
 * @param words The command line: areas that it does not name stay empty. Left out, all are built.
 * @param more Further areas.
 * @param reached Where commands note which operations of the API they call.
 */
export async function app(
  ctx: Context,
  words?: readonly string[],
  more: Areas = {},
  reached?: Set<string>,
): Promise<AnyCommand> {
  const tree = root(ctx);
  const whole: Whole = {
    ...(reached ? { reached } : {}),
    areas: Object.keys(AREAS),
    tree: (named) => app(ctx, named && withMeanings(named), more),
    words,
  };
  const areas = Object.entries({ ...AREAS, ...more, ...TOOLS });
  const named = areas.filter(([name]) => words === undefined || words.includes(name));
  // Each command takes its time to make: those that nothing is going to show are left out.
  const shown = words === undefined || words.some(isHelp) ||
    (named.length === 0 && !words.every(isVersion));
  for (const area of shown ? areas : named) {
    const [name, [about, load]] = area;
    const built = named.includes(area) ? await (await load())(ctx, about, whole) : command(about);
    tree.command(name, built).reset();
  }
  if (shown) {
    const { help } = await import("./help/command.ts");
    tree.command("help", help(ctx, () => tree)).reset();
  }
  return tree.throwErrors();
}

/** Refuses arguments that are not UTF-8, of which the runtime has made something else. */
function checkText(args: readonly string[]): void {
  const broken = args.find((arg) => arg.includes("\ufffd"));
  if (broken !== undefined) throw new ValidationError(`"${broken}" is not text in UTF-8.`);
}

/** Lets a command work out how its result is printed before it does anything. */
function printing(ctx: Context, tree: AnyCommand, { words, command, listed }: Line): AnyCommand {
  const [area = ""] = words;
  // The simulator's own commands print states and logs for programs.
  const usesSettings = Object.hasOwn(AREAS, area) && area !== "sandbox";
  return tree.globalAction(async (options: UniversalOptions) => {
    const { viewOf } = await import("./output/view.ts");
    ctx.view = await viewOf(ctx, options, { result: resultOf(command), listed, usesSettings });
  });
}

/** What is wrong with a line, and what else it lacks by what its command says. */
async function allProblems(line: Line, problems: Problems): Promise<Problems> {
  const { alsoMissing } = await import("./args/missing.ts");
  const more = await alsoMissing(line.command, line.given);
  const { cmd } = problems as { cmd?: AnyCommand };
  return Object.assign(new Problems([...problems.message.split("\n"), ...more]), { cmd });
}

/** The error for a word that names no command, made from all commands that there are. */
async function notThere(ctx: Context, { parent, word }: UnknownCommand, more: Areas) {
  const tree = await app(ctx, undefined, more);
  const path = parent.getPath().split(" ").slice(1);
  const whole = path.reduce((at, name) => at.getCommand(name) as AnyCommand, tree);
  return unknownCommand(whole, word, tree);
}

/** Runs one command line; returns the exit code. Everything that fails ends here. */
export async function run(
  ctx: Context,
  args: readonly string[],
  more: Areas = {},
): Promise<number> {
  if (wantsJSON(args)) ctx.errorsAs = "json";
  try {
    checkText(args);
    if (args.length === 0) {
      const onStderr: Context = Object.create(ctx, { out: { value: ctx.err } });
      await (await app(onStderr, ["--help"], more)).parse(["--help"]);
      return EXIT.usage;
    }
    const tree = await app(ctx, withMeanings(args), more);
    const line = readLine(tree, args);
    if (line.problems) throw await allProblems(line, line.problems);
    const build = async (other: Context) =>
      printing(other, await app(other, withMeanings(args), more), line);
    await parseLine(ctx, printing(ctx, tree, line), line.words, build);
    return EXIT.done;
  } catch (thrown) {
    const error = thrown instanceof UnknownCommand ? await notThere(ctx, thrown, more) : thrown;
    if (error instanceof ValidationError && ctx.errorsAs === "text") {
      const { cmd } = error as { cmd?: AnyCommand };
      const { describe, synopsis } = await import("./help/help.ts");
      const usage = cmd ? synopsis(describe(cmd, cmd.getPath())) : "doapi --help";
      await ctx.err(`Usage: ${usage}\n`);
    }
    return await (await import("./report.ts")).tell(ctx, error);
  }
}
