/** Named accounts: where their tokens are. */

import type { Context } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import { suggestion } from "../args/suggestion.ts";
import { configFile, readConfig } from "./file.ts";

/** A token, and where it is from. */
export interface Found {
  token: string;
  /** An option, a variable, a file, or the keyring. */
  source: string;
  /** The account that it is the token of, where it has a name. */
  context?: string;
}

/** A named account. */
export interface Named {
  name: string;
  /** Whether it is the current one. */
  current: boolean;
  /** Where its token is. */
  place: "keyring" | "file" | "doctl" | "none";
}

/** All accounts: our own or, if there are none, doctl's. */
export async function allContexts(ctx: Context): Promise<Named[]> {
  const { context, contexts = {} } = await readConfig(ctx);
  const own = Object.entries(contexts).map(([name, { keyring, token }]): Named => ({
    name,
    current: name === context,
    place: keyring ? "keyring" : token === undefined ? "none" : "file",
  }));
  if (own.length > 0) return own;
  const others = await doctl(ctx);
  const current = context ?? others?.current;
  return Object.keys(others?.tokens ?? {})
    .map((name) => ({ name, current: name === current, place: "doctl" }));
}

/**
 * Finds the token of an account.
 *
 * @throws {ExitError} If there is no account of that name, or it has no token.
 */
export async function tokenOf(ctx: Context, name: string): Promise<Found> {
  const { contexts = {} } = await readConfig(ctx);
  const own = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
  if (own?.keyring) {
    const { kept } = await import("./keyring.ts");
    const token = await kept(ctx, name);
    if (token !== null) return { token, source: "the keyring", context: name };
    const text = `The keyring has no token for the context '${name}'`;
    throw new ExitError(`${text}: doapi auth login ${name}`, EXIT.token);
  }
  if (own?.token !== undefined) {
    return { token: own.token, source: configFile(ctx) ?? "", context: name };
  }
  const others = Object.keys(contexts).length === 0 ? await doctl(ctx) : null;
  const token = others && Object.hasOwn(others.tokens, name) ? others.tokens[name] : undefined;
  if (others && token !== undefined) {
    return { token, source: others.file, context: name };
  }
  await checkContext(ctx, name);
  throw new ExitError(`The context '${name}' has no token: doapi auth login ${name}`, EXIT.token);
}

/** The token of the account that doctl uses, if there is one. */
export async function tokenOfDoctl(ctx: Context): Promise<Found | null> {
  const { contexts = {} } = await readConfig(ctx);
  const others = Object.keys(contexts).length === 0 ? await doctl(ctx) : null;
  return others && Object.hasOwn(others.tokens, others.current)
    ? await tokenOf(ctx, others.current)
    : null;
}

/**
 * Checks the name of an account.
 *
 * @throws {ExitError} If there is none of that name.
 */
export async function checkContext(ctx: Context, name: string): Promise<void> {
  const names = (await allContexts(ctx)).map(({ name }) => name);
  if (names.includes(name)) return;
  const more = suggestion(name, names) || (names.length ? "; see doapi auth list" : "");
  throw new ExitError(`There is no context '${name}'${more}`, EXIT.usage);
}

async function doctl(ctx: Context) {
  const { doctlAccounts } = await import("./doctl.ts");
  return await doctlAccounts(ctx);
}
