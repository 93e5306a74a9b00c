import type { Fetch } from "../mod.ts";
import { createSandbox, type SandboxState } from "../lib/sandbox/mod.ts";
import type { Context } from "./context.ts";
import { ExitError } from "./errors.ts";
import type { UniversalOptions } from "./options.ts";

/** The simulator for one run: a fetch whose state is kept in a file between runs. */
export async function sandboxFetch(ctx: Context, options: UniversalOptions): Promise<Fetch> {
  const file = options.sandboxState ?? ctx.env("DOAPI_SANDBOX_STATE") ?? defaultFile(ctx);
  const text = await ctx.readFile(file).catch(() => null);
  const actionTime = Number(ctx.env("DOAPI_SANDBOX_ACTION_TIME") ?? 2);
  const sandbox = createSandbox({ actionTime: Number.isFinite(actionTime) ? actionTime : 2 });
  if (text !== null) {
    try {
      sandbox.restore(JSON.parse(text) as SandboxState);
    } catch (error) {
      throw new ExitError(
        `The sandbox state in ${file} cannot be used: ${(error as Error).message}`,
      );
    }
  }
  // Requests run in parallel, but the file is written by one at a time.
  let saved: Promise<void> = Promise.resolve();
  return async (url, init) => {
    const response = await sandbox.fetch(url, init);
    if (init.method !== "GET" && response.ok) {
      saved = saved.then(() => ctx.writeFile(file, JSON.stringify(sandbox.snapshot())));
      await saved;
    }
    return response;
  };
}

/** Where the state is kept by default: the user's state directory. */
function defaultFile(ctx: Context): string {
  const home = ctx.env("HOME");
  const dir = ctx.env("XDG_STATE_HOME") ?? ctx.env("LOCALAPPDATA") ??
    (home ? `${home}/.local/state` : null);
  if (dir === null) throw new ExitError("There is no home directory: give --sandbox-state FILE");
  return `${dir}/doapi/sandbox.json`;
}
