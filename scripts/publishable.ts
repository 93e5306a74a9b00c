/**
 * Checks that JSR would take the package, by publishing without doing it. Where JSR cannot be
 * reached, the library is checked alone, since the packages of the program come from there.
 *
 * @module
 */

import { copyLibrary } from "./library.ts";

async function dryRun(cwd: string | URL): Promise<number> {
  const args = ["publish", "--dry-run", "--allow-dirty"];
  const { code } = await new Deno.Command(Deno.execPath(), { args, cwd }).spawn().status;
  return code;
}

const root = new URL("../", import.meta.url);
const { folder } = JSON.parse(await Deno.readTextFile(new URL(".packages/key.json", root)));
// Without a folder of packages from npm, they have come from JSR.
if (folder === "") Deno.exit(await dryRun(root));

const copy = await Deno.makeTempDir();
try {
  await copyLibrary(root, copy);
  console.log("JSR cannot be reached: the library is checked without the program");
  Deno.exitCode = await dryRun(copy);
} finally {
  await Deno.remove(copy, { recursive: true });
}
