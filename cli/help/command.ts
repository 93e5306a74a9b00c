import { UnknownCommand } from "../args/argv.ts";
import { type AnyCommand, command } from "../args/options.ts";
import { commandNamed } from "../args/synonyms.ts";
import type { Context } from "../context.ts";
import { topic, TOPICS } from "./topics.ts";

/** `doapi help` */
export function help(ctx: Context, tree: () => AnyCommand) {
  const topics = Object.keys(TOPICS).join(", ");
  return command(`Show the help of a command, or a topic: ${topics}.`)
    .arguments("[command...:word]")
    .example("The exit codes", "doapi help exit-codes")
    .action(async (_, ...words) => {
      const [name = ""] = words;
      const found = Object.hasOwn(TOPICS, name) ? TOPICS[name] : undefined;
      if (found && words.length === 1) return await ctx.out(topic(found));
      let named = tree();
      for (const word of words) {
        const child = commandNamed(named, word);
        if (!child) throw new UnknownCommand(named, word);
        named = child;
      }
      await ctx.out((await import("./help.ts")).helpText(named));
    });
}
