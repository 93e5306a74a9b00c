import type { Context } from "../context.ts";
import { command, WATCH } from "../args/options.ts";
import { listing } from "../output/listing.ts";
import { printList } from "../output/print.ts";
import { listOf } from "../output/manual.ts";

/** `doapi size` */
export function size(ctx: Context, about: string) {
  return command(about, listOf("size"))
    .option(...WATCH)
    .example("All sizes", "doapi size")
    .action(async (options) => {
      const client = await ctx.client(options);
      await printList(ctx, options, client.fetchAllSizes(listing(ctx)));
    });
}
