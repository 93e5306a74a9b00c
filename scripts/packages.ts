/**
 * Makes the bare names in deno.json's "imports" resolve on every machine: to the pinned JSR
 * packages where JSR answers, otherwise to the same libraries as npm packages carry them. Writes
 * `.packages/import_map.json`, which every task passes to Deno.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { readTarball } from "./tar.ts";

/** An npm package, pinned by version and content. */
interface Tarball {
  name: string;
  version: string;
  integrity: string;
  /** Where a file of the package is put, or `null` to leave it out. */
  place: (path: string) => string | null;
}

const CLIFFY = "deps/jsr.io/@windmill-labs";

/** What stands in for JSR. Only what both ways of getting the packages have may be used. */
const TARBALLS: Tarball[] = [
  {
    // Carries Cliffy 1.0.0-rc.5 as separate modules, declarations apart from them.
    name: "windmill-cli",
    version: "1.596.0",
    integrity:
      "5aFVNTOEaGyTKyQlyjFI1FAZ8fTIQ2vGSmnqL3FfZuKpKWdqGXh8p9Azdp8N2MkIwyP1vYtOK9nfQk6jr6tRTw==",
    place(path) {
      const match =
        /^package\/(?:esm|types)\/(deps\/jsr\.io\/(@windmill-labs\/cliffy-|@std\/).*\.(js|d\.ts))$/
          .exec(path);
      return match ? `cliffy/${match[1]}` : null;
    },
  },
  {
    name: "deno-std",
    version: "1.4.0",
    integrity:
      "7c0Y6tyn0Sx0NKiaAeGtDwrpG+C7VFcOStVcYXPnjAuIEonxzVV+n6s8iuFjg6keqzxo/zrPbR/J9EY9BLNsRA==",
    place(path) {
      const match = /^package\/((?:assert|cli|internal)\/.*\.js)$/.exec(path);
      return match ? `std/${match[1]}` : null;
    },
  },
];

/** The npm stand-in's import map; the paths are relative to `.packages`. */
function npmImports(folder: string): Record<string, string> {
  return {
    "@cliffy/command": `./${folder}/cliffy/${CLIFFY}/cliffy-command/1.0.0-rc.5/mod.js`,
    "@cliffy/table": `./${folder}/cliffy/${CLIFFY}/cliffy-table/1.0.0-rc.5/mod.js`,
    "@std/assert": `./${folder}/std/assert/mod.js`,
    "@std/cli/parse-args": `./${folder}/std/cli/parse_args.js`,
    "@std/cli/unicode-width": `./${folder}/std/cli/unicode_width.js`,
    "@std/testing/bdd": "node:test",
  };
}

/** What the script touches outside itself; replaced in tests. */
export interface World {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Fetches a package's tarball from the npm registry that the user has configured. */
  npmPack: (spec: string) => Promise<Uint8Array<ArrayBuffer>>;
  jsrURL: string;
  /** Declarations of @std/assert, which its npm package comes without. */
  assertTypes: string;
  say: (line: string) => void;
}

/** Makes `.packages/import_map.json` in a checkout, unless it is there and up to date. */
export async function ensurePackages(root: string, world: World): Promise<void> {
  const folder = join(root, ".packages");
  const config = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const own = {
    [config.name]: "../mod.ts",
    [`${config.name}/sandbox`]: "../lib/sandbox/mod.ts",
  };
  const key = JSON.stringify([config.imports, own, world.jsrURL, TARBALLS, world.assertTypes]);
  const keyFile = join(folder, "key");
  if (await Deno.readTextFile(keyFile).catch(() => "") === key) return;
  await Deno.mkdir(folder, { recursive: true });
  const problem = await jsrProblem(world);
  let imports: Record<string, string>;
  if (problem === null) {
    imports = withSubpaths(config.imports);
  } else {
    const content = [TARBALLS.map((t) => t.integrity), world.assertTypes];
    const name = `npm-${await shortHash(JSON.stringify(content))}`;
    imports = npmImports(name);
    await unpack(folder, name, problem, world);
  }
  await writeWhole(
    join(folder, "import_map.json"),
    JSON.stringify({ imports: { ...imports, ...own } }),
  );
  await writeWhole(keyFile, key);
}

async function shortHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex().slice(0, 12);
}

/** Adds to each JSR package the entry under which its other modules resolve. */
function withSubpaths(imports: Record<string, string>): Record<string, string> {
  const all = { ...imports };
  for (const [name, target] of Object.entries(imports)) {
    all[`${name}/`] = `${target.replace(/^jsr:/, "jsr:/")}/`;
  }
  return all;
}

