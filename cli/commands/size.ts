import type { Context } from "../context.ts";
import { command, WATCH } from "../args/options.ts";
import { architecture, availableIn, IN_REGION } from "../base/available.ts";
import { narrow } from "../output/narrow.ts";
import { listing } from "../output/listing.ts";
import { printList } from "../output/print.ts";
import { listOf } from "../output/manual.ts";

/** Whose processors a size has, by its slug. */
const ARCHITECTURES = { amd: "slug=*-amd", intel: "slug=*-intel", gpu: "slug=gpu-*" };

/** `doapi size` */
export function size(ctx: Context, about: string) {
  return command(about, listOf("size"))
    .option(...WATCH)
    .option(...IN_REGION)
    .option("--max-price <dollars:number>", "Only what costs no more than this a month.")
    .option(...architecture("what has such a processor", ARCHITECTURES))
    .example("All sizes", "doapi size")
    .example("The cheap ones in Frankfurt", "doapi size --region fra1 --max-price 12")
    .action(async (options) => {
      const { region, maxPrice, architecture } = options;
      narrow(
        ctx,
        maxPrice === undefined ? undefined : `price_monthly<=${maxPrice}`,
        architecture && ARCHITECTURES[architecture],
      );
      const client = await ctx.client(options);
      const list = () => client.fetchAllSizes(listing(ctx));
      await printList(ctx, options, await availableIn(ctx, region, list));
    });
}
