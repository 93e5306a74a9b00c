import { multiple, open } from "../../base/area.ts";
import { address } from "../../api/addresses.ts";
import { idOf } from "../../api/ids.ts";
import { printOwnList } from "../../output/own.ts";
import { command } from "../../args/options.ts";
import type { Context } from "../../context.ts";
import { droplets as area } from "./area.ts";

/** Options that choose an address of a droplet. */
export const PRIVATE = [
  "--private",
  "Take the private address instead of the public one.",
  { conflicts: ["v6"] as string[] },
] as const;
export const V6 = ["--v6", "Take the public IPv6 address."] as const;

const FIELDS = ["id", "name", "ip"];

/** `doapi droplet ip` */
export function ip(ctx: Context) {
  return command(
    "Print the public IPv4 address of each droplet on a line, for use in scripts.",
    { list: true, fields: FIELDS, columns: FIELDS },
  )
    .option(...PRIVATE)
    .option(...V6)
    .option(...multiple(area))
    .arguments("<droplet...:word>")
    .example("The private address", "doapi droplet ip web-1 --private")
    .action(async (options, ...args) => {
      const { items } = await open(ctx, area, options, args);
      const all = items.map((droplet) => (
        { id: idOf(droplet), name: droplet.name, ip: address(droplet, options) }
      ));
      await printOwnList(ctx, options, all, ({ ip }) => `${ip}\n`);
    });
}
