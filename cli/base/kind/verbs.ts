import { Action } from "../../../mod.ts";
import type { Context } from "../../context.ts";
import { type AnyCommand, command, waitable, waiting, WATCH } from "../../args/options.ts";
import { printList } from "../../output/print.ts";
import { inWords, pluralOf } from "../../../lib/api/words.ts";
import { IGNORE_MISSING } from "../missing.ts";
import type { Choice } from "../../api/finder.ts";
import { bulk, deleted } from "../bulk.ts";
import { jsonObject } from "../files.ts";
import { asParameters, listing } from "../../output/listing.ts";
import { inParallel } from "../../../lib/core/parallel.ts";
import { printActions, printEnding } from "../wait.ts";
import {
  argument,
  called,
  idIn,
  type Item,
  type KindArea,
  open,
  printed,
  thingIn,
} from "./area.ts";
import { ready } from "./ready.ts";
import { listOf, oneOfType } from "../../output/manual.ts";

/** A command line of an area, taken apart. */
interface Line {
  parents: string[];
  words: string[];
}

/** Builds a command of an area: its arguments are the parents, then some words. */
type Verb = (ctx: Context, area: KindArea, parents: readonly string[]) => AnyCommand;

const MULTIPLE = [
  "-M, --multiple",
  "Take every resource that has the name, instead of failing.",
] as const;

function take(parents: readonly string[], words: unknown[]): Line {
  const all = words as string[];
  return { parents: all.slice(0, parents.length), words: all.slice(parents.length) };
}

function example(area: KindArea, verb: string, more = area.sample): string {
  return ["doapi", area.command, verb, ...area.parents ?? [], more].filter(Boolean).join(" ");
}

/** `show`: some or all. */
export const show: Verb = (ctx, area, parents) => {
  const { row, kind } = area;
  const child: AnyCommand = command(
    `Show ${pluralOf(kind)}: the given ones, or all.`,
    { ...printed(area), list: true },
  ).option(...WATCH);
  for (const filter of row.filters ?? []) {
    const name = filter.replaceAll("_", "-");
    child.option(`--${name} <${name}:string>`, `Filter by ${inWords(filter)}.`);
  }
  if (row.by) child.option(...MULTIPLE);
  return child
    .arguments([...parents, `[${argument(kind)}...:word]`].join(" "))
    .example("All of them", example(area, "show", ""))
    .action(async (options: Record<string, unknown>, ...given: unknown[]) => {
      const line = take(parents, given);
      const { finder, client, path } = await open(ctx, area, options, line.parents);
      if (line.words.length) {
        return await printList(
          ctx,
          options,
          await finder.find(line.words, options as Choice),
        );
      }
      const filters = row.filters ?? [];
      const typed = filters.map((name) => [name, options[camel(name)]] as const);
      const names = filters.flatMap((name) => [[name, name], [`${name}.slug`, name]]);
      const params = {
        ...asParameters(ctx, Object.fromEntries(names)),
        ...Object.fromEntries(typed.filter(([, value]) => value !== undefined)),
      };
      const doing = `list the ${pluralOf(kind)}`;
      const part = listing(ctx);
      const list = client.paginate(path, row.many, { params, doing, objects: true, ...part });
      await printList(ctx, options, list);
    });
};

/** `delete`: prints nothing. */
export const remove: Verb = (ctx, area, parents) => {
  const { row, kind } = area;
  const child: AnyCommand = command(`Delete ${pluralOf(kind)}. There is no output.`);
  if (row.by) child.option(...MULTIPLE);
  return child
    .option(...IGNORE_MISSING)
    .arguments([...parents, `<${argument(kind)}...:word>`].join(" "))
    .example("For good", example(area, "delete"))
    .action(async (options: Record<string, unknown>, ...given: unknown[]) => {
      const line = take(parents, given);
      const { finder, client, one } = await open(ctx, area, options, line.parents);
      const items = await finder.find(line.words, options as Choice);
      const thing = (item: Item) => thingIn(item, area, one(idIn(item, row)));
      await deleted(ctx, options, items, thing, async (item) => {
        const doing = `delete ${called(item, area)}`;
        await client.request(one(idIn(item, row)), { method: "DELETE", doing });
      });
    });
};

/** `act`: any type of action that the API has. */
export const act: Verb = (ctx, area, parents) =>
  (waitable("Perform any type of action that the API has.", oneOfType("action")) as AnyCommand)
    .option("-p, --params <json:string>", "The action's arguments as a JSON object; @FILE, @-.")
    .option(...MULTIPLE)
    .arguments([...parents, `<type:word> <${argument(area.kind)}...:word>`].join(" "))
    .example("By its type", example(area, "act", `${area.row.actions?.[0]} ${area.sample}`))
    .action(async (options: Record<string, unknown>, ...given: unknown[]) => {
      const line = take(parents, given);
      const [type = "", ...words] = line.words;
      const params = await jsonObject(ctx, "--params", options.params as string | undefined);
      const { finder, client, one } = await open(ctx, area, options, line.parents);
      const items = await finder.find(words, options as Choice);
      const result = await bulk(ctx, options, items, async (item) => {
        const action = await client.request<{ id: number }>(
          `${one(idIn(item, area.row))}/actions`,
          {
            method: "POST",
            data: { ...params, type },
            key: "action",
            doing: `${inWords(type)} ${called(item, area)}`,
          },
        );
        return new Action(client, action);
      });
      await printActions(ctx, client, options, result);
    });

/** `actions`: the actions of some. */
export const actions: Verb = (ctx, area, parents) =>
  (command(
    `List the actions of ${pluralOf(area.kind)}, a list for each.`,
    listOf("action"),
  ) as AnyCommand)
    .option(...WATCH)
    .option(...MULTIPLE)
    .arguments([...parents, `<${argument(area.kind)}...:word>`].join(" "))
    .example("What was done", example(area, "actions"))
    .action(async (options: Record<string, unknown>, ...given: unknown[]) => {
      const line = take(parents, given);
      const { finder, client, one } = await open(ctx, area, options, line.parents);
      const items = await finder.find(line.words, options as Choice);
      const list = async (item: Item) => {
        const doing = `list the actions of ${called(item, area)}`;
        const url = `${one(idIn(item, area.row))}/actions`;
        const all = client.paginate<{ id: number }>(url, "actions", { doing });
        return (await all.toArray()).map((data) => new Action(client, data as { id: number }));
      };
      await printList(ctx, options, inParallel(items, list));
    });

/** `wait`: until some are ready. */
export const wait: Verb = (ctx, area, parents) =>
  (waiting(
    `Wait until ${pluralOf(area.kind)} are ready: ${oneOf(area.row.ready?.to ?? [])}.`,
    printed(area),
  ) as AnyCommand)
    .option(...MULTIPLE)
    .arguments([...parents, `<${argument(area.kind)}...:word>`].join(" "))
    .example("At most ten minutes", example(area, "wait", `--wait-time 600 ${area.sample}`))
    .action(async (options: Record<string, unknown>, ...given: unknown[]) => {
      const line = take(parents, given);
      const opened = await open(ctx, area, options, line.parents);
      const items = await opened.finder.find(line.words, options as Choice);
      await printEnding(ctx, options, ready(ctx, area, opened, options, items));
    });

/** Words with "or" before the last, each once although the API has it in two cases. */
function oneOf(words: readonly string[]): string {
  const known = new Map(words.map((word) => [word.toLowerCase(), word]));
  const all = [...known.values()];
  const last = all.pop();
  return all.length > 0 ? `${all.join(", ")} or ${last}` : `${last}`;
}

function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
