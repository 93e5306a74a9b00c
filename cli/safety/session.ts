/** What one run has been allowed to destroy, and what it has destroyed. */

import { type Context, note } from "../context.ts";
import { universal } from "../args/options.ts";
import { called, type Thing } from "./thing.ts";

/** One run of the program. */
export interface Session {
  /** What may be destroyed, by its path. */
  readonly permitted: Map<string, Thing>;
  /** The paths of what is gone. */
  readonly deleted: Set<string>;
}

const SESSIONS = new WeakMap<Context, Session>();

/** The session of a run; at its end it says what is gone. */
export function sessionOf(ctx: Context, options: object | void): Session {
  const known = SESSIONS.get(ctx);
  if (known) return known;
  const session: Session = { permitted: new Map(), deleted: new Set() };
  SESSIONS.set(ctx, session);
  ctx.ends.push(async (failed) => {
    // Of what was done in part, everyone has to know which.
    if (session.deleted.size === 0 || (universal(options).quiet && !failed)) return;
    // In the order in which it was named, whatever was faster.
    const gone = [...session.permitted.values()].filter(({ path }) => session.deleted.has(path));
    await note(ctx, `deleted: ${gone.map(called).join(", ")}`);
  });
  return session;
}
