import { join } from "node:path";
import { readTarball } from "../../cli/upgrade/tar.ts";
import type { Release } from "./release.ts";
import { type Places, writeTree } from "./tree.ts";

/** How packages of a kind are built. */
export interface Builder {
  /** What the kind calls the systems, by our names. */
  architectures: Record<string, string>;
  file: (release: Release, architecture: string) => string;
  places: Places;
  build: (job: Job) => Promise<void>;
}

/** One package to build. */
export interface Job {
  release: Release;
  architecture: string;
  /** A folder with all files as the system will have them. */
  tree: string;
  /** Their paths in it. */
  paths: string[];
  /** How many bytes they are. */
  size: number;
  /** The file to make. */
  output: string;
  /** A folder to work in. */
  work: string;
  run: (program: string, args: string[]) => Promise<void>;
}

/** Builds the packages of a kind from the archives in a folder; gives the names of the files. */
export async function build(
  { architectures, file, places, build }: Builder,
  release: Release,
  dist: string,
  date: number,
): Promise<string[]> {
  const files: string[] = [];
  for (const [system, architecture] of Object.entries(architectures)) {
    const work = await Deno.makeTempDir();
    try {
      const tree = join(work, "tree");
      const archive = await Deno.readFile(join(dist, release.archives[system]?.file ?? ""));
      const { paths, size } = await writeTree(tree, readTarball(archive), places);
      const name = file(release, architecture);
      const output = join(dist, name);
      const run = (program: string, args: string[]) => runWith(program, args, date);
      await build({ release, architecture, tree, paths, size, output, work, run });
      files.push(name);
    } finally {
      await Deno.remove(work, { recursive: true });
    }
  }
  return files;
}

async function runWith(program: string, args: string[], date: number): Promise<void> {
  const env = { SOURCE_DATE_EPOCH: String(date) };
  let output: Deno.CommandOutput;
  try {
    output = await new Deno.Command(program, { args, env }).output();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new Error(`${program} is needed`);
    throw error;
  }
  if (output.success) return;
  throw new Error(`${program} failed: ${new TextDecoder().decode(output.stderr).trim()}`);
}
