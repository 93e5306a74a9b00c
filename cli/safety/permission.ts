/** Whether things may be destroyed: the configuration and the person at the terminal decide. */

import { type Context, isOn, warn } from "../context.ts";
import { ExitError } from "../errors.ts";
import { universal } from "../args/options.ts";
import { protection, refusal } from "./protection.ts";
import { sessionOf } from "./session.ts";
import { called, type Thing } from "./thing.ts";

/** How many things are named before they are destroyed. */
const SHOWN = 20;

/**
 * Makes sure that things may be destroyed, before the first one is.
 *
 * @param verb What is done to them, such as "delete".
 * @throws {ExitError} If they may not.
 */
export async function permit(
  ctx: Context,
  options: object | void,
  verb: string,
  things: readonly Thing[],
): Promise<void> {
  const { permitted } = sessionOf(ctx, options);
  const fresh = things.filter(({ path }) => !permitted.has(path));
  if (fresh.length === 0) return;
  const why = refusal(await protection(ctx, options), verb, fresh, permitted.size);
  if (why !== null && !ctx.dryRun) throw new ExitError(why);
  if (why !== null) await warn(ctx, `this would be refused: ${why}`);
  if (asks(ctx, options)) await confirm(ctx, verb, fresh);
  for (const thing of fresh) permitted.set(thing.path, thing);
}

/** Whether a person must confirm before something is destroyed. */
export function asks(ctx: Context, options: object | void): boolean {
  return ctx.isAttended && !ctx.dryRun && !universal(options).yes && !isOn(ctx, "DOAPI_YES");
}

async function confirm(ctx: Context, verb: string, things: readonly Thing[]): Promise<void> {
  const names = things.slice(0, SHOWN).map((thing) => `  ${called(thing)}\n`);
  const more = things.length > SHOWN ? [`  and ${things.length - SHOWN} more\n`] : [];
  await ctx.err(`${ctx.program}: about to ${verb}:\n${[...names, ...more].join("")}`);
  const answer = await ctx.ask(`Go on? [y/N] `);
  if (!/^y(es)?$/i.test(answer ?? "")) throw new ExitError("Nothing was changed");
}
