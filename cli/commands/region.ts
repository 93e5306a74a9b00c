import type { Context } from "../context.ts";
import { command } from "../options.ts";
import { printList } from "../output/json.ts";

/** `doapi region` */
export function region(ctx: Context) {
  return command("List the regions that droplets can be in.")
    .example("All regions", "doapi region")
    .action(async (options) => {
      const client = await ctx.client(options);
      await printList(ctx, client.fetchAllRegions({ signal: ctx.signal }));
    });
}
