import type { Context } from "./context.ts";
import { EXIT, ExitError } from "./errors.ts";
import type { UniversalOptions } from "./options.ts";

/** The environment variables that can hold a token, first one first. */
const VARIABLES = ["DO_API_TOKEN", "DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"];

/** Finds the API token: options, then the environment, then `~/.doapi`. */
export async function findToken(ctx: Context, options: UniversalOptions): Promise<string> {
  if (options.apiToken !== undefined) return checked(options.apiToken, "--api-token");
  if (options.apiTokenFile !== undefined) {
    const file = options.apiTokenFile;
    const text = file === "-" ? await ctx.in() : await ctx.readFile(file);
    return checked(text, "--api-token-file");
  }
  for (const name of VARIABLES) {
    const token = ctx.env(name);
    if (token) return checked(token, name);
  }
  const home = ctx.env("HOME") ?? ctx.env("USERPROFILE");
  if (home) {
    const text = await ctx.readFile(`${home}/.doapi`).catch(() => null);
    if (text !== null) return checked(text, "~/.doapi");
  }
  throw new ExitError("No API token was given", EXIT.token);
}

function checked(text: string, source: string): string {
  const token = text.trim();
  if (token === "") throw new ExitError(`The API token in ${source} is empty`, EXIT.token);
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ExitError(`The API token in ${source} has characters that no token has`, EXIT.token);
  }
  return token;
}
