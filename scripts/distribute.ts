/**
 * Writes what package managers take, from the archives in dist/ and one description of the release:
 * manifests, packages, the installers with the address of the releases, and a list of what the
 * program is made of. All of it gets into dist/SHA256SUMS.
 *
 *     deno task distribute --base-url URL --publisher NAME
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256, sourceDate } from "./compile.ts";
import { build } from "./distribute/build.ts";
import { deb } from "./distribute/deb.ts";
import { MANIFESTS, wingetManifests } from "./distribute/manifests.ts";
import { readRelease } from "./distribute/release.ts";
import { rpm } from "./distribute/rpm.ts";
import { type Graph, sbom } from "./distribute/sbom.ts";
import { askDeno } from "./modules.ts";

/** Who distributes, and from where; nothing of it has a default. */
export interface Options {
  baseUrl: string;
  publisher: string;
}

/** Writes everything into a folder with archives; gives the names of the files. */
export async function distribute(
  dist: string,
  options: Options,
  { version, license, date, graph }: {
    version: string;
    license: string;
    date: number;
    graph: Graph;
  },
): Promise<string[]> {
  const sums = await Deno.readTextFile(join(dist, "SHA256SUMS"));
  const release = readRelease(sums, { ...options, version, license });
  const texts: Record<string, string> = {
    ...Object.fromEntries(Object.entries(MANIFESTS).map(([file, text]) => [file, text(release)])),
    ...wingetManifests(release),
    ...await installers(release.baseUrl),
    [`doapi-${version}.cdx.json`]:
      JSON.stringify(sbom(release, graph, Deno.version, date), null, 2) + "\n",
  };
  for (const [file, text] of Object.entries(texts)) {
    await Deno.writeTextFile(join(dist, file), text);
  }
  const files = Object.keys(texts);
  for (const builder of [deb, rpm]) files.push(...await build(builder, release, dist, date));
  const others = Object.values(release.archives).map(({ file }) => file);
  const npm = `doapi-${version}-npm.tgz`;
  if (await Deno.stat(join(dist, npm)).catch(() => null)) others.push(npm);
  const lines: string[] = [];
  for (const file of [...others, ...files]) {
    lines.push(`${await sha256(await Deno.readFile(join(dist, file)))}  ${file}\n`);
  }
  await Deno.writeTextFile(join(dist, "SHA256SUMS"), lines.join(""));
  return files;
}

/** The installers, with the address that those of the checkout do not have. */
export async function installers(baseUrl: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (
    const [file, before, after] of [
      ["install.sh", "${DOAPI_BASE_URL:-}", `\${DOAPI_BASE_URL:-${baseUrl}}`],
      ["install.ps1", "$ReleasedFrom = ''", `$ReleasedFrom = '${baseUrl}'`],
    ] as const
  ) {
    const text = await Deno.readTextFile(new URL(file, import.meta.url));
    if (text.split(before).length !== 2) throw new Error(`${file} has no place for the address`);
    texts[file] = text.replace(before, () => after);
  }
  return texts;
}

if (import.meta.main) {
  const usage = "Usage: deno task distribute --base-url URL --publisher NAME";
  const args = parseArgs(Deno.args, { string: ["base-url", "publisher"] });
  const { _: rest, "base-url": baseUrl, publisher, ...more } = args;
  if (!baseUrl || !publisher || rest.length || Object.keys(more).length) {
    console.error(usage);
    Deno.exit(2);
  }
  const root = new URL("../", import.meta.url);
  const { version, license } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const date = await sourceDate(fileURLToPath(root));
  try {
    const graph: Graph = await askDeno(root, "info", ["cli/main.ts"]);
    const facts = { version, license, date, graph };
    const dist = fileURLToPath(new URL("dist", root));
    for (const file of await distribute(dist, { baseUrl, publisher }, facts)) {
      console.log(`dist/${file}`);
    }
  } catch (error) {
    console.error(`distribute: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}
