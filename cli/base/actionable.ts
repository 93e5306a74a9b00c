import type { Action, DOAPI, Droplet, FloatingIP, Image } from "../../mod.ts";
import type { Context } from "../context.ts";
import { command, MULTIPLE, oneOf, waitable, waiting } from "../options.ts";
import { printList } from "../output/print.ts";
import { bulk, checkBulk, deleteAll } from "./bulk.ts";
import { jsonObject } from "./files.ts";
import { inParallel } from "./parallel.ts";
import { ending, printActions, printEnding, reaching } from "./wait.ts";

/** An area whose resources can be acted on. */
export interface Area<T extends Droplet | Image | FloatingIP> {
  /** What one of them is called, such as "droplet". */
  noun: string;
  /** Whether a name may stand for several, so that there is `-M`. */
  multiple: boolean;
  /** Finds all that the arguments name, before anything is changed. */
  find: (ctx: Context, client: DOAPI, args: readonly string[], multiple: boolean) => Promise<T[]>;
  /** What an example names one. */
  sample: string;
  /** The statuses that can be waited for, where the resources have one. */
  statuses?: readonly string[];
}

type Found<T> = { client: DOAPI; items: T[] };

/** Opens the client and finds what the arguments name. */
export async function open<T extends Droplet | Image | FloatingIP>(
  ctx: Context,
  area: Area<T>,
  options: { multiple?: boolean | undefined },
  args: readonly string[],
): Promise<Found<T>> {
  const client = await ctx.client(options);
  return { client, items: await area.find(ctx, client, args, options.multiple ?? false) };
}

/** What `-M` says; where names are unique it is taken and means nothing, so it is not shown. */
const multiple = (area: { multiple: boolean }) =>
  [
    "-M, --multiple" as const,
    MULTIPLE,
    { hidden: !area.multiple },
  ] as const;

/** A command that starts one action on each of its arguments: `doapi droplet reboot ...`. */
export function actOn<T extends Droplet | Image | FloatingIP>(
  ctx: Context,
  area: Area<T>,
  name: string,
  description: string,
  start: (item: T, signal: AbortSignal) => Promise<Action>,
) {
  return waitable(description)
    .option(...multiple(area))
    .arguments(`<${area.noun}...:word>`)
    .example("Start it and wait for its end", `doapi ${area.noun} ${name} --wait ${area.sample}`)
    .action(async (options, ...args) => {
      const { client, items } = await open(ctx, area, options, args as string[]);
      const result = await bulk(ctx, items, (item) => start(item, ctx.signal));
      await printActions(ctx, client, options, result);
    });
}

/** `act`: an action that has no command of its own. */
export function act<T extends Droplet | Image | FloatingIP>(ctx: Context, area: Area<T>) {
  return waitable("Perform any type of action that the API has.")
    .option("-p, --params <json:string>", "The action's arguments as a JSON object; @FILE, @-.")
    .option(...multiple(area))
    .arguments(`<type:word> <${area.noun}...:word>`)
    .example(
      "An action with an argument",
      `doapi ${area.noun} act -p '{"name": "x"}' rename ${area.sample}`,
    )
    .action(async (options, ...[type, ...args]) => {
      const params = await jsonObject(ctx, "--params", options.params);
      const { client, items } = await open(ctx, area, options, args as string[]);
      const data = { type: String(type), ...params };
      const result = await bulk(ctx, items, (item) => item.act(data, { signal: ctx.signal }));
      await printActions(ctx, client, options, result);
    });
}

/** `actions`: what was done to resources. */
export function actions<T extends Droplet | Image | FloatingIP>(ctx: Context, area: Area<T>) {
  return command("List the actions performed on resources, a list for each.")
    .option("--last", "Only the most recent action on each.", { conflicts: ["in-progress"] })
    .option("--in-progress", "Only the action in progress on each; null for none.", {
      conflicts: ["last"],
    })
    .option(...multiple(area))
    .arguments(`<${area.noun}...:word>`)
    .example("What happens now", `doapi ${area.noun} actions --in-progress ${area.sample}`)
    .action(async (options, ...args) => {
      const { items } = await open(ctx, area, options, args as string[]);
      const { signal } = ctx;
      const list = (item: T): Promise<unknown> =>
        options.last
          ? item.fetchLastAction({ signal })
          : options.inProgress
          ? item.fetchCurrentAction({ signal })
          : Array.fromAsync(item.fetchAllActions({ signal }));
      await printList(ctx, options, inParallel(items, list));
    });
}

/** `wait`: until the current actions have ended or, for droplets, until they have a status. */
export function wait<T extends Droplet | Image | FloatingIP>(ctx: Context, area: Area<T>) {
  return waiting("Wait for what is in progress on resources, and print it as it ends.")
    .option(
      "-S, --status <status:string>",
      "Wait for this status instead, and print the droplets.",
      {
        hidden: !area.statuses,
        value: oneOf("--status", area.statuses ?? []),
      },
    )
    .option(...multiple(area))
    .arguments(`<${area.noun}...:word>`)
    .example("At most two minutes", `doapi ${area.noun} wait --wait-time 120 ${area.sample}`)
    .action(async (options, ...args) => {
      const { client, items } = await open(ctx, area, options, args as string[]);
      if (options.status !== undefined) {
        const droplets = items as readonly Droplet[];
        return await printEnding(
          ctx,
          options,
          reaching(ctx, client, options, droplets, options.status),
        );
      }
      const current = await bulk(ctx, items, (i) => i.fetchCurrentAction({ signal: ctx.signal }));
      const running = current.done.filter((action) => action !== null);
      await printEnding(ctx, options, ending(ctx, client, options, running));
      checkBulk(current);
    });
}

/** `delete`: prints nothing. */
export function remove<T extends Droplet | Image | FloatingIP>(ctx: Context, area: Area<T>) {
  return command(`Delete ${area.noun}s. There is no output.`)
    .option(...multiple(area))
    .arguments(`<${area.noun}...:word>`)
    .example("For good", `doapi ${area.noun} delete ${area.sample}`)
    .action(async (options, ...args) => {
      const { items } = await open(ctx, area, options, args as string[]);
      await deleteAll(ctx, items);
    });
}
