import type { Context } from "../context.ts";

/** What a command line says of its own form, or does not print any result. */
const OWN = /^(--output=|--columns=|-h$|--help$|--version$)/;

/**
 * The form of results that the settings have for a command line that says none.
 *
 * @param line The line in its one spelling.
 */
export async function usualOutput(
  ctx: Context,
  line: readonly string[],
): Promise<string | undefined> {
  // The simulator's own commands print states and logs for programs.
  if (line[0] === "sandbox" || line.some((word) => OWN.test(word))) return undefined;
  const { setting } = await import("./settings.ts");
  return await setting(ctx, undefined, "output");
}