/** What keeps JSR from answering, or `null` if it answers. */
async function jsrProblem({ fetch, jsrURL }: World): Promise<string | null> {
  const url = new URL("@cliffy/command/meta.json", jsrURL).href;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.ok ? null : `${url}: ${response.status}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `${url}: ${cause instanceof Error ? cause.message : cause}`;
  }
}

async function unpack(folder: string, name: string, jsr: string, world: World): Promise<void> {
  const target = join(folder, name);
  if (await Deno.stat(target).then(() => true, () => false)) return;
  world.say("JSR does not answer; taking Cliffy and std from npm (once)");
  // Several processes may do this at the same time: each in its own folder, the first one wins.
  const work = await Deno.makeTempDir({ dir: folder, prefix: "unpack-" });
  try {
    for (const tarball of TARBALLS) await unpackOne(work, tarball, jsr, world);
    await addTypes(work, world.assertTypes);
    await Deno.rename(work, target).catch(async (error) => {
      if (!await Deno.stat(target).then(() => true, () => false)) throw error;
    });
  } finally {
    await Deno.remove(work, { recursive: true }).catch(() => {});
  }
}

async function unpackOne(work: string, tarball: Tarball, jsr: string, world: World): Promise<void> {
  const spec = `${tarball.name}@${tarball.version}`;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await world.npmPack(spec);
  } catch (error) {
    const npm = error instanceof Error ? error.message : String(error);
    throw new PackagesError(
      `Neither registry answers, and the packages are not here yet.\n  JSR: ${jsr}\n  npm: ${spec}: ${npm}`,
    );
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", bytes));
  if (btoa(String.fromCharCode(...digest)) !== tarball.integrity) {
    throw new PackagesError(`${spec} from npm is not what it is known to be: its sha512 differs`);
  }
  for await (const file of readTarball(bytes)) {
    const place = tarball.place(file.path);
    if (place === null) continue;
    const path = join(work, place);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, file.bytes);
  }
}

/** Puts the declarations to use and fills in what the packages import from outside themselves. */
async function addTypes(work: string, assertTypes: string): Promise<void> {
  await Deno.writeTextFile(
    join(work, "cliffy/_dnt.shims.js"),
    "export const dntGlobalThis = globalThis;\nexport const Deno = globalThis.Deno;\n",
  );
  await Deno.writeTextFile(join(work, "std/assert/mod.d.ts"), assertTypes);
  const visit = async (folder: string): Promise<void> => {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    const names = new Set(entries.map((entry) => entry.name));
    for (const { name, isDirectory } of entries) {
      const path = join(folder, name);
      if (isDirectory) await visit(path);
      const types = name.replace(/\.js$/, ".d.ts");
      if (!name.endsWith(".js") || !names.has(types)) continue;
      const code = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, `// @ts-self-types="./${types}"\n${code}`);
    }
  };
  await visit(work);
}

async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${Deno.pid}`;
  await Deno.writeTextFile(temporary, text);
  await Deno.rename(temporary, path);
}

/** A failure that the user is told in words. */
export class PackagesError extends Error {}

/** `npm pack`: the user's registry, proxy and credentials are npm's own matter. */
async function npmPack(spec: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await Deno.makeTempDir();
  try {
    const npm = Deno.build.os === "windows" ? "npm.cmd" : "npm";
    const { success, stderr } = await new Deno.Command(npm, {
      args: ["pack", "--silent", "--ignore-scripts", spec],
      cwd: folder,
      stdout: "null",
      stderr: "piped",
    }).output();
    const words = new TextDecoder().decode(stderr).trim().split("\n");
    if (!success) throw new Error(words.find((w) => /error/i.test(w)) ?? "npm pack failed");
    for await (const { name } of Deno.readDir(folder)) {
      return await Deno.readFile(join(folder, name));
    }
    throw new Error("npm pack wrote no file");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (import.meta.main) {
  try {
    await ensurePackages(dirname(dirname(fileURLToPath(import.meta.url))), {
      fetch,
      npmPack,
      jsrURL: Deno.env.get("JSR_URL") || "https://jsr.io/",
      assertTypes: await Deno.readTextFile(new URL("std_assert.d.ts", import.meta.url)),
      say: (line) => console.error(line),
    });
  } catch (error) {
    console.error(error instanceof PackagesError ? error.message : `packages: ${error}`);
    Deno.exit(1);
  }
}
