import { fileURLToPath } from "node:url";
import { modulesIn } from "../../scripts/modules.ts";
import { assertSecret, tokensIn } from "../support/secret.ts";

const root = new URL("../../", import.meta.url);
const windows = Deno.build.os === "windows";

/**
 * The compiled program: the file that DOAPI_BINARY names, or else dist/doapi if it is there and not
 * older than the modules it is made of.
 *
 * @returns Its path, or why there is none to test.
 */
export async function findBinary(): Promise<{ path: string } | { reason: string }> {
  const given = Deno.env.get("DOAPI_BINARY");
  if (given) return { path: given };
  const path = fileURLToPath(new URL(windows ? "dist/doapi.exe" : "dist/doapi", root));
  const compiled = await Deno.stat(path).catch(() => null);
  if (!compiled) return { reason: "no dist/doapi (deno task compile)" };
  for (const file of ["mod.ts", ...await modulesIn(root, "lib"), ...await modulesIn(root, "cli")]) {
    const { mtime } = await Deno.stat(new URL(file, root));
    if ((mtime ?? 0) > (compiled.mtime ?? 0)) {
      return { reason: `only one older than ${file} (deno task compile)` };
    }
  }
  return { path };
}

/** Where a test has the program: a folder with nothing but it, and an empty home. */
export interface Place {
  /** The home and working directory of every run. */
  home: string;
  /** The program. */
  program: string;
}

/** Runs a test with a copy of the program. */
export async function inPlace(binary: string, test: (place: Place) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    const place = { home: `${folder}/home`, program: `${folder}/bin/doapi` };
    if (windows) place.program += ".exe";
    await Deno.mkdir(`${folder}/home`);
    await Deno.mkdir(`${folder}/bin`);
    await Deno.copyFile(binary, place.program);
    await test(place);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The program with some arguments, and nothing in its environment but what it cannot be without. */
export function doapi(
  { home, program }: Place,
  args: string[],
  env: Record<string, string> = {},
): Deno.Command {
  const systemRoot = Deno.env.get("SystemRoot");
  return new Deno.Command(program, {
    args,
    cwd: home,
    clearEnv: true,
    env: {
      HOME: home,
      // Should anything be written for passing use, it is seen here.
      TMPDIR: home,
      DOAPI_SANDBOX_ACTION_TIME: "0",
      // Without it, Windows gives a program no network.
      ...(systemRoot ? { SystemRoot: systemRoot } : {}),
      ...env,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs the program to its end. Fails if it prints a token. */
export async function run(
  place: Place,
  args: string[],
  env?: Record<string, string>,
): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await doapi(place, args, env).output();
  const text = new TextDecoder();
  const [out, err] = [text.decode(stdout), text.decode(stderr)];
  assertSecret(tokensIn(args, env), out, err);
  return { code, out, err };
}

/** Reads on until there is a line that has the text; gives all that was read. */
export async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  text: string,
): Promise<string> {
  const decoder = new TextDecoder();
  let read = "";
  while (!read.includes(text) || !read.endsWith("\n")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The program ended and did not print "${text}": ${read}`);
    read += decoder.decode(value, { stream: true });
  }
  return read;
}
