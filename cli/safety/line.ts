/** What a command line asks for before its command is known to be right. */

import { readTime, TAKEN_AS_IT_IS } from "../args/argv.ts";
import type { AnyCommand } from "../args/options.ts";
import type { Context } from "../context.ts";

/**
 * Runs a command line, again and again if it says so.
 *
 * @param build Builds the tree again, with another place to print to.
 */
export async function parseLine(
  ctx: Context,
  tree: AnyCommand,
  line: string[],
  build: (ctx: Context) => Promise<AnyCommand>,
): Promise<void> {
  const text = valueIn(line, "--watch") ?? "";
  const seconds = text === "" ? null : readTime(text);
  // The command refuses what is not a time.
  if (seconds === null || seconds <= 0) return await once(ctx, tree, line);
  const { redraw } = await import("../output/redraw.ts");
  await redraw(ctx, seconds, async (other) => await once(other, await build(other), line));
}

/** Runs a command line once, and what was put off to its end. */
async function once(ctx: Context, tree: AnyCommand, line: string[]): Promise<void> {
  if (line.includes("--dry-run")) {
    (await import("./dry_run.ts")).startDryRun(ctx, valueIn(line, "--output"));
  }
  let failed = true;
  try {
    await tree.parse(line);
    failed = false;
  } finally {
    for (const end of ctx.ends) await end(failed);
  }
}

/** The value that a line in its one spelling has for an option that its command knows. */
function valueIn(line: readonly string[], option: string): string | undefined {
  const start = `${option}=${TAKEN_AS_IT_IS}`;
  return line.find((word) => word.startsWith(start))?.slice(start.length);
}

/** Whether failures are reported as JSON, also those of the command line itself. */
export function wantsJSON(args: readonly string[]): boolean {
  return args.some((arg, i) =>
    arg === "--errors=json" || (arg === "json" && args[i - 1] === "--errors")
  );
}
