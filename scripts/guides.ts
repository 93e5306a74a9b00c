/**
 * Writes the table of commands in `docs/guides/from-doctl.md`; `--check` compares instead.
 *
 * @module
 */
import { flag } from "./flag.ts";
import { withTable } from "./guides/table.ts";

/** The guide that has the table. */
export const GUIDE = new URL("../docs/guides/from-doctl.md", import.meta.url);

if (import.meta.main) {
  const check = flag("guides", "check");
  const found = await Deno.readTextFile(GUIDE);
  const right = withTable(found);
  if (!check) await Deno.writeTextFile(GUIDE, right);
  else if (found !== right) {
    console.error("docs/guides/from-doctl.md is not up to date: deno task guides");
    Deno.exit(1);
  }
}
