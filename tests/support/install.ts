/** scripts/install.sh, run as a stranger would, and what it leaves. */

import { fileURLToPath } from "node:url";
import { inFolder } from "./process.ts";
import { type Files, type Instead, serving } from "./release.ts";

/** Where it is. */
export const script = fileURLToPath(new URL("../../scripts/install.sh", import.meta.url));

/** Runs it in a home, with nothing else in its environment. */
export async function run(home: string, args: string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: [script, ...args],
    cwd: home,
    clearEnv: true,
    env: { HOME: home, PATH: Deno.env.get("PATH") ?? "", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

/** Every file and folder below a folder, with what is in it. */
export async function tree(folder: string, below = ""): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { name, isDirectory, isSymlink } of Deno.readDir(`${folder}/${below}`)) {
    const path = below ? `${below}/${name}` : name;
    if (isSymlink) found[path] = `-> ${await Deno.readLink(`${folder}/${path}`)}`;
    else if (isDirectory) Object.assign(found, { [`${path}/`]: "" }, await tree(folder, path));
    else found[path] = await Deno.readTextFile(`${folder}/${path}`);
  }
  return found;
}

/** The version that a program says it is. */
export async function says(program: string): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args: ["--version"] }).output();
  return new TextDecoder().decode(stdout);
}

/** Where a test installs, and from where. */
export interface Place {
  /** An empty folder. */
  home: string;
  /** The page of the releases. */
  url: string;
  /** The paths that were asked for there. */
  asked: string[];
}

/** Makes what defines a test of install.sh with these releases, or with others. */
export function installing(usual: Record<string, Files>) {
  return (
    name: string,
    work: (place: Place) => Promise<void>,
    releases: Record<string, Files> = usual,
    instead?: Instead,
  ) =>
    Deno.test({
      name: `install.sh ${name}`,
      ignore: Deno.build.os === "windows",
      fn: () =>
        inFolder((home) => serving(releases, (url, asked) => work({ home, url, asked }), instead)),
    });
}
