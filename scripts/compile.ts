/**
 * Compiles the CLI. Without arguments: for this system, as dist/doapi. With `--all`: for every
 * system there is, as archives in dist/ with all that belongs to the program, and SHA256SUMS. The
 * same commit compiled by the same Deno gives the same bytes.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { ENVIRONMENT } from "../cli/help/topics.ts";
import { type Entry, tarGz, zip } from "./compile/archive.ts";
import { flag } from "./flag.ts";
import { manPages } from "./reference/man.ts";
import { commandTree, printed } from "./reference/tree.ts";

/** A system that the program is compiled for. */
export interface Target {
  /** As in the archive's name. */
  name: string;
  /** As Deno calls it. */
  triple: string;
  windows?: boolean;
}

/** Every system that Deno compiles for. */
export const TARGETS: Target[] = [
  { name: "linux-x64", triple: "x86_64-unknown-linux-gnu" },
  { name: "linux-arm64", triple: "aarch64-unknown-linux-gnu" },
  { name: "macos-x64", triple: "x86_64-apple-darwin" },
  { name: "macos-arm64", triple: "aarch64-apple-darwin" },
  { name: "windows-x64", triple: "x86_64-pc-windows-msvc", windows: true },
];

/**
 * What the program may do: nothing in native libraries, no questions about the system, no code from
 * elsewhere, and of the environment only what the reference lists. The rest cannot be narrowed, as
 * users name the endpoint, the files with tokens, keys and states, and the program that
 * `sandbox exec` starts. SECURITY.md explains each.
 */
export const PERMISSIONS = [
  "--no-prompt",
  "--deny-import",
  `--allow-env=${Object.keys(ENVIRONMENT)}`,
  "--allow-net",
  "--allow-read",
  "--allow-write",
  "--allow-run",
];

/** What compiling touches outside; replaced in tests. */
export interface World {
  /** The checkout. */
  root: string;
  /** The date of all that is made, in epoch seconds. */
  date: number;
  /** Runs Deno in the checkout. */
  deno: (args: string[]) => Promise<void>;
  /** Tells the user a line. */
  say: (line: string) => void;
}

/** Compiles for the system that this runs on. */
export async function compileHost(world: World): Promise<void> {
  const output = join(await distFolder(world), binaryName(Deno.build.os === "windows"));
  await inFolder(async (folder) => {
    await bundle(folder, world);
    await compile(folder, output, [], world);
  });
  const { size } = await Deno.stat(output);
  world.say(`${output}: ${(size / 1e6).toFixed(1)} MB`);
}

/** Compiles for all systems, and packs each binary with what belongs to it. */
export async function compileAll(
  companions: Entry[],
  version: string,
  world: World,
): Promise<void> {
  const dist = await distFolder(world);
  const sums: string[] = [];
  await inFolder(async (folder) => {
    await bundle(folder, world);
    for (const target of TARGETS) {
      const { triple, windows = false } = target;
      const binary = join(folder, triple, binaryName(windows));
      await compile(folder, binary, ["--target", triple], world);
      const name = `doapi-${version}-${target.name}`;
      const program: Entry = {
        path: `bin/${binaryName(windows)}`,
        bytes: await Deno.readFile(binary),
        program: true,
      };
      const entries = [program, ...companions].map((entry) => ({
        ...entry,
        path: `${name}/${entry.path}`,
      }));
      const file = windows ? `${name}.zip` : `${name}.tar.gz`;
      const archive = (windows ? zip : tarGz)(entries, world.date);
      await Deno.writeFile(join(dist, file), archive);
      sums.push(`${await sha256(archive)}  ${file}\n`);
      world.say(`dist/${file}: ${(archive.length / 1e6).toFixed(1)} MB`);
    }
  });
  await Deno.writeTextFile(join(dist, "SHA256SUMS"), sums.join(""));
}

async function distFolder({ root }: World): Promise<string> {
  const folder = join(root, "dist");
  await Deno.mkdir(folder, { recursive: true });
  return folder;
}

function binaryName(windows: boolean): string {
  return windows ? "doapi.exe" : "doapi";
}

/**
 * Makes one program of all modules, in a folder of its own: nothing else of the checkout gets into
 * the binary, such as a package.json or node_modules. It starts faster, too, with a file for what
 * every run needs and one for each area.
 */
