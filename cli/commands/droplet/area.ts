import type { Droplet } from "../../../mod.ts";
import type { Area } from "../../base/actionable.ts";
import { resolver } from "../../resolve.ts";

/** How droplets are named on the command line. */
export const droplets: Area<Droplet> = {
  noun: "droplet",
  multiple: true,
  sample: "web-1",
  statuses: ["active", "new", "off", "archive"],
  find: (ctx, client, args, multiple) => resolver(ctx, client).droplets.find(args, multiple),
};
