import { assertSecret } from "./secret.ts";

/** What Deno is called with to run the program. */
export const RUN = [
  "run",
  "--quiet",
  "--no-lock",
  "--import-map=.packages/import_map.json",
  "--allow-all",
  "cli/main.ts",
];

/** The program as a process of its own, to be started. */
export function doapi(...args: string[]): Deno.Command {
  return doapiWith({}, ...args);
}

/** The same with variables of its environment. */
export function doapiWith(env: Record<string, string>, ...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: [...RUN, ...args],
    env: { DOAPI_SANDBOX_ACTION_TIME: "0", NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs the program to its end; no token may be in what it writes. */
export async function run(...args: string[]) {
  const { code, stdout, stderr } = await doapi(...args).output();
  const text = new TextDecoder();
  const [out, err] = [text.decode(stdout), text.decode(stderr)];
  assertSecret([], out, err);
  return { code, out, err };
}

/** Does something in a folder that is there for it alone. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Whether a program is there and does what it is asked. */
export async function hasProgram(name: string, ...args: string[]): Promise<boolean> {
  try {
    // Where it is not, this throws at once, and not as a promise.
    return (await new Deno.Command(name, { args }).output()).success;
  } catch {
    return false;
  }
}
