import { counted } from "../../../lib/api/words.ts";
import type { DOAPI, Droplet } from "../../../mod.ts";
import { fieldAt } from "../../../lib/core/field_at.ts";
import { type Context, note } from "../../context.ts";
import { universal } from "../../args/options.ts";

/** What backups add, as a share of a droplet's price, by how often they are taken. */
const BACKUPS: Readonly<Record<string, number>> = { daily: 0.3, weekly: 0.2 };

/** The facts that determine the price of droplets. */
interface Order {
  size: string;
  count: number;
  /** How often backups are taken, if they are. */
  plan: string | null;
}

/** Reports the price of new droplets, in a dry run or on a terminal. */
export async function tellPrice(
  ctx: Context,
  client: DOAPI,
  options: object,
  { size, count, plan }: Order,
  created: readonly Droplet[],
): Promise<void> {
  if (universal(options).quiet || count === 0 || !(ctx.dryRun || ctx.isTerminal)) return;
  const price = ctx.dryRun ? await listed(client, size) : fieldAt(created[0]?.fields ?? {}, "size");
  const each = (name: string) => Number(fieldAt(price ?? {}, name));
  const share = plan === null ? 0 : BACKUPS[plan] ?? NaN;
  const total = (name: string) => each(name) * count * (1 + share);
  const [monthly, hourly] = [total("price_monthly"), total("price_hourly")];
  if (!(monthly >= 0 && hourly >= 0)) return;
  const what = counted(count, "droplet");
  const more = plan === null ? "" : `, with ${plan} backups`;
  const sum = `$${monthly.toFixed(2)} a month, $${hourly.toFixed(5)} an hour${more}`;
  await note(ctx, `${what} of ${size}: ${sum}`);
}

/** The size in the list of all; undefined if there is none. */
async function listed(client: DOAPI, slug: string): Promise<object | undefined> {
  const sizes = await Array.fromAsync(client.fetchAllSizes());
  return sizes.find((size) => size.slug === slug)?.fields;
}
