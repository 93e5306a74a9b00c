/**
 * The npm stand-in for the JSR packages: what it is made of, and how it is unpacked.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { readTarball } from "../../cli/upgrade/tar.ts";
import { exists, message, PackagesError, type World } from "./world.ts";

/** An npm package, pinned by version and content. */
export interface Tarball {
  spec: string;
  /** The sha512 of the tarball, as `npm view <spec> dist.integrity` has it. */
  integrity: string;
  /** Which files of the package are needed; the group says where they are put. */
  files: RegExp;
  /** The folder that they are put into. */
  folder: string;
}

const TARBALLS: Tarball[] = [
  {
    // Carries Cliffy 1.0.0-rc.5 as separate modules, declarations in a tree of their own.
    spec: "windmill-cli@1.596.0",
    integrity:
      "sha512-5aFVNTOEaGyTKyQlyjFI1FAZ8fTIQ2vGSmnqL3FfZuKpKWdqGXh8p9Azdp8N2MkIwyP1vYtOK9nfQk6jr6tRTw==",
    files:
      /^package\/(?:esm|types)\/(deps\/jsr\.io\/(?:@windmill-labs\/cliffy-(?:command|flags|internal|table)|@std\/(?:cli|fmt|text))\/(?!.*\/upgrade\/(?!_check_version\.)).*\.(?:js|d\.ts))$/,
    folder: "cliffy",
  },
  {
    spec: "deno-std@1.4.0",
    integrity:
      "sha512-7c0Y6tyn0Sx0NKiaAeGtDwrpG+C7VFcOStVcYXPnjAuIEonxzVV+n6s8iuFjg6keqzxo/zrPbR/J9EY9BLNsRA==",
    files: /^package\/((?:assert|cli|internal)\/.*\.js)$/,
    folder: "std",
  },
];

/** Files that are written instead of, or besides, the packages' own. */
const OWN_FILES: Record<string, string> = {
  // The packages run in Node too and reach Deno through this; here it is at hand.
  "cliffy/_dnt.shims.js":
    "export const dntGlobalThis = globalThis;\nexport const Deno = globalThis.Deno;\n",
};

/** Modules without declarations, and ours for them, from the folder that holds this script. */
const OWN_TYPES: Record<string, string> = {
  "std/assert/mod.js": "std_assert.d.ts",
  "std/cli/parse_args.js": "std_cli_parse_args.d.ts",
};

/** Where the names lead. `./` is `.packages`; only what JSR's packages have too may be used. */
export function npmImports(folder: string): Record<string, string> {
  const cliffy = `./${folder}/cliffy/deps/jsr.io/@windmill-labs`;
  return {
    "@cliffy/command": `${cliffy}/cliffy-command/1.0.0-rc.5/mod.js`,
    "@cliffy/table": `${cliffy}/cliffy-table/1.0.0-rc.5/mod.js`,
    "@std/assert": `./${folder}/std/assert/mod.js`,
    "@std/cli/parse-args": `./${folder}/std/cli/parse_args.js`,
    // npm has no @std/testing.
    "@std/testing/bdd": "../scripts/packages/std_testing_bdd.ts",
  };
}

/** Changes whenever something that is unpacked does. */
export function npmKey(): string {
  const tarballs = TARBALLS.map((t) => [t.integrity, t.files.source, t.folder]);
  return JSON.stringify([tarballs, OWN_FILES, OWN_TYPES, npmImports("")]);
}

/**
 * Unpacks the npm packages, unless an earlier run has.
 *
 * @param packages The folder that takes them, `.packages`.
 * @param jsr What keeps JSR from answering, for the case that npm does not either.
 * @returns The name of the folder in it.
 */
export async function unpackNpm(
  packages: string,
  jsr: string,
  world: World,
  wanted: Tarball[] = TARBALLS,
): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(npmKey()));
  const name = `npm-${new Uint8Array(digest).toHex().slice(0, 12)}`;
  const target = join(packages, name);
  if (await exists(target)) return name;
  const tarballs = await fetchAll(wanted, jsr, world);
  // Several processes may do this at the same time: each in its own folder, the first one wins.
  const work = await Deno.makeTempDir({ dir: packages, prefix: "unpack-" });
  try {
    for (const [tarball, bytes] of tarballs) await unpackInto(work, tarball, bytes);
    for (const [path, text] of Object.entries(OWN_FILES)) {
      await Deno.mkdir(dirname(join(work, path)), { recursive: true });
      await Deno.writeTextFile(join(work, path), text);
    }
    await nameTypes(work);
    await Deno.rename(work, target).catch(async (error) => {
      if (!await exists(target)) throw error;
    });
    world.say("JSR does not answer: took Cliffy and std from npm, once");
  } finally {
    await Deno.remove(work, { recursive: true }).catch(() => {});
  }
  return name;
}

