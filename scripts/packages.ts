/**
 * Makes the bare names in deno.json's "imports" resolve on every machine: to the pinned JSR
 * packages where JSR answers, otherwise to the same libraries as npm packages carry them. Writes
 * `.packages/import_map.json`, which every task passes to Deno.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { npmImports, npmKey, npmPack, unpackNpm } from "./packages/npm.ts";
import { exists, message, PackagesError, type World } from "./packages/world.ts";

/** Makes `.packages/import_map.json` in a checkout, unless it is there and up to date. */
export async function ensurePackages(root: string, world: World): Promise<void> {
  const folder = join(root, ".packages");
  const map = join(folder, "import_map.json");
  const keyFile = join(folder, "key.json");
  const config = JSON.parse(await Deno.readTextFile(join(root, "deno.json"))) as Config;
  const key = JSON.stringify([config.imports, config.name, config.exports, world.jsrURL, npmKey()]);
  const state = await readState(keyFile);
  const ready = state.key === key && await exists(join(folder, state.folder));
  // scripts/doapi compares the map's time with deno.json's, and an edit there need not be a pin.
  if (ready && await touch(map)) return;

  await Deno.mkdir(folder, { recursive: true });
  const problem = await jsrProblem(config.imports, world);
  const npm = problem === null ? "" : await unpackNpm(folder, problem, world);
  const imports = problem === null
    ? withSubpaths(config.imports)
    : { ...npmImports(npm), ...ofRegistry("npm", config.imports) };
  // Examples in the documentation import the project by its own name.
  const own = Object.entries(config.exports).map(([path, file]) => [
    config.name + path.slice(1),
    `.${file}`,
  ]);
  const text = JSON.stringify({ imports: { ...imports, ...Object.fromEntries(own) } }, null, 2);
  await writeWhole(map, `${text}\n`);
  await writeWhole(keyFile, JSON.stringify({ key, folder: npm }));
}

/** What of deno.json counts here. */
interface Config {
  name: string;
  exports: Record<string, string>;
  imports: Record<string, string>;
}

/** What the last run was made from, and the folder in `.packages` that its map points into. */
interface State {
  key: string;
  folder: string;
}

async function readState(file: string): Promise<State> {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch {
    return { key: "", folder: "" };
  }
}

/** Whether the file is there. In a checkout that cannot be written its time stays as it is. */
async function touch(file: string): Promise<boolean> {
  const now = new Date();
  await Deno.utime(file, now, now).catch(() => {});
  return await exists(file);
}

/** The imports that one registry has. */
function ofRegistry(
  registry: "jsr" | "npm",
  imports: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(imports).filter(([, target]) => target.startsWith(`${registry}:`)),
  );
}

/** Adds to each JSR package the entry under which its other modules resolve. */
function withSubpaths(imports: Record<string, string>): Record<string, string> {
  const all = { ...imports };
  for (const [name, target] of Object.entries(ofRegistry("jsr", imports))) {
    all[`${name}/`] = `${target.replace(/^jsr:/, "jsr:/")}/`;
  }
  return all;
}

/** What keeps JSR from giving the first of the pinned packages, or `null` if nothing does. */
async function jsrProblem(imports: Record<string, string>, world: World): Promise<string | null> {
  const [, name, version] =
    /^jsr:(.+)@([^@]+)$/.exec(Object.values(ofRegistry("jsr", imports))[0] ?? "") ?? [];
  const url = new URL(`${name}/meta.json`, world.jsrURL.replace(/\/*$/, "/")).href;
  try {
    const response = await world.fetch(url, { signal: AbortSignal.timeout(5000) });
    const text = await response.text();
    if (!response.ok) return `${url}: ${response.status} ${response.statusText}`.trim();
    // A network's login page also answers 200, so look for what has to be there.
    return versionsOf(text)?.[version ?? ""] ? null : `${url}: no version ${version} in the answer`;
  } catch (error) {
    return `${url}: ${message(error)}`;
  }
}

function versionsOf(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)?.versions;
  } catch {
    return undefined;
  }
}

/** Another process sees the old file or the new one, never half of one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${Deno.pid}`;
  await Deno.writeTextFile(temporary, text);
  await Deno.rename(temporary, path);
}

if (import.meta.main) {
  try {
    await ensurePackages(dirname(dirname(fileURLToPath(import.meta.url))), {
      fetch,
      npmPack,
      jsrURL: Deno.env.get("JSR_URL") || "https://jsr.io/",
      say: (line) => console.error(line),
    });
  } catch (error) {
    console.error(error instanceof PackagesError ? error.message : `packages: ${message(error)}`);
    Deno.exit(1);
  }
}
