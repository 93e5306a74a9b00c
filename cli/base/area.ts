import type { DOAPI, ListOptions } from "../../mod.ts";
import type { Choice } from "../api/finder.ts";
import type { Context } from "../context.ts";
import { command, WATCH } from "../args/options.ts";
import { printList } from "../output/print.ts";
import type { Deletable } from "./bulk.ts";
import { listing } from "../output/listing.ts";
import { listOf } from "../output/manual.ts";

/** Resources that the command line names. */
export interface Area<T extends Deletable> {
  /** The command, such as "floating-ip". */
  name: string;
  /** What an argument is called in usages, such as "ip". */
  argument: string;
  /** What several are called in texts, such as "floating IPs". */
  plural: string;
  /** How an example names one. */
  sample: string;
  /** Whether a name may stand for several, so that there is `-M`. */
  multiple: boolean;
  /** Finds all that the arguments name, before anything is changed. */
  find: (ctx: Context, client: DOAPI, args: readonly string[], choice: Choice) => Promise<T[]>;
  /** Lists everything. */
  all: (client: DOAPI, options: ListOptions, given: object, ctx: Context) => AsyncIterable<T>;
}

/**
 * Opens the client and finds what the arguments name.
 *
 * @param before The word before them and its command, where people write them the other way round.
 */
export async function open<T extends Deletable>(
  ctx: Context,
  area: Area<T>,
  options: Choice,
  args: readonly string[],
  before?: { first: string; command: string },
): Promise<{ client: DOAPI; items: T[] }> {
  const client = await ctx.client(options);
  const find = (words: readonly string[]) => area.find(ctx, client, words, options);
  try {
    return { client, items: await find(args) };
  } catch (error) {
    if (!before) throw error;
    const { turned } = await import("./turned.ts");
    throw await turned(error, { ...before, rest: args }, find);
  }
}

/** The option `-M`; where names are unique it is taken and means nothing, so it is not shown. */
export function multiple(area: { multiple: boolean }) {
  const about = "Take every resource that has the name, instead of failing.";
  return ["-M, --multiple" as const, about, { hidden: !area.multiple }] as const;
}

/** The type of an area's resources. */
function typeOf({ name }: { name: string }): string {
  return name.replaceAll("-", "_");
}

/** `show`: some or all. */
export function show<T extends Deletable>(ctx: Context, area: Area<T>) {
  return command(`Show ${area.plural}: the given ones, or all.`, listOf(typeOf(area)))
    .option(...WATCH)
    .option(...multiple(area))
    .arguments(`[${area.argument}...:word]`)
    .example("One of them", `doapi ${area.name} show ${area.sample}`)
    .action(async (options, ...args) => {
      if (args.length) {
        const { items } = await open(ctx, area, options, args as string[]);
        return await printList(ctx, options, items);
      }
      const client = await ctx.client(options);
      await printList(ctx, options, area.all(client, listing(ctx), options, ctx));
    });
}
