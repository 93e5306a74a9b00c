import { type Context, deciding, warn } from "../context.ts";
import { EXIT, ExitError, MissingFile } from "../errors.ts";
import type { UniversalOptions } from "../args/options.ts";
import { TOKEN_VARIABLES } from "../config/settings.ts";
import { readConfig } from "../config/file.ts";
import type { Found } from "../config/contexts.ts";

/**
 * Finds the API token: options, a context that is named, the environment, the context in use,
 * `~/.doapi`, then doctl's.
 */
export async function findToken(ctx: Context, options: UniversalOptions): Promise<Found> {
  if (options.apiToken !== undefined) {
    const token = options.apiToken === "-" ? await ctx.in() : options.apiToken;
    return checked(token, "--api-token");
  }
  if (options.apiTokenFile !== undefined) {
    const file = options.apiTokenFile;
    const text = file === "-" ? await ctx.in() : await readSecret(ctx, file);
    return checked(text, "--api-token-file");
  }
  if (options.context !== undefined) return await inContext(ctx, options.context);
  for (const name of TOKEN_VARIABLES) {
    // The next one could be that of another account.
    const token = ctx.envIsEmpty(name) ? "" : ctx.env(name);
    if (token !== undefined) return checked(token, name);
  }
  const context = deciding(ctx, "DOAPI_CONTEXT") ?? (await readConfig(ctx)).context;
  if (context !== undefined) return await inContext(ctx, context);
  const home = ctx.env("HOME") ?? ctx.env("USERPROFILE");
  if (home) {
    const text = await readSecret(ctx, `${home}/.doapi`).catch((error) => {
      if (error instanceof MissingFile) return null;
      throw error;
    });
    if (text !== null) return checked(text, "~/.doapi");
    const { tokenOfDoctl } = await import("../config/contexts.ts");
    const found = await tokenOfDoctl(ctx);
    if (found) return { ...found, ...checked(found.token, found.source) };
  }
  throw new ExitError("No API token was given", EXIT.token);
}

async function inContext(ctx: Context, name: string): Promise<Found> {
  const { tokenOf } = await import("../config/contexts.ts");
  const found = await tokenOf(ctx, name);
  return { ...found, ...checked(found.token, found.source) };
}

async function readSecret(ctx: Context, file: string): Promise<string> {
  const text = await ctx.readFile(file);
  if (await ctx.isForAll(file)) {
    await warn(ctx, `everyone on this machine can read the API token in ${file}: chmod 600 it`);
  }
  return text;
}

/** A token without surrounding white space, if it is one. */
export function checked(text: string, source: string): Found {
  const token = text.trim();
  if (token === "") throw new ExitError(`The API token in ${source} is empty`, EXIT.token);
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ExitError(`The API token in ${source} has characters that no token has`, EXIT.token);
  }
  return { token, source };
}