async function fetchAll(
  wanted: Tarball[],
  jsr: string,
  world: World,
): Promise<[Tarball, Uint8Array<ArrayBuffer>][]> {
  return await Promise.all(wanted.map(async (tarball) => {
    const bytes = await world.npmPack(tarball.spec).catch((error) => {
      throw new PackagesError(
        "Neither registry answers, and the packages are not here yet.\n" +
          `  JSR: ${jsr}\n  npm: npm pack ${tarball.spec}: ${message(error)}`,
      );
    });
    const digest = await crypto.subtle.digest("SHA-512", bytes);
    if (`sha512-${new Uint8Array(digest).toBase64()}` !== tarball.integrity) {
      throw new PackagesError(
        `${tarball.spec} from npm is not what it is known to be: its sha512 differs.`,
      );
    }
    return [tarball, bytes] as [Tarball, Uint8Array<ArrayBuffer>];
  }));
}

async function unpackInto(
  work: string,
  tarball: Tarball,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const folders = new Set<string>();
  for await (const file of readTarball(bytes)) {
    if ("link" in file) continue;
    const place = tarball.files.exec(file.path)?.[1];
    if (place === undefined || place.split("/").includes("..")) continue;
    const path = join(work, tarball.folder, place);
    const folder = dirname(path);
    if (!folders.has(folder)) await Deno.mkdir(folder, { recursive: true });
    folders.add(folder);
    await Deno.writeFile(path, file.bytes);
  }
}

/** Tells Deno, in a comment at the top of each module, where its declarations are. */
async function nameTypes(work: string): Promise<void> {
  for await (const path of walk(work, "")) {
    if (!path.endsWith(".js")) continue;
    const beside = path.replace(/\.js$/, ".d.ts");
    const up = "../".repeat(path.split("/").length + 1);
    const types = OWN_TYPES[path]
      ? `${up}scripts/packages/${OWN_TYPES[path]}`
      : await exists(join(work, beside))
      ? `./${beside.slice(beside.lastIndexOf("/") + 1)}`
      : null;
    if (types === null) continue;
    const code = await Deno.readTextFile(join(work, path));
    await Deno.writeTextFile(join(work, path), `// @ts-self-types="${types}"\n${code}`);
  }
}

async function* walk(root: string, folder: string): AsyncGenerator<string> {
  for (const { name, isDirectory } of await Array.fromAsync(Deno.readDir(join(root, folder)))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (isDirectory) yield* walk(root, path);
    else yield path;
  }
}

/** `npm pack`: the user's registry, proxy and credentials are npm's own matter. */
export async function npmPack(spec: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await Deno.makeTempDir();
  try {
    // npm's own pauses between attempts add up to minutes without a network.
    const retries = ["--fetch-retries=2", "--fetch-retry-mintimeout=500", "--fetch-retry-factor=2"];
    const args = ["pack", spec, "--ignore-scripts", "--loglevel=error", ...retries];
    // npm is a .cmd file on Windows, which only the shell there can start.
    const [program, first] = Deno.build.os === "windows" ? ["cmd", ["/c", "npm"]] : ["npm", []];
    const { success, stderr } = await new Deno.Command(program, {
      args: [...first, ...args],
      cwd: folder,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output().catch((error) => {
      throw error instanceof Deno.errors.NotFound ? new Error("npm is not installed") : error;
    });
    if (!success) throw new Error(npmReason(new TextDecoder().decode(stderr)));
    for await (const { name } of Deno.readDir(folder)) {
      return await Deno.readFile(join(folder, name));
    }
    throw new Error("npm wrote no file");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The line of npm's output that says what went wrong, without npm's codes and prefixes. */
function npmReason(output: string): string {
  const lines = output.split("\n").filter((line) => /^npm (error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, "").trim());
  return lines.find((line) => line !== "" && !/^(code|errno|syscall|type)\b/.test(line)) ??
    lines[0] ?? "npm pack failed";
}
