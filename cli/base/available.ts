/** The options of lists whose things are available in some regions and for some machines. */

import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";
import { oneOf } from "../args/choice.ts";
import { narrow } from "../output/narrow.ts";

/** The option `--region` of what lists things. */
export const IN_REGION = [
  "--region <region:string>",
  "Only what is available in this region.",
] as const;

/**
 * The option `--architecture`.
 *
 * @param what What its help calls the things.
 * @param words The words that it takes, and the conditions that they stand for.
 */
export function architecture<T extends string>(what: string, words: Readonly<Record<T, string>>) {
  const all = Object.keys(words) as T[];
  return [
    "--architecture <kind:string>",
    `Only ${what}: ${all.join(", ")}.`,
    oneOf("--architecture", all),
  ] as const;
}

/** What is available in regions. */
interface Available {
  regions?: readonly string[] | null;
}

/** A list of things, of which those in a region are shown; a region that none is in is refused. */
export async function availableIn<T extends Available>(
  ctx: Context,
  region: string | undefined,
  list: () => AsyncIterable<T>,
): Promise<Iterable<T> | AsyncIterable<T>> {
  if (region === undefined) return list();
  narrow(ctx, `regions=${region}`);
  const all = await Array.fromAsync(list());
  const regions = [...new Set(all.flatMap(({ regions }) => regions ?? []))];
  if (all.length === 0 || regions.includes(region)) return all;
  const { suggestion } = await import("../args/suggestion.ts");
  throw new ExitError(`'${region}': no such region${suggestion(region, regions)}`);
}
