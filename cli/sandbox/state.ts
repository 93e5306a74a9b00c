import type { Fetch } from "../../mod.ts";
import { type CoreSandbox, createCore } from "../../lib/sandbox/server.ts";
import type { SandboxOptions } from "../../lib/sandbox/mod.ts";
import { type Context, deciding, note, textIn } from "../context.ts";
import { ExitError } from "../errors.ts";
import { universal } from "../args/options.ts";

/** Seconds until an action completes in the simulator, unless said otherwise. */
const ACTION_TIME = 2;

/** The file that keeps the simulator's state: an option, the environment, or the user's folder. */
export function stateFile(ctx: Context, options: object | void): string {
  const file = universal(options).sandboxState ?? deciding(ctx, "DOAPI_SANDBOX_STATE");
  if (file !== undefined) return file;
  const home = ctx.env("HOME");
  const dir = ctx.env("XDG_STATE_HOME") ?? ctx.env("LOCALAPPDATA") ??
    (home ? `${home}/.local/state` : null);
  if (dir === null) throw new ExitError("There is no home directory: give --sandbox-state FILE");
  return `${dir}/doapi/sandbox.json`;
}

function restore(sandbox: CoreSandbox, text: string, file: string): void {
  try {
    sandbox.restore(JSON.parse(text));
  } catch (error) {
    const { message } = error as Error;
    throw new ExitError(
      `The simulator's state in ${file} cannot be used: ${message} (doapi sandbox reset starts anew)`,
    );
  }
}

/** Puts a sandbox into the state that a file has, if there is one. */
export async function loadState(
  ctx: Context,
  sandbox: CoreSandbox,
  file: string,
): Promise<void> {
  const text = await textIn(ctx, file);
  if (text !== null) restore(sandbox, text, file);
}

/** Writes a sandbox's state, or a recording, to a file, whole or not at all. */
export function saveState(ctx: Context, sandbox: object, file: string): Promise<void> {
  return ctx.replaceFile(file, JSON.stringify(sandbox));
}

/** Keeps a file up to date with a sandbox. */
export interface Saver {
  /** Says that the sandbox has changed. */
  changed(): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/**
 * Saves a sandbox's state, or a recording, whenever it has changed; says once that it cannot.
 *
 * @param timer Runs something after so many milliseconds.
 */
export function keepSaved(
  ctx: Context,
  sandbox: object,
  file: string,
  timer: (done: () => void, ms: number) => Parameters<typeof clearTimeout>[0] = setTimeout,
): Saver {
  let unsaved = false;
  let failing = false;
  let closing = false;
  let saving: Promise<void> | null = null;
  let wake = () => {};

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const id = timer(resolve, ms);
      wake = () => (clearTimeout(id), resolve());
    });
  const save = async () => {
    // While one state is written, changes gather for the next.
    while (unsaved && !closing) {
      unsaved = false;
      const started = ctx.now();
      try {
        await saveState(ctx, sandbox, file);
        failing = false;
      } catch (error) {
        if (!failing) await note(ctx, (error as Error).message, "error");
        failing = true;
      }
      // The server does not answer while it serializes a state: a large one is written less often.
      if (!closing) await pause(9 * (ctx.now() - started));
    }
    // In the same turn as the last check: a later change must start another save.
    saving = null;
  };
  return {
    changed() {
      unsaved = true;
      saving ??= save();
    },
    async close() {
      closing = true;
      wake();
      await saving;
      await saveState(ctx, sandbox, file);
    },
  };
}

/**
 * The simulator for one run: a fetch whose state is kept in a file. What another program has
 * changed meanwhile is seen, and a request that changes something takes the file for itself, so
 * that programs that run at the same time do not undo each other's changes.
 */
export async function sandboxFetch(ctx: Context, options: object): Promise<Fetch> {
  const file = stateFile(ctx, options);
  // Rate limits are for testing programs; `sandbox serve` has them.
  const sandbox = createCore({ ...sandboxOptions(ctx), rateLimit: false });
  // The text that the sandbox's state was read from or written as.
  let known: string | null | undefined;
  const load = async () => {
    const text = await textIn(ctx, file);
    if (text === known) return;
    if (text !== null) restore(sandbox, text, file);
    else sandbox.reset();
    known = text;
  };
  const save = async () => {
    known = undefined;
    const text = JSON.stringify(sandbox);
    await ctx.replaceFile(file, text);
    known = text;
  };
  await load();

  const change: Fetch = (url, init) =>
    ctx.locked(file, async () => {
      await load();
      try {
        return await sandbox.fetch(url, init);
      } finally {
        // A connection that a fault drops may have had its effect.
        await save();
      }
    });
  let turn: Promise<unknown> = Promise.resolve();
  let broken: ExitError | null = null;
  /** Loads and saves one after another: a state that is read while one is written is the old one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  return async (url, init) => {
    if (init.method === "GET") {
      await inTurn(load);
      return await sandbox.fetch(url, init);
    }
    return await inTurn(async () => {
      // The next request would meet the same obstacle and wait as long.
      if (broken) throw broken;
      try {
        return await change(url, init);
      } catch (error) {
        if (error instanceof ExitError) broken = error;
        throw error;
      }
    });
  };
}

/** The sandbox's settings that the environment can make. */
export function sandboxOptions(ctx: Context): SandboxOptions {
  const name = "DOAPI_SANDBOX_ACTION_TIME";
  const text = ctx.env(name) ?? String(ACTION_TIME);
  const actionTime = Number(text);
  // A file has the counter of an earlier time, and other programs count on from it, too.
  const requestId = () => crypto.randomUUID();
  if (actionTime >= 0) return { actionTime, now: ctx.now, requestId };
  throw new ExitError(`${name} must be a number of seconds, but is "${text}"`);
}
