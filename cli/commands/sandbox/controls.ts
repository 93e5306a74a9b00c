import { ValidationError } from "@cliffy/command";
import { createCore } from "../../../lib/sandbox/server.ts";
import { command } from "../../args/options.ts";
import type { Result } from "../../args/result.ts";
import { type Context, deciding } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { loadState, sandboxOptions, saveState, stateFile } from "../../sandbox/state.ts";

/** Where the running simulator is that commands control. */
export const URL_VARIABLE = "DOAPI_SANDBOX_URL";

/** Options of commands that control a simulator. */
interface Controlling {
  url?: string | undefined;
}

/** A request to the controls, whose paths are those under `/_sandbox`. */
interface ControlRequest {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Whether the request replaces the state, so that a broken state file does not matter. */
  readonly anew?: boolean;
}

/** Starts a command that controls a running simulator or, without `--url`, the state in the file. */
export function controlling(description: string) {
  return command(description).option(
    "--url <url:string>",
    "A running simulator, instead of the state that --sandbox keeps.",
  );
}

/** Starts a command about what only a running simulator has. */
export function watching(description: string, result: Result = {}) {
  return command(description, result).option("--url <url:string>", "The running simulator.");
}

/** The URL of the simulator; below `sandbox exec`, that of its simulator. */
function running(ctx: Context, options: Controlling): string | undefined {
  return options.url ?? deciding(ctx, URL_VARIABLE);
}

/** Has a running simulator, or the one in the file, do something; gives the answer. */
export async function ask(
  ctx: Context,
  options: Controlling,
  request: ControlRequest,
): Promise<unknown> {
  const url = running(ctx, options);
  return url === undefined
    ? await askFile(ctx, options, request)
    : await askServer(ctx, url, request);
}

/** Asks a running simulator for what it alone has: `what` completes the sentence without one. */
export async function askRunning(
  ctx: Context,
  options: Controlling,
  request: ControlRequest,
  what: string,
): Promise<unknown> {
  const url = running(ctx, options);
  if (url === undefined) throw new ValidationError(`Give --url: only a running simulator ${what}.`);
  return await askServer(ctx, url, request);
}

function initOf({ method = "GET", body }: ControlRequest): RequestInit {
  return { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
}

async function askServer(ctx: Context, url: string, request: ControlRequest): Promise<unknown> {
  const target = new URL(`/_sandbox/${request.path}`, url);
  const { method, body = null } = request;
  if (ctx.dryRun && method !== undefined) {
    ctx.dryRun.note({ method, url: target.href, body });
    return null;
  }
  let response: Response;
  try {
    response = await fetch(target, initOf(request));
  } catch {
    throw new ExitError(`No simulator answers at ${url}`);
  }
  const text = await response.text();
  const message = response.ok ? undefined : messageOf(text) ?? text.slice(0, 200);
  if (message !== undefined) {
    throw new ExitError(`The simulator at ${url} refuses: ${response.status} ${message}`);
  }
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    throw new ExitError(`The server at ${url} is not a doapi sandbox`);
  }
}

/** What a refusal says. */
function messageOf(text: string): string | undefined {
  try {
    return JSON.parse(text).message;
  } catch {
    return undefined;
  }
}

async function askFile(
  ctx: Context,
  options: Controlling,
  request: ControlRequest,
): Promise<unknown> {
  const file = stateFile(ctx, options);
  const answer = async () => {
    const sandbox = createCore(sandboxOptions(ctx));
    if (!request.anew) await loadState(ctx, sandbox, file);
    const init = initOf(request);
    const response = await sandbox.fetch(`http://localhost/_sandbox/${request.path}`, init);
    const text = await response.text();
    if (!response.ok) throw new ExitError(messageOf(text) ?? text);
    if (init.method !== "GET") await saveState(ctx, sandbox, file);
    return text === "" ? null : JSON.parse(text);
  };
  return request.method === undefined ? await answer() : await ctx.locked(file, answer);
}
