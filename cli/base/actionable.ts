import { ValidationError } from "@cliffy/command";
import type { Action, Droplet, FloatingIP, Image } from "../../mod.ts";
import type { Context } from "../context.ts";
import { command, oneOf, waitable, waiting, WATCH } from "../args/options.ts";
import { printList } from "../output/print.ts";
import { type Area, multiple, open } from "./area.ts";
import { bulk, checkBulk, thingIn } from "./bulk.ts";
import { verbOf } from "../safety/destroying.ts";
import { permit } from "../safety/permission.ts";
import { parseJSON } from "./fields/number.ts";
import { jsonObject } from "./files.ts";
import { inParallel } from "../../lib/core/parallel.ts";
import { ending, printActions, printEnding, reaching } from "./wait.ts";
import { listOf, oneOfType } from "../output/manual.ts";

/** What can be acted on. */
type Actionable = Droplet | Image | FloatingIP;

/** An area whose resources can be acted on. */
export interface ActionableArea<T extends Actionable> extends Area<T> {
  /** How an example performs an action that has an argument. */
  action: string;
  /** The statuses that can be waited for, where the resources have one. */
  statuses?: readonly string[];
}

/** A command that starts one action on each of its arguments: `doapi droplet reboot ...`. */
export function actOn<T extends Actionable>(
  ctx: Context,
  area: ActionableArea<T>,
  name: string,
  description: string,
  start: (item: T) => Promise<Action>,
  sample: string = area.sample,
) {
  return waitable(description, oneOfType("action"))
    .option(...multiple(area))
    .arguments(`<${area.argument}...:word>`)
    .example("Start it and wait for its end", `doapi ${area.name} ${name} --wait ${sample}`)
    .action(async (options, ...args) => {
      const { client, items } = await open(ctx, area, options, args as string[]);
      const result = await bulk(ctx, options, items, start);
      await printActions(ctx, client, options, result);
    });
}

/** `act`: an action that has no command of its own. */
export function act<T extends Actionable>(ctx: Context, area: ActionableArea<T>) {
  return waitable("Perform any type of action that the API has.", oneOfType("action"))
    .option("-p, --params <json:string>", "The action's arguments as a JSON object; @FILE, @-.")
    .option(...multiple(area))
    .arguments(`<type:word> <${area.argument}...:word>`)
    .example("An action with an argument", `doapi ${area.name} act ${area.action} ${area.sample}`)
    .action(async (options, ...[type, ...args]) => {
      const params = await jsonObject(ctx, "--params", options.params, parseJSON);
      if (Object.hasOwn(params, "type")) {
        throw new ValidationError(`Option "--params" must not have a type: that is "${type}".`);
      }
      const before = { first: String(type), command: `${area.name} act` };
      const { client, items } = await open(ctx, area, options, args as string[], before);
      const data = { type: String(type), ...params };
      const verb = verbOf(data);
      if (verb) await permit(ctx, options, verb, items.map(thingIn));
      const result = await bulk(
        ctx,
        options,
        items,
        (item) => item.act(data),
      );
      await printActions(ctx, client, options, result);
    });
}

/** `actions`: what was done to resources. */
export function actions<T extends Actionable>(ctx: Context, area: ActionableArea<T>) {
  return command(`List the actions of ${area.plural}, a list for each.`, listOf("action"))
    .option(...WATCH)
    .option("--last", "Only the most recent action on each.", { conflicts: ["in-progress"] })
    .option("--in-progress", "Only the action in progress on each; null for none.", {
      conflicts: ["last"],
    })
    .option(...multiple(area))
    .arguments(`<${area.argument}...:word>`)
    .example("What happens now", `doapi ${area.name} actions --in-progress ${area.sample}`)
    .action(async (options, ...args) => {
      const { items } = await open(ctx, area, options, args as string[]);
      const list = (item: T): Promise<unknown> =>
        options.last
          ? item.fetchLastAction()
          : options.inProgress
          ? item.fetchCurrentAction()
          : Array.fromAsync(item.fetchAllActions());
      await printList(ctx, options, inParallel(items, list));
    });
}

/** `wait`: until the current actions have ended or, for droplets, until they have a status. */
export function wait<T extends Actionable>(ctx: Context, area: ActionableArea<T>) {
  return waiting(
    `Wait for the actions of ${area.plural} that are in progress, and print each when it ends.`,
  )
    .option(
      "-S, --status <status:string>",
      "Wait for this status instead, and print the droplets.",
      {
        hidden: !area.statuses,
        ...oneOf("--status", area.statuses ?? []),
      },
    )
    .option(...multiple(area))
    .arguments(`<${area.argument}...:word>`)
    .example("At most two minutes", `doapi ${area.name} wait --wait-time 120 ${area.sample}`)
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
      const current = await bulk(
        ctx,
        options,
        items,
        (i) => i.fetchCurrentAction(),
      );
      const running = current.done.filter((action) => action !== null);
      await printEnding(ctx, options, ending(ctx, client, options, running));
      checkBulk(current);
    });
}
