import { hinted, Missing } from "../errors.ts";

/** Words of a command line that name nothing, perhaps since they are in the wrong order. */
interface Words {
  /** The word before them, such as a size. */
  first: string;
  rest: readonly string[];
  /** The command, such as `droplet resize`. */
  command: string;
}

/**
 * Adds to a failure to find what the last word names that the word before it would have named it.
 *
 * @param find Finds what words name.
 */
export async function turned(
  error: unknown,
  { first, rest, command }: Words,
  find: (words: readonly string[]) => Promise<readonly unknown[]>,
): Promise<unknown> {
  const [last] = rest;
  if (!(error instanceof Missing) || rest.length !== 1 || last === undefined) return error;
  const there = await find([first]).catch(() => []);
  return there.length > 0 ? hinted(error, `Perhaps doapi ${command} ${last} ${first}`) : error;
}
