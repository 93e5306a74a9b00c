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

/** The commands of an area, by their names. */
export type Commands = Readonly<Record<string, Lazy>>;

/**
 * Groups commands, of which those that the command line does not name stay empty.
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
  return group(about, await built(ctx, whole, words, commands));
}

/** Commands for a group, of which those that the command line does not name are empty. */
export async function built(
  ctx: Context,
  whole: Whole,
  words: string,
  commands: Commands,
): Promise<Record<string, AnyCommand>> {
  const all: Record<string, AnyCommand> = {};
  for (const [name, lazy] of Object.entries(commands)) {
    const named = whole.words === undefined || whole.words.includes(name);
    all[name] = named ? await lazy.build(ctx, whole, `${words} ${name}`) : command(lazy.about);
  }
  return all;
}

/** A group of commands below an area, such as `doapi database user`. */
export function subArea(about: string, commands: Commands): Lazy {
  return { about, build: (ctx, whole, words) => lazyGroup(ctx, about, whole, words, commands) };
}
