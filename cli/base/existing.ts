/** How commands handle names in use. */

import { type Context, note, warn } from "../context.ts";
import { ExitError } from "../errors.ts";
import { oneOf, universal } from "../args/options.ts";
import type { Finder } from "../api/finder.ts";

const WAYS = ["reuse", "fail", "warn"] as const;

/** Ways to handle a name in use. */
type Way = (typeof WAYS)[number];

/** The options for it. */
export interface Existing {
  ifExists?: Way | undefined;
  unique?: boolean | undefined;
}

/** The option `--if-exists`. */
export const IF_EXISTS = [
  "--if-exists <what:string>",
  "If the name is in use: reuse (print what has it), fail, or warn and go on.",
  oneOf("--if-exists", WAYS),
] as const;

/** The way that the options choose, or the command's default. */
function wayOf({ ifExists, unique }: Existing, usual: Way | null): Way | null {
  return ifExists ?? (unique ? "fail" : usual);
}

/**
 * Looks whether names are in use: refuses or warns of them or, to reuse them, gives what has them.
 *
 * @param usual What is done if the options do not say it; `null` for not to look.
 */
export async function existing<T>(
  ctx: Context,
  finder: Finder<T>,
  names: readonly string[],
  options: Existing,
  usual: Way | null,
): Promise<Map<string, T>> {
  const way = wayOf(options, usual);
  if (way === null) return new Map();
  if (way !== "reuse") {
    await finder.checkNames(names, way === "fail");
    return new Map();
  }
  const found = await finder.holders(names);
  for (const name of found.keys()) await reused(ctx, options, name);
  return found;
}

/**
 * The same for a single thing that is looked for in another way; `null` if it is to be created.
 *
 * @param find Finds it, if it is there.
 */
export async function existingOne<T>(
  ctx: Context,
  name: string,
  options: Existing,
  find: () => Promise<T | null>,
): Promise<T | null> {
  const way = wayOf(options, null);
  const found = way === null ? null : await find();
  if (found === null) return null;
  const message = `There is already '${name}'`;
  if (way === "fail") throw new ExitError(message);
  if (way === "warn") await warn(ctx, message);
  else await reused(ctx, options, name);
  return way === "reuse" ? found : null;
}

async function reused(ctx: Context, options: object, name: string): Promise<void> {
  if (!universal(options).quiet) {
    await note(ctx, `'${name}' already exists; using it`);
  }
}
