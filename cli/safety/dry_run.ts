/** A dry run notes changes instead of making them, and prints them at the end. */

import type { DOAPI, RequestOptions } from "../../mod.ts";
import type { Context } from "../context.ts";
import { PLAIN, printList } from "../output/print.ts";

/** A change that a dry run does not make. */
export type Step = Readonly<Record<string, unknown>>;

/** The changes that a dry run has noted. */
export interface DryRun {
  /** Notes a change. */
  note(step: Step): void;
}

/**
 * Turns a run into a dry run.
 *
 * @param output The form in which what would be done is printed. Default: a line of JSON for each.
 */
export function startDryRun(ctx: Context, output: string | undefined): void {
  const { out } = ctx;
  const steps: Step[] = [];
  let over = false;
  // Output after a change would describe things that do not exist.
  ctx.out = (result) => over || steps.length === 0 ? out(result) : Promise.resolve();
  const note = (step: Step) => void steps.push(step);
  ctx.dryRun = { note };
  ctx.replaceFile = (write) => Promise.resolve(note({ write }));
  ctx.openFile = (write) => Promise.resolve(() => Promise.resolve(note({ write })));
  ctx.linkTo = (link) => Promise.resolve((note({ link }), link));
  ctx.locked = (_, work) => work();
  ctx.serve = async (host, port, _, ready) => {
    note({ serve: `${host}:${port}` });
    await ready(`http://${host}:${port}`);
  };
  ctx.spawn = (run, args) => Promise.resolve((note({ run: [run, ...args] }), 0));
  ctx.ends.push(async () => {
    over = true;
    if (steps.length === 0) return;
    // Noted changes have neither ids nor the columns of the result.
    const shown = ctx.view && output !== undefined && output !== "ids" ? ctx.view : PLAIN;
    const form = shown === PLAIN ? "jsonl" : shown.form;
    const usual = [...new Set(steps.flatMap((step) => Object.keys(step)))];
    const { color, width, header } = shown;
    ctx.view = { ...PLAIN, form, usual, color, width, header };
    await printList(ctx, {}, steps);
  });
}

type Request = RequestOptions & { url: string; method: string };

/** A request as it would be sent. */
export function step(client: DOAPI, { method, url, params = {}, data }: Request): Step {
  const base = client.endpoint.replace(/\/+$/, "");
  const target = new URL(url.startsWith("/") ? base + url : url);
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null) target.searchParams.append(name, String(one));
    }
  }
  return { method, url: target.href, body: typeof data === "string" ? parsed(data) : data ?? null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The id of a thing that was not created. */
const NO_ID = 0;

/** A made-up answer that lets a command continue: what was sent, with an id. */
export function madeUp({ key, data }: RequestOptions): unknown {
  if (key === undefined) return null;
  const fields = typeof data === "object" && data !== null ? data as Step : {};
  const { names } = fields;
  // Only droplets are created several at a time.
  if (key === "droplets" && Array.isArray(names)) {
    return names.map((name) => ({ id: NO_ID, ...fields, name }));
  }
  return { id: NO_ID, ...fields };
}
