/** Builds the commands that areas have in common from a row of lib/kinds/. */

import type { Kind } from "../../lib/kinds/kind.ts";
import type { Context } from "../context.ts";
import type { AnyCommand, Whole } from "../args/options.ts";
import type { KindArea } from "./kind/area.ts";
import { type Commands, type Lazy, lazyGroup, subArea } from "./lazy.ts";

export type { KindArea } from "./kind/area.ts";

type Verb = (
  ctx: Context,
  area: KindArea,
  parents: readonly string[],
) => AnyCommand | Promise<AnyCommand>;

/**
 * The commands of a kind: `new`, `show`, `update`, `delete`, `act`, `actions` and `wait`, as far as
 * its row has them.
 *
 * @param more Commands that only this kind has; they come before `delete`.
 */
export function kindCommands(area: KindArea, more: Commands = {}): Commands {
  const { row } = area;
  const can = (verb: "create" | "update" | "delete") => !row.without?.includes(verb);
  return {
    ...(can("create") ? { new: verb(area, "Create one or more.", "change", "create") } : {}),
    show: verb(area, "Show the given ones, or all.", "verbs", "show"),
    ...(can("update") ? { update: verb(area, "Change fields of one.", "change", "update") } : {}),
    ...more,
    ...(row.actions
      ? {
        act: verb(area, "Perform any type of action that the API has.", "verbs", "act"),
        actions: verb(area, "List the actions on resources.", "verbs", "actions"),
      }
      : {}),
    ...(row.ready ? { wait: verb(area, "Wait until they are ready.", "verbs", "wait") } : {}),
    ...(can("delete") ? { delete: verb(area, "Delete the given ones.", "verbs", "remove") } : {}),
  };
}

/** The commands of an area whose things are of one kind. */
export function kindGroup(
  ctx: Context,
  about: string,
  whole: Whole,
  area: KindArea,
  more: Commands = {},
): Promise<AnyCommand> {
  return lazyGroup(ctx, about, whole, area.command, kindCommands(area, more));
}

/** A kind below an area, such as `doapi database user`. */
export function subKind(about: string, area: KindArea, more: Commands = {}): Lazy {
  return subArea(about, kindCommands(area, more));
}

const MODULES = {
  change: () => import("./kind/change.ts"),
  verbs: () => import("./kind/verbs.ts"),
};

/** The requests of each verb beside look-ups: methods and paths of a row. */
const SENT: Readonly<Record<string, (row: Kind, item: string) => string[]>> = {
  create: (row) => [`POST ${row.path}`],
  show: (row, item) => [`GET ${row.path}`, `GET ${item}`],
  update: (row, item) => [`${row.update ?? "PUT"} ${item}`],
  remove: (_, item) => [`DELETE ${item}`],
  act: (_, item) => [`POST ${item}/actions`],
  actions: (_, item) => [`GET ${item}/actions`],
  wait: (_, item) => [`GET ${item}`],
};

/** Notes the operations that a verb of a kind calls. */
async function note(reached: Set<string>, row: Kind, verb: string): Promise<void> {
  const { OPERATIONS } = await import("../../lib/api/operations.ts");
  const shape = (text: string) => text.replace(/\{\w+\}/g, "{}");
  const sent = SENT[verb]?.(row, row.item ?? `${row.path}/{${row.param}}`).map(shape);
  for (const { id, method, path } of Object.values(OPERATIONS)) {
    if (sent?.includes(shape(`${method} ${path}`))) reached.add(id);
  }
}

/** A verb of an area; the module that has it is loaded when the command line names it. */
function verb(
  area: KindArea,
  about: string,
  module: keyof typeof MODULES,
  name: string,
): Lazy {
  return {
    about,
    async build(ctx, { reached }) {
      if (reached) await note(reached, area.row, name);
      const verbs = await MODULES[module]() as unknown as Record<string, Verb>;
      const { parentArguments } = await import("./kind/area.ts");
      return await (verbs[name] as Verb)(ctx, area, await parentArguments(area));
    },
  };
}
