import type { WaitUpdate } from "../../mod.ts";
import { type Context, note } from "../context.ts";
import { oneLine } from "../errors.ts";
import { hasColumns } from "../args/output.ts";
import { universal } from "../args/options.ts";
import { ERASE } from "./safe.ts";

/** Shows on standard error how far a wait has come. */
export interface Progress {
  update(update: WaitUpdate): void;
  /** Clears the line before a part of the result is printed. */
  yield(): Promise<void>;
  /** Clears the line at the end. */
  end(): Promise<void>;
}

/** One line that is written over in a terminal, a line for each change elsewhere. */
export function progress(ctx: Context, options: object, what: string): Progress {
  const nothing = () => Promise.resolve();
  if (universal(options).quiet) return { update() {}, yield: nothing, end: nothing };
  // In a terminal that shows both, the line would be written over the end of the result so far.
  const inTheWay = ctx.isTerminal && ctx.outIsTerminal && !hasColumns(ctx.view?.form ?? "json");
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
      const all = finished.length + remaining.length;
      const count = `${finished.length} of ${all} done`;
      const why = failure instanceof Error ? `; ${oneLine(failure.message)}` : "";
      // One failure goes on as another, with another request id.
      const stand = count + (why && "; failing");
      if (ctx.isTerminal) {
        // If the terminal wrapped the line, only its second half would be erased.
        const several = all > 1;
        const start = several ? `${bar(finished.length / all)} ` : "";
        const last = several ? lastOf(finished) : "";
        const line = `Waiting for ${what}: ${start}${count}, ${timeOf(elapsed)}${last}${why}`;
        write(ERASE + line.slice(0, ctx.columns() - 1));
      } else if (stand !== shown) {
        writing = writing.then(() => note(ctx, `waiting for ${what}: ${count}${why}`));
      }
      shown = stand;
    },
    yield: inTheWay ? end : nothing,
    end,
  };
}

/** How many characters show how much is done. */
const BAR = 20;

function bar(share: number): string {
  return `[${"=".repeat(Math.round(share * BAR)).padEnd(BAR)}]`;
}

function timeOf(elapsed: number): string {
  const seconds = Math.round(elapsed);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** What has finished last, in a few words. */
function lastOf(finished: readonly unknown[]): string {
  const item = finished.at(-1) as { fields?: object } | null | undefined;
  if (typeof item !== "object" || item === null) return "";
  const fields = (item.fields ?? item) as Readonly<Record<string, unknown>>;
  const { name, id, ip, type, resource_type, resource_id } = fields;
  const what = resource_type ? `${type} of ${resource_type} ${resource_id}` : name ?? ip ?? id;
  return what === undefined ? "" : `, last ${oneLine(String(what))}`;
}
