/** What one run may destroy, and what it has destroyed. */

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

/** The session of a run, which reports deletions at its end. */
export function sessionOf(ctx: Context, options: object | void): Session {
  const known = SESSIONS.get(ctx);
  if (known) return known;
  const session: Session = { permitted: new Map(), deleted: new Set() };
  SESSIONS.set(ctx, session);
  ctx.ends.push(async (failed) => {
    // After a partial failure, the user must know what was deleted.
    if (session.deleted.size === 0 || (universal(options).quiet && !failed)) return;
    // In the order of the arguments, not of completion.
    const gone = [...session.permitted.values()].filter(({ path }) => session.deleted.has(path));
    await note(ctx, `deleted: ${gone.map(called).join(", ")}`);
  });
  return session;
}
