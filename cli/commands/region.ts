import type { Context } from "../context.ts";
import { command, WATCH } from "../args/options.ts";
import { listing } from "../output/listing.ts";
import { printList } from "../output/print.ts";
import { listOf } from "../output/manual.ts";

/** `doapi region` */
export function region(ctx: Context, about: string) {
  return command(about, listOf("region"))
    .option(...WATCH)
    .example("All regions", "doapi region")
    .action(async (options) => {
      const client = await ctx.client(options);
      await printList(ctx, options, client.fetchAllRegions(listing(ctx)));
    });
}