export async function bundle(folder: string, world: World): Promise<void> {
  await world.deno([
    "bundle",
    "--quiet",
    "--no-config",
    "--no-lock",
    "--import-map=.packages/import_map.json",
    "--code-splitting",
    // The builds of packages for Node ask for modules by a `require` that a bundle does not have.
    "--platform=browser",
    // What is shorter is read faster.
    "--minify",
    `--outdir=${folder}`,
    "cli/main.ts",
  ]);
  // The binary has the times of its files in it.
  for (const { name } of await Array.fromAsync(Deno.readDir(folder))) {
    await Deno.utime(join(folder, name), world.date, world.date);
  }
}

async function compile(
  folder: string,
  output: string,
  target: string[],
  world: World,
): Promise<void> {
  await world.deno([
    "compile",
    "--no-config",
    "--no-lock",
    "--no-remote",
    "--no-npm",
    "--node-modules-dir=none",
    "--no-check",
    // It would be read from a file of a known name in the folder for temporary files, into which
    // others on the same machine can write: a program that has a token takes no code from there.
    "--no-code-cache",
    // What a long list leaves behind is collected early: half the memory, and no slower. A short
    // command ends before anything is.
    "--v8-flags=--min-semi-space-size=2,--max-semi-space-size=2",
    ...PERMISSIONS,
    ...target,
    "--output",
    output,
    join(folder, "main.js"),
  ]);
}

/**
 * What every archive has besides the binary, laid out as below /usr/local: links that are short for
 * the areas, manual pages, completions.
 */
export async function companions(root: string, version: string, date: number): Promise<Entry[]> {
  const text = (path: string, words: string): Entry => ({
    path,
    bytes: new TextEncoder().encode(words),
  });
  const completions = async (shell: string, path: string) =>
    text(`share/${path}`, await printed("completions", shell));
  const links: string[] = JSON.parse(await printed("install-links", "bin"));
  const pages = manPages(await commandTree(), { version, date });
  return [
    ...links.map((path): Entry => ({ path, link: "doapi" })),
    ...await Promise.all(["LICENSE", "README.md", "CHANGELOG.md"].map(async (path) => ({
      path,
      bytes: await Deno.readFile(join(root, path)),
    }))),
    ...Object.entries(pages).map(([file, page]) => text(`share/man/man1/${file}`, page)),
    await completions("bash", "bash-completion/completions/doapi"),
    await completions("fish", "fish/vendor_completions.d/doapi.fish"),
    await completions("zsh", "zsh/site-functions/_doapi"),
    // Those of bash and fish are found by the name of what is completed.
    ...links.flatMap((path): Entry[] => {
      const name = path.replace("bin/", "");
      return [
        { path: `share/bash-completion/completions/${name}`, link: "doapi" },
        { path: `share/fish/vendor_completions.d/${name}.fish`, link: "doapi.fish" },
      ];
    }),
  ];
}

/** The checksum of a file, in hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** `SOURCE_DATE_EPOCH`, or else the date of the commit, in epoch seconds. */
export async function sourceDate(root: string): Promise<number> {
  const given = Deno.env.get("SOURCE_DATE_EPOCH");
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  const { stdout } = await new Deno.Command("git", {
    args: ["log", "-1", "--format=%ct"],
    cwd: root,
  }).output();
  const date = Number(new TextDecoder().decode(stdout));
  if (!date) throw new Error("Not a git checkout: set SOURCE_DATE_EPOCH");
  return date;
}

/** The world of a checkout. */
export async function checkout(root: string): Promise<World> {
  return {
    root,
    date: await sourceDate(root),
    async deno(args) {
      const child = new Deno.Command(Deno.execPath(), { args, cwd: root, stdin: "null" }).spawn();
      const { success } = await child.status;
      if (!success) throw new Error(`deno ${args[0]} failed`);
    },
    say: console.log,
  };
}

if (import.meta.main) {
  const all = flag("compile", "all");
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { version } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const world = await checkout(root);
  try {
    if (all) {
      // Every archive would have the program of the one system that it is for.
      if (Deno.env.get("DENORT_BIN")) throw new Error("DENORT_BIN and --all exclude each other");
      await compileAll(await companions(root, version, world.date), version, world);
    } else {
      await compileHost(world);
    }
  } catch (error) {
    console.error(`compile: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}
