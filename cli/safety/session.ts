/** What one run has been allowed to destroy, and what it has destroyed. */

import type { Context } from "../context.ts";
import { universal } from "../args/options.ts";
import { called, type Thing } from "./thing.ts";

/** One run of the program. */
export interface Session {
  /** What may be destroyed, by its path. */
  readonly permitted: Map<string, Thing>;
  /** What is gone. */
  readonly deleted: Thing[];
}

const SESSIONS = new WeakMap<Context, Session>();

/** The session of a run; at its end it says what is gone. */
export function sessionOf(ctx: Context, options: object | void): Session {
  const known = SESSIONS.get(ctx);
  if (known) return known;
  const session: Session = { permitted: new Map(), deleted: [] };
  SESSIONS.set(ctx, session);
  ctx.ends.push(async (failed) => {
    // Of what was done in part, everyone has to know which.
    if (session.deleted.length === 0 || (universal(options).quiet && !failed)) return;
    await ctx.err(`${ctx.program}: deleted: ${session.deleted.map(called).join(", ")}\n`);
  });
  return session;
}
