import type { Fetch } from "../mod.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../lib/sandbox/mod.ts";
import type { Context } from "./context.ts";
import { ExitError, MissingFile } from "./errors.ts";
import { universal } from "./options.ts";

/** Seconds until an action completes in the simulator, unless said otherwise. */
const ACTION_TIME = 2;

/** The file that keeps the simulator's state: an option, the environment, or the user's folder. */
export function stateFile(ctx: Context, options: object | void): string {
  const file = universal(options).sandboxState ?? ctx.env("DOAPI_SANDBOX_STATE");
  if (file !== undefined) return file;
  const home = ctx.env("HOME");
  const dir = ctx.env("XDG_STATE_HOME") ?? ctx.env("LOCALAPPDATA") ??
    (home ? `${home}/.local/state` : null);
  if (dir === null) throw new ExitError("There is no home directory: give --sandbox-state FILE");
  return `${dir}/doapi/sandbox.json`;
}

/** Puts a sandbox into the state that a file has, if there is one. */
export async function loadState(ctx: Context, sandbox: Sandbox, file: string): Promise<void> {
  const text = await ctx.readFile(file).catch((error) => {
    if (error instanceof MissingFile) return null;
    throw error;
  });
  if (text === null) return;
  try {
    sandbox.restore(JSON.parse(text));
  } catch (error) {
    throw new ExitError(`The sandbox state in ${file} cannot be used: ${(error as Error).message}`);
  }
}

/** Writes a sandbox's state to a file, whole or not at all. */
export function saveState(ctx: Context, sandbox: Sandbox, file: string): Promise<void> {
  return ctx.writeFile(file, JSON.stringify(sandbox.snapshot()));
}

/**
 * The simulator for one run: a fetch whose state is kept in a file. A request that changes
 * something takes the file for itself, so that programs that run at the same time do not undo
 * each other's changes.
 */
export async function sandboxFetch(ctx: Context, options: object): Promise<Fetch> {
  const file = stateFile(ctx, options);
  const sandbox = createSandbox(sandboxOptions(ctx));
  await loadState(ctx, sandbox, file);
  let turn: Promise<unknown> = Promise.resolve();
  return async (url, init) => {
    if (init.method === "GET") return await sandbox.fetch(url, init);
    const change = turn.then(() =>
      ctx.locked(file, async () => {
        await loadState(ctx, sandbox, file);
        const response = await sandbox.fetch(url, init);
        await saveState(ctx, sandbox, file);
        return response;
      })
    );
    turn = change.catch(() => {});
    return await change;
  };
}

/** The sandbox's settings that the environment can make. */
export function sandboxOptions(ctx: Context): SandboxOptions {
  const seconds = Number(ctx.env("DOAPI_SANDBOX_ACTION_TIME") ?? ACTION_TIME);
  return { actionTime: seconds >= 0 ? seconds : ACTION_TIME, now: ctx.now };
}
