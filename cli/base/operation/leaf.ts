/** Commands that call one operation of the API each. */

import type { DOAPI } from "../../../mod.ts";
import type { AnyCommand } from "../../args/options.ts";
import type { Context } from "../../context.ts";
import type { Prepare } from "../kind/area.ts";
import type { Lazy } from "../lazy.ts";

/** Details of a command that the API's description does not have. */
export interface LeafSpec {
  /** One sentence on what the command does. */
  about: string;
  /** Fields of the body or the query that are arguments, after those of the path. */
  args?: readonly string[];
  /** Arguments that are one key of an object: `{ params: "size_gib" }` takes the size alone. */
  inside?: Readonly<Record<string, string>>;
  /** Fields of the body that have one value here, such as `{ type: "attach" }`. */
  fixed?: Readonly<Record<string, unknown>>;
  /** The arguments in the example. Default: a name for each argument. */
  example?: string;
  /** The field of the answer that is the list to read, where it has other fields beside. */
  list?: string;
  /** The field of the answer to print; `null` for all of it. Default: the only one beside meta. */
  key?: string | null;
  /** Rewrites options from their readable form to the fields of the API. */
  prepare?: Prepare;
  /** Whether the answer is an action that can be waited for. */
  acts?: boolean;
  /** Adds options beside those of the fields. */
  extend?: (command: AnyCommand) => AnyCommand;
  /** What is done with the answer, in place of printing it. */
  use?: (ctx: Context, client: DOAPI, options: object, answer: unknown) => Promise<void>;
  /** The columns of a table. */
  columns?: readonly string[];
}

/**
 * A command that calls one operation: the parameters of its path are arguments, which take ids or
 * names, and the fields of its body options.
 *
 * @param id The operation's id, such as `"volumeActions_post_byId"`.
 */
export function operation(id: string, spec: LeafSpec): Lazy {
  return {
    about: spec.about,
    async build(ctx, whole, words) {
      whole.reached?.add(id);
      return (await import("./build.ts")).leaf(ctx, id, words, spec);
    },
  };
}

/** Builds commands from rows: the operation's id, a description, further details. */
export function operations(
  table: Readonly<Record<string, readonly [id: string, about: string, more?: Partial<LeafSpec>]>>,
): Record<string, Lazy> {
  return Object.fromEntries(
    Object.entries(table).map(([name, [id, about, more]]) =>
      [name, operation(id, { about, ...more })] as const
    ),
  );
}
