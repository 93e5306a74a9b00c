import type { Context } from "../context.ts";
import { type AnyCommand, command, group, type Whole } from "../args/options.ts";

/** A command that is built when the command line names it. */
export interface Lazy {
  /** One sentence on what it does. */
  about: string;
  /**
   * Builds it; what needs the facts of the API loads them here.
   *
   * @param words The words that it is called by, after the program's name.
   */
  build: (ctx: Context, whole: Whole, words: string) => Promise<AnyCommand> | AnyCommand;
}

/** The commands of an area, by their names: functions build those that have nothing to load. */
export type Commands = Readonly<Record<string, Lazy | (() => Promise<AnyCommand> | AnyCommand)>>;

/**
 * Groups commands. Each takes its time to build: where the command line names some and asks for no
 * help, the group has no others.
 *
 * @param about One sentence on what the group is for.
 * @param words The words that the group is called by, after the program's name.
 */
export async function lazyGroup(
  ctx: Context,
  about: string,
  whole: Whole,
  words: string,
  commands: Commands,
): Promise<AnyCommand> {
  const names = Object.keys(commands);
  const named = names.filter((name) => whole.words?.includes(name) ?? true);
  const isEnough = named.length > 0 && !whole.words?.some(isHelp);
  const built: Record<string, AnyCommand> = {};
  for (const name of isEnough ? named : names) {
    const lazy = commands[name]!;
    if (typeof lazy === "function") built[name] = await lazy();
    else if (!named.includes(name)) built[name] = command(lazy.about);
    else built[name] = await lazy.build(ctx, whole, `${words} ${name}`);
  }
  return group(about, built);
}

/** Whether a word may ask for help: `-h` can be behind other letters. */
export function isHelp(word: string): boolean {
  return /^(-[^-]*h.*|--help|help)$/.test(word);
}

/** A group of commands below an area, such as `doapi database user`. */
export function subArea(about: string, commands: Commands): Lazy {
  return { about, build: (ctx, whole, words) => lazyGroup(ctx, about, whole, words, commands) };
}
