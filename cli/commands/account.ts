import type { Context } from "../context.ts";
import { command, WATCH } from "../args/options.ts";
import { printObject } from "../output/print.ts";
import { oneOfType } from "../output/manual.ts";

/** `doapi account` */
export function account(ctx: Context, about: string) {
  return command(about, oneOfType("account"))
    .option(...WATCH)
    .option("-R, --rate-limit", "Show the rate limit headers of the answer instead.")
    .example("Requests left", "doapi account --rate-limit")
    .action(async (options) => {
      const client = await ctx.client(options);
      const account = await client.fetchAccount();
      await printObject(ctx, options, options.rateLimit ? client.lastRateLimit : account);
    });
}
