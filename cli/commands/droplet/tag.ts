import { multiple, open } from "../../base/area.ts";
import { changeTag } from "../../base/tagging.ts";
import { idOf } from "../../api/ids.ts";
import { command } from "../../args/options.ts";
import type { Context } from "../../context.ts";
import { droplets as area } from "./area.ts";

/** `doapi droplet tag` and `untag`. */
export function tagging(ctx: Context, name: "tag" | "untag") {
  const method = name === "tag" ? "POST" : "DELETE";
  const about = name === "tag" ? "Add a tag to droplets." : "Remove a tag from droplets.";
  return command(`${about} There is no output.`)
    .option(...multiple(area))
    .arguments("<tag:word> <droplet...:word>")
    .example("Two droplets", `doapi droplet ${name} web web-1 web-2`)
    .action(async (options, tag, ...args) => {
      const before = { first: tag, command: `droplet ${name}` };
      const { client, items } = await open(ctx, area, options, args, before);
      const things = items.map((droplet) => ({ type: "droplet", id: String(idOf(droplet)) }));
      await changeTag(client, method, tag, things);
    });
}
