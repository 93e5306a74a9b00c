/** What the configuration and the command line forbid. */

import { counted } from "../../lib/api/words.ts";
import type { Context } from "../context.ts";
import { universal } from "../args/options.ts";
import { stored } from "../config/settings.ts";
import { called, type Thing } from "./thing.ts";

/** What is forbidden, and which setting forbids it. */
export interface Protection {
  /** Why changes are forbidden; `null` if they are allowed. */
  readOnly: string | null;
  /** Names and tags of what may not be destroyed. */
  protect: readonly { pattern: string; holder: string }[];
  /** How many things may be destroyed: the least of all numbers. */
  max: { value: number; holder: string } | null;
}

/** Reads what is forbidden. */
export async function protection(ctx: Context, options: object | void): Promise<Protection> {
  const readOnly = (await stored(ctx, options, "read-only")).find(({ value }) => value);
  const protect = (await stored(ctx, options, "protect"))
    .flatMap(({ value, holder }) => value.map((pattern) => ({ pattern, holder })));
  const { maxDestroy } = universal(options);
  const line = maxDestroy === undefined ? [] : [{ value: maxDestroy, holder: "--max-destroy" }];
  const [max = null] = [...line, ...await stored(ctx, options, "max-destroy")]
    .sort((a, b) => a.value - b.value);
  return { readOnly: readOnly ? `${readOnly.holder} is read-only` : null, protect, max };
}

/**
 * Why things may not be destroyed; `null` if they may.
 *
 * @param before How many this run destroys already.
 */
export function refusal(
  { readOnly, protect, max }: Protection,
  verb: string,
  things: readonly Thing[],
  before: number,
): string | null {
  const [first] = things;
  const what = things.length === 1 && first ? called(first) : counted(things.length, "thing");
  if (readOnly !== null) return `Cannot ${verb} ${what}: ${readOnly}`;
  for (const thing of things) {
    const found = protect.find(({ pattern }) => covers(pattern, thing));
    if (found) {
      return `Cannot ${verb} ${called(thing)}: '${found.pattern}' of ${found.holder} protects it`;
    }
  }
  const all = before + things.length;
  if (max === null || all <= max.value) return null;
  return `Cannot ${verb} ${all === 1 ? what : counted(all, "thing")}: ` +
    `${max.holder} allows ${max.value} to be destroyed`;
}

/** Whether a pattern of names, or of tags after `tag:`, covers a thing; its id does, too. */
function covers(pattern: string, { name, id, tags = [] }: Thing): boolean {
  const [, tag] = /^tag:(.+)$/s.exec(pattern) ?? [];
  const texts = tag === undefined ? [String(id), ...name === undefined ? [] : [name]] : tags;
  const escaped = (tag ?? pattern).replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  // The API ignores case in tags.
  const regex = new RegExp(`^${escaped}$`, tag === undefined ? "s" : "si");
  return texts.some((text) => regex.test(text));
}
