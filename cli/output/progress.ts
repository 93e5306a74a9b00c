import type { WaitUpdate } from "../../mod.ts";
import type { Context } from "../context.ts";
import { oneLine } from "../errors.ts";
import { outputOf, universal } from "../args/options.ts";
import { ERASE } from "./safe.ts";

/** Shows on standard error how far a wait has come. */
export interface Progress {
  update(update: WaitUpdate): void;
  /** Makes way for a part of the result that is printed now. */
  yield(): Promise<void>;
  /** Clears what must not stay behind. */
  end(): Promise<void>;
}

/** One line that is written over in a terminal, a line for each change elsewhere. */
export function progress(ctx: Context, options: object, what: string): Progress {
  const nothing = () => Promise.resolve();
  if (universal(options).quiet) return { update() {}, yield: nothing, end: nothing };
  // In a terminal that shows both, the line would be written over the end of the result so far.
  const inTheWay = ctx.isTerminal && ctx.outIsTerminal && !/table|[tc]sv/.test(outputOf(options));
  let shown = "";
  let over = false;
  let writing = Promise.resolve();
  const write = (text: string) => {
    writing = writing.then(() => ctx.err(text));
  };
  const end = async () => {
    if (ctx.isTerminal && shown && !over) write(ERASE);
    over = true;
    await writing;
  };
  return {
    update({ finished, remaining, elapsed, failure }) {
      if (over) return;
      const count = `${finished.length} of ${finished.length + remaining.length} done`;
      const why = failure instanceof Error ? `; ${oneLine(failure.message)}` : "";
      // One failure goes on as another, with another request id.
      const stand = count + (why && "; failing");
      if (ctx.isTerminal) {
        // Of a line that the terminal has broken into two, only the second would be erased.
        const line = `Waiting for ${what}: ${count}, ${Math.round(elapsed)} s${why}`;
        write(ERASE + line.slice(0, ctx.columns() - 1));
      } else if (stand !== shown) {
        write(`${ctx.program}: waiting for ${what}: ${count}${why}\n`);
      }
      shown = stand;
    },
    yield: inTheWay ? end : nothing,
    end,
  };
}
