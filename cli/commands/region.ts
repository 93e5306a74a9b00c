import type { Context } from "../context.ts";
import { command, WATCH } from "../args/options.ts";
import { printList } from "../output/print.ts";

/** `doapi region` */
export function region(ctx: Context, about: string) {
  return command(about)
    .option(...WATCH)
    .example("All regions", "doapi region")
    .action(async (options) => {
      const client = await ctx.client(options);
      await printList(ctx, options, client.fetchAllRegions({ signal: ctx.signal }));
    });
}
