/**
 * Makes the package for npm, dist/doapi-VERSION-npm.tgz: the library as Deno packs it for Node, and
 * the command line as one bundle, with a program that finds a Deno to run it in.
 *
 * @module
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Entry, readTarball } from "../cli/upgrade/tar.ts";
import { bundle, checkout, PERMISSIONS, type World } from "./compile.ts";
import { tarGz } from "./compile/archive.ts";
import { SUMMARY } from "./distribute/release.ts";
import { copyLibrary } from "./library.ts";

/** Makes the package; gives its file. */
export async function npmPackage(version: string, world: World): Promise<string> {
  const work = await Deno.makeTempDir();
  try {
    const library = join(work, "library");
    await Deno.mkdir(library);
    await copyLibrary(new URL("../", import.meta.url), library);
    const packed = join(work, "library.tgz");
    const config = join(library, "deno.json");
    await world.deno(["pack", "--quiet", "--allow-dirty", `--config=${config}`, "-o", packed]);
    const program = join(work, "program");
    await bundle(program, world);

    const entries: Entry[] = [];
    for await (const entry of readTarball(await Deno.readFile(packed))) {
      entries.push(entry.path === "package/package.json" ? described(entry) : entry);
    }
    entries.push(
      await fileEntry("package/cli/doapi.mjs", new URL("npm/doapi.mjs", import.meta.url), true),
      text("package/cli/flags.json", JSON.stringify(FLAGS)),
    );
    for (const { name } of await Array.fromAsync(Deno.readDir(program))) {
      entries.push(await fileEntry(`package/cli/${name}`, join(program, name)));
    }
    entries.sort((a, b) => a.path < b.path ? -1 : 1);
    const output = join(world.root, "dist", `doapi-${version}-npm.tgz`);
    await Deno.mkdir(join(world.root, "dist"), { recursive: true });
    await Deno.writeFile(output, tarGz(entries, world.date));
    return output;
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

/** What Deno runs the bundle with: what the compiled program may do. */
const FLAGS = ["--quiet", "--no-config", "--no-lock", "--no-remote", "--no-npm", ...PERMISSIONS];

function text(path: string, content: string): Entry {
  return { path, bytes: new TextEncoder().encode(content), program: false };
}

async function fileEntry(path: string, file: string | URL, program = false): Promise<Entry> {
  return { path, bytes: await Deno.readFile(file), program };
}

/** Adds to a package.json what Deno does not say of the program. */
function described(entry: Entry): Entry {
  if ("link" in entry) throw new Error(`${entry.path} is a link`);
  const fields = JSON.parse(new TextDecoder().decode(entry.bytes));
  const own = {
    description: SUMMARY,
    bin: { doapi: "./cli/doapi.mjs" },
    // The library needs nothing.
    peerDependencies: { deno: ">=2.7.0" },
    peerDependenciesMeta: { deno: { optional: true } },
  };
  return text(entry.path, JSON.stringify({ ...fields, ...own }, null, 2) + "\n");
}

if (import.meta.main) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { version } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  try {
    console.log(await npmPackage(version, await checkout(root)));
  } catch (error) {
    console.error(`npm: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}
