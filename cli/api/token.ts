import { type Context, warn } from "../context.ts";
import { EXIT, ExitError, MissingFile } from "../errors.ts";
import type { UniversalOptions } from "../args/options.ts";

/** The environment variables that can hold a token, first one first. */
const VARIABLES = ["DO_API_TOKEN", "DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"];

/** Finds the API token: options, then the environment, then `~/.doapi`. */
export async function findToken(ctx: Context, options: UniversalOptions): Promise<string> {
  if (options.apiToken !== undefined) {
    const token = options.apiToken === "-" ? await ctx.in() : options.apiToken;
    return checked(token, "--api-token");
  }
  if (options.apiTokenFile !== undefined) {
    const file = options.apiTokenFile;
    const text = file === "-" ? await ctx.in() : await readSecret(ctx, file);
    return checked(text, "--api-token-file");
  }
  for (const name of VARIABLES) {
    // The next one could be that of another account.
    const token = ctx.envIsEmpty(name) ? "" : ctx.env(name);
    if (token !== undefined) return checked(token, name);
  }
  const home = ctx.env("HOME") ?? ctx.env("USERPROFILE");
  if (home) {
    const text = await readSecret(ctx, `${home}/.doapi`).catch((error) => {
      if (error instanceof MissingFile) return null;
      throw error;
    });
    if (text !== null) return checked(text, "~/.doapi");
  }
  throw new ExitError("No API token was given", EXIT.token);
}

async function readSecret(ctx: Context, file: string): Promise<string> {
  const text = await ctx.readFile(file);
  if (await ctx.isForAll(file)) {
    await warn(ctx, `everyone on this machine can read the API token in ${file}: chmod 600 it`);
  }
  return text;
}

function checked(text: string, source: string): string {
  const token = text.trim();
  if (token === "") throw new ExitError(`The API token in ${source} is empty`, EXIT.token);
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ExitError(`The API token in ${source} has characters that no token has`, EXIT.token);
  }
  return token;
}
