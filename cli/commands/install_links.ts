import type { Context } from "../context.ts";
import { command, type Whole } from "../args/options.ts";
import { printList } from "../output/print.ts";

/** `doapi install-links` */
export function installLinks(ctx: Context, about: string, { areas }: Whole) {
  return command(about)
    .arguments("<directory:word>")
    .example("Beside other programs", "doapi install-links ~/.local/bin")
    .action(async (options, directory) => {
      const folder = directory.replace(/[/\\]+$/, "");
      const links: string[] = [];
      for (const area of areas) links.push(await ctx.linkTo(`${folder}/doapi-${area}`));
      await printList(ctx, options, links);
    });
}
