/**
 * Writes the reference in cli/reference/ from the command tree; with `--check` it only says what
 * there is not what the tree would give.
 *
 * @module
 */

import { flag } from "./flag.ts";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { markdownPages } from "./reference/markdown.ts";
import { commandTree } from "./reference/tree.ts";

/** The files in a folder that differ from the pages that belong there, by name. */
export async function stalePages(folder: string, pages: Record<string, string>): Promise<string[]> {
  const names = new Set(Object.keys(pages));
  for (const { name } of await entries(folder)) names.add(name);
  const stale: string[] = [];
  for (const name of [...names].sort()) {
    const found = await Deno.readTextFile(join(folder, name)).catch(() => null);
    if (found !== pages[name]) stale.push(name);
  }
  return stale;
}

/** Makes a folder have these pages and nothing else. */
export async function writePages(folder: string, pages: Record<string, string>): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const { name } of await entries(folder)) {
    if (!(name in pages)) await Deno.remove(join(folder, name));
  }
  for (const [name, page] of Object.entries(pages)) {
    await Deno.writeTextFile(join(folder, name), page);
  }
}

function entries(folder: string): Promise<Deno.DirEntry[]> {
  return Array.fromAsync(Deno.readDir(folder)).catch(() => []);
}

if (import.meta.main) {
  const check = flag("reference", "check");
  const folder = fileURLToPath(new URL("../cli/reference", import.meta.url));
  const pages = markdownPages(await commandTree());
  if (check) {
    const stale = await stalePages(folder, pages);
    for (const name of stale) {
      console.error(`cli/reference/${name} is not up to date: deno task reference`);
    }
    Deno.exit(stale.length ? 1 : 0);
  }
  await writePages(folder, pages);
}
