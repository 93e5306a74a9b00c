import { command } from "../args/options.ts";
import type { Context } from "../context.ts";
import { type Area, multiple, open } from "./area.ts";
import { type Deletable, deleteAll } from "./bulk.ts";
import { IGNORE_MISSING } from "./missing.ts";

/** `delete`: prints nothing. */
export function remove<T extends Deletable>(ctx: Context, area: Area<T>) {
  return command(`Delete ${area.plural}. There is no output.`)
    .option(...multiple(area))
    .option(...IGNORE_MISSING)
    .arguments(`<${area.argument}...:word>`)
    .example("For good", `doapi ${area.name} delete ${area.sample}`)
    .action(async (options, ...args) => {
      const { items } = await open(ctx, area, options, args as string[]);
      await deleteAll(ctx, options, items);
    });
}
