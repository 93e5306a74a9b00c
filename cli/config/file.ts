/** The program's own configuration: one file of JSON that only its user can read. */

import { type Context, textIn, warn } from "../context.ts";
import { ExitError } from "../errors.ts";

/** A named account. */
export interface StoredContext {
  /** The token, where the system keeps none for us. */
  token?: string;
  /** Whether the system's keyring has the token. */
  keyring?: boolean;
  /** Settings that count while this context is in use. */
  settings?: Values;
}

/** Settings by their names, as they were written. */
export type Values = Record<string, unknown>;

/** What the file has. */
export interface Config {
  /** The name of the context in use. */
  context?: string;
  contexts?: Record<string, StoredContext>;
  settings?: Values;
}

/** The folder of a program's configuration, by the rules of the system; null if there is no home. */
export function configFolder(ctx: Context, program: string): string | null {
  const home = ctx.env("HOME") ?? ctx.env("USERPROFILE");
  const folder = ctx.env("XDG_CONFIG_HOME") ?? ctx.env("APPDATA") ??
    (home ? `${home}/.config` : null);
  return folder === null ? null : `${folder}/${program}`;
}

/** The file, whether it is there or not. */
export function configFile(ctx: Context): string | null {
  const folder = configFolder(ctx, "doapi");
  return folder === null ? null : `${folder}/config.json`;
}

/** What was read in this run. */
const READ = new WeakMap<Context, Promise<Config>>();

/** Reads the file, once in a run; an empty configuration if there is none. */
export function readConfig(ctx: Context): Promise<Config> {
  const read = READ.get(ctx) ?? load(ctx);
  READ.set(ctx, read);
  return read;
}

/** Changes the file, whole or not at all, while no other program does. */
export async function changeConfig(
  ctx: Context,
  change: (config: Config) => Promise<void> | void,
): Promise<void> {
  const file = configFile(ctx);
  if (file === null) throw new ExitError("There is no home directory: set XDG_CONFIG_HOME");
  await ctx.locked(file, async () => {
    const config = await load(ctx);
    await change(config);
    await ctx.replaceFile(file, `${JSON.stringify(config, null, 2)}\n`);
    READ.set(ctx, Promise.resolve(config));
  });
}

async function load(ctx: Context): Promise<Config> {
  const file = configFile(ctx);
  if (file === null) return {};
  const text = await textIn(ctx, file);
  if (text === null) return {};
  const config = parsed(text, file);
  const hasToken = Object.values(config.contexts ?? {}).some(({ token }) => token !== undefined);
  if (hasToken && await ctx.isForAll(file)) {
    await warn(ctx, `everyone on this machine can read the API tokens in ${file}: chmod 600 it`);
  }
  return config;
}

function parsed(text: string, file: string): Config {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    // The parser's own message repeats what is in the file, which may be a token.
    throw new ExitError(`${file} is not JSON: correct it or delete it`);
  }
  const { context, contexts = {}, settings = {} } = isObject(config) ? config : {};
  const fits = isObject(config) && isObject(settings) && isObject(contexts) &&
    (context === undefined || typeof context === "string") &&
    Object.values(contexts).every(isStored);
  if (fits) return config as Config;
  throw new ExitError(`${file} is not a configuration of doapi: correct it or delete it`);
}

function isStored(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { token, settings = {} } = value;
  return (token === undefined || typeof token === "string") && isObject(settings);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
