/**
 * Checks that nothing lies in lib/ that no user can reach: every module there is part of what
 * an entry of deno.json exports, or is imported by a part of it. That everything exported is
 * documented is what `deno doc --lint` checks.
 *
 * @module
 */

import type { Info } from "./check_arrows.ts";
import { askDeno, modulesIn, published } from "./modules.ts";

/** Which of the files no entry leads to: one line each. `root` is the URL that they are below. */
export function unreachable(files: string[], entries: Info[], root: string): string[] {
  const reached = new Set(
    entries.flatMap(({ modules }) => modules.map(({ specifier }) => specifier)),
  );
  return files.filter((file) => !reached.has(root + file))
    .map((file) => `${file}: no entry of deno.json leads here`);
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  const entries = await Promise.all(
    (await published(root)).map((entry) => askDeno<Info>(root, "info", [entry])),
  );
  const lines = unreachable(await modulesIn(root, "lib"), entries, root.href);
  for (const line of lines) console.error(line);
  Deno.exit(lines.length ? 1 : 0);
}
