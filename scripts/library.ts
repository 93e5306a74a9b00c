import { dirname, join } from "node:path";
import { modulesIn } from "./modules.ts";

/**
 * Copies the library into a folder as a package of its own, without the program: that needs
 * packages which npm does not have, and which not every machine can reach.
 */
export async function copyLibrary(root: URL, folder: string): Promise<void> {
  const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const { name, version, license, exports, compilerOptions, publish } = config;
  const { "./cli": _, ...entries } = exports;
  const texts = publish.include.filter((path: string) => !path.endsWith("/"));
  const include = ["lib/", ...texts];
  for (const path of [...texts, ...await modulesIn(root, "lib")]) {
    await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
    await Deno.copyFile(new URL(path, root), join(folder, path));
  }
  const own = { name, version, license, exports: entries, compilerOptions, publish: { include } };
  await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(own));
}
