import type { WaitUpdate } from "../../mod.ts";
import type { Context } from "../context.ts";
import { universal } from "../options.ts";
import { ERASE } from "./safe.ts";

/** Shows on standard error how far a wait has come. */
export interface Progress {
  update(update: WaitUpdate): void;
  /** Clears what must not stay behind. */
  end(): Promise<void>;
}

/** One line that is written over in a terminal, a line for each change elsewhere. */
export function progress(ctx: Context, options: object, what: string): Progress {
  if (universal(options).quiet) return { update() {}, end: () => Promise.resolve() };
  let shown = "";
  let writing = Promise.resolve();
  const write = (text: string) => {
    writing = writing.then(() => ctx.err(text));
  };
  return {
    update({ finished, remaining, elapsed }) {
      const count = `${finished.length} of ${finished.length + remaining.length} done`;
      if (ctx.isTerminal) {
        write(`${ERASE}Waiting for ${what}: ${count}, ${Math.round(elapsed)} s`);
      } else if (count !== shown) {
        write(`${ctx.program}: waiting for ${what}: ${count}\n`);
      }
      shown = count;
    },
    async end() {
      if (ctx.isTerminal && shown) write(ERASE);
      await writing;
    },
  };
}
