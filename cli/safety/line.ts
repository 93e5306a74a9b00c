/** What a command line asks for before its command is known to be right. */

import { unmarked } from "../args/argv.ts";
import type { AnyCommand } from "../args/options.ts";
import type { Context } from "../context.ts";

/** Runs a command line, and what was put off to its end. */
export async function parseLine(ctx: Context, tree: AnyCommand, line: string[]): Promise<void> {
  if (line.includes("--dry-run")) {
    (await import("./rehearsal.ts")).rehearse(ctx, valueIn(line, "--output"));
  }
  let failed = true;
  try {
    await tree.parse(line);
    failed = false;
  } finally {
    for (const end of ctx.ends) await end(failed);
  }
}

/** The value that a line in its one spelling has for an option. */
function valueIn(line: readonly string[], option: string): string | undefined {
  const word = line.find((word) => word.startsWith(`${option}=`));
  return word && unmarked(word.slice(option.length + 1));
}

/** Whether failures are to be told as JSON: that of the line itself, too, if it is wrong. */
export function wantsJSON(args: readonly string[]): boolean {
  return args.some((arg, i) =>
    arg === "--errors=json" || (arg === "json" && args[i - 1] === "--errors")
  );
}
