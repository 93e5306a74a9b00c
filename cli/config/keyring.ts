/** The system's keyring, reached through its own tool; the token is given by standard input. */

import type { Context } from "../context.ts";

/** The arguments and the standard input of a keyring's tool. */
interface Tool {
  lookUp: (name: string) => string[];
  remove: (name: string) => string[];
  store: (name: string, token: string) => { args: string[]; input: string };
}

/** The name that all entries have in common. */
const SERVICE = "doapi";

/** The tools by their names. */
const TOOLS: Readonly<Record<NonNullable<Context["keyring"]>, Tool>> = {
  "secret-tool": {
    lookUp: (name) => ["lookup", "service", SERVICE, "context", name],
    remove: (name) => ["clear", "service", SERVICE, "context", name],
    store: (name, token) => ({
      args: ["store", "--label", `doapi: ${name}`, "service", SERVICE, "context", name],
      input: token,
    }),
  },
  security: {
    lookUp: (name) => ["find-generic-password", "-s", SERVICE, "-a", name, "-w"],
    remove: (name) => ["delete-generic-password", "-s", SERVICE, "-a", name],
    // As a command that it reads: its arguments could be seen in a list of processes.
    store: (name, token) => ({
      args: ["-i"],
      input: `add-generic-password -U -s ${SERVICE} -a "${name}" -w "${token}"\n`,
    }),
  },
};

/** Text that neither tool needs escaped. */
const PLAIN = /^[\w.:~-]+$/;

/** Stores a token; returns whether that was possible. */
export async function keep(ctx: Context, name: string, token: string): Promise<boolean> {
  if (ctx.keyring === null || !PLAIN.test(name) || !PLAIN.test(token)) return false;
  const { args, input } = TOOLS[ctx.keyring].store(name, token);
  if (ctx.dryRun) {
    ctx.dryRun.note({ run: [ctx.keyring, ...args] });
    return true;
  }
  const ran = await ctx.capture(ctx.keyring, args, input);
  // A tool may exit with 0 although there is no keyring.
  return ran?.code === 0 && await kept(ctx, name) === token;
}

/** The token stored under a name; `null` if there is none. */
export async function kept(ctx: Context, name: string): Promise<string | null> {
  if (ctx.keyring === null) return null;
  const ran = await ctx.capture(ctx.keyring, TOOLS[ctx.keyring].lookUp(name));
  return ran?.code === 0 && ran.out.trim() !== "" ? ran.out.trim() : null;
}

/** Deletes a token, if there is one. */
export async function forget(ctx: Context, name: string): Promise<void> {
  if (ctx.keyring === null) return;
  const args = TOOLS[ctx.keyring].remove(name);
  if (ctx.dryRun) ctx.dryRun.note({ run: [ctx.keyring, ...args] });
  else await ctx.capture(ctx.keyring, args);
}
