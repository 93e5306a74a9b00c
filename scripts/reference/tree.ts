/**
 * What the reference is made of: the command tree, and what commands print.
 *
 * @module
 */

import { app, run } from "../../cli/app.ts";
import type { Context } from "../../cli/context.ts";
import { type CommandDoc, describe } from "../../cli/help/help.ts";
import type { AnyCommand } from "../../cli/args/options.ts";

/** The root of the tree; its options are the universal ones. */
export async function commandTree(): Promise<CommandDoc> {
  // A context that has nothing: the tree is looked at, and no command is run.
  const root: AnyCommand = await app({ program: "doapi" } as Context);
  // Cliffy adds --help and --version on the first look.
  root.getHelp();
  return describe(root, "doapi");
}

/** What a command line prints that needs nothing of the outside. */
export async function printed(...words: string[]): Promise<string> {
  let text = "";
  const ctx: Partial<Context> = {
    out: (part) => Promise.resolve(void (text += part)),
    err: (message) => Promise.reject(new Error(message)),
    env: () => undefined,
    envIsEmpty: () => false,
    outIsTerminal: false,
    ends: [],
    linkTo: (path) => Promise.resolve(path),
  };
  await run(ctx as Context, words);
  return text;
}
