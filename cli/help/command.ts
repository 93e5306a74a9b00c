import { ValidationError } from "@cliffy/command";
import { type AnyCommand, command } from "../args/options.ts";
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
      let named: AnyCommand | undefined = tree();
      for (const word of words) {
        named = named.getCommand(word) as AnyCommand | undefined;
        if (!named) throw new ValidationError(`Unknown command "${words.join(" ")}".`);
      }
      await ctx.out((await import("./help.ts")).helpText(named));
    });
}
