import type { Droplet } from "../../../mod.ts";
import type { ActionableArea } from "../../base/actionable.ts";
import { asParameters } from "../../output/listing.ts";

/** How droplets are named on the command line. */
export const droplets: ActionableArea<Droplet> = {
  name: "droplet",
  argument: "droplet",
  plural: "droplets",
  multiple: true,
  sample: "web-1",
  action: `-p '{"name": "web-old"}' rename`,
  statuses: ["active", "new", "off", "archive"],
  async find(ctx, client, args, choice) {
    const { resolver } = await import("../../api/resolve.ts");
    return await resolver(ctx, client).droplets.find(args, choice);
  },
  all: (client, options, given: { gpus?: boolean }, ctx) => {
    const { name, tag_name } = asParameters(ctx, { name: "name", tags: "tag_name" });
    return client.fetchAllDroplets({
      ...options,
      ...(given.gpus ? { type: "gpus" } : {}),
      // The API does not take both.
      ...(name === undefined ? { tag_name } : { name }),
    });
  },
};
