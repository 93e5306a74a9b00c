/** `new` and `update` of a kind: a request whose fields the API's description knows. */

import type { Operation } from "../../../lib/api/facts.ts";
import { nounOf, pluralOf, withArticle } from "../../../lib/api/words.ts";
import { fieldAt } from "../../../lib/core/field_at.ts";
import { isSilent, wrapped } from "../../../lib/core/kind_answer.ts";
import type { Kind } from "../../../lib/kinds/kind.ts";
import type { Context } from "../../context.ts";
import {
  type AnyCommand,
  command,
  isWaiting,
  UNIQUE,
  type Waitable,
  waitable,
} from "../../args/options.ts";
import { needing } from "../../args/missing.ts";
import { setting } from "../../config/settings.ts";
import { printList, printObject } from "../../output/print.ts";
import { bulk, checkBulk } from "../bulk.ts";
import { type Existing, existing, IF_EXISTS } from "../existing.ts";
import { Form } from "../fields.ts";
import { bodyFields } from "../fields/schema.ts";
import { bodyOf, type Given } from "../operation/command.ts";
import { LookUp } from "../lookup.ts";
import { printEnding, throughEnd } from "../wait.ts";
import {
  argument,
  called,
  idIn,
  type Item,
  type KindArea,
  open,
  type Opened,
  printed,
} from "./area.ts";
import { ready } from "./ready.ts";

type Options = Given & Waitable & Existing & { multiple?: boolean; region?: string };

/** The operation at a path, whatever its parameters are called. */
async function operationAt(method: string, path: string): Promise<Operation> {
  const { OPERATIONS } = await import("../../../lib/api/operations.ts");
  const shape = (path: string) => path.replace(/\{\w+\}/g, "{}");
  const found = Object.values(OPERATIONS)
    .find((one) => one.method === method && shape(one.path) === shape(path));
  if (!found) throw new Error(`The API has no ${method} ${path}`);
  return found;
}

/** The field of a request that names a new one, and its argument. */
function naming(row: Kind, operation: Operation): string | null {
  const fields = bodyFields(operation).map(({ name }) => name);
  return [...row.by ?? [], row.id ?? "id"].find((name) => fields.includes(name)) ?? null;
}

/** `new`: one or, where a name is all that differs, several. */
export async function create(
  ctx: Context,
  area: KindArea,
  parents: readonly string[],
): Promise<AnyCommand> {
  const { row, kind } = area;
  const operation = await operationAt("POST", row.path);
  const name = naming(row, operation);
  const inRegion = bodyFields(operation).some(({ name, required }) =>
    name === "region" && required
  );
  const form = new Form(ctx, operation, name === null ? [] : [name]);
  const about = `Create ${
    name === null ? withArticle(nounOf(kind)) : `one or more ${pluralOf(kind)}`
  }.`;
  const child: AnyCommand = row.ready
    ? waitable(about, printed(area))
    : command(about, printed(area));
  const argumentName = name === null ? [] : [`<${argument(name)}...:word>`];
  const args = [...parents, ...argumentName].join(" ");
  if (args) child.arguments(args);
  child.option(
    "-d, --data <body:text>",
    "The body, as JSON or YAML; @FILE, @- for standard input.",
  );
  if (name !== null) {
    child.option("--unique", UNIQUE.replace(", instead of warning", "")).option(...IF_EXISTS);
  }
  form.addTo(child);
  needing(child, async (given) => {
    const set = inRegion ? await setting(ctx, {}, "region") : undefined;
    return form.missing(set === undefined ? given : [...given, "region"]);
  });
  return child
    .example("What it takes", `doapi ${area.command} new --help`)
    .action(async (options: Options, ...args: string[]) => {
      const opened = await open(ctx, area, options, args.slice(0, parents.length));
      const names = name === null ? [null] : args.slice(parents.length);
      const { finder } = opened;
      const named = names.filter((name) => name !== null);
      const there = await existing(ctx, finder, named, options, null);
      const look = new LookUp(ctx, opened.client);
      const data = await bodyOf(ctx, options.data, undefined) as object | undefined;
      const line = inRegion ? await withRegion(ctx, options, data) : options;
      const given = await area.prepare?.({ ...line }, look.find, opened.client) ?? line;
      const bodies: Item[] = [];
      for (const one of names) {
        const found = there.get(one ?? "");
        const words = one === null || name === null ? {} : { [name]: one };
        bodies.push(found ?? (await form.read(given, look.find, data, [], words)).body as Item);
      }
      const result = await bulk(ctx, options, bodies, async (body) => {
        if ([...there.values()].includes(body)) return body;
        const doing = `create ${[nounOf(kind), name && body[name]].filter(Boolean).join(" ")}`;
        const url = opened.path;
        return await send(opened, area, { verb: "create", method: "POST", url, body, doing });
      });
      const made = result.done.filter((one) => one !== null);
      await print(ctx, area, opened, options, made, names.length > 1);
      checkBulk(result);
    });
}

/** Options with the region of the settings, where the command line has none. */
async function withRegion(ctx: Context, options: Options, data: object = {}): Promise<Options> {
  const isGiven = "region" in options || "region" in data ||
    options.set?.some((field) => field.startsWith("region="));
  const region = isGiven ? undefined : await setting(ctx, options, "region");
  return region === undefined ? options : { ...options, region };
}

/** `update`: the given fields; the others stay as they are. */
export async function update(
  ctx: Context,
  area: KindArea,
  parents: readonly string[],
): Promise<AnyCommand> {
  const { row, kind } = area;
  const method = row.update ?? "PUT";
  const operation = await operationAt(method, row.item ?? `${row.path}/{${row.param}}`);
  const form = new Form(ctx, operation);
  const about = `Change fields of ${withArticle(nounOf(kind))}.`;
  const child: AnyCommand = row.ready
    ? waitable(about, printed(area))
    : command(about, printed(area));
  child.arguments([...parents, `<${argument(kind)}:word>`].join(" "));
  child.option(
    "-d, --data <body:text>",
    "The fields, as JSON or YAML; @FILE, @- for standard input.",
  );
  form.addTo(child);
  return child
    .example("What it takes", `doapi ${area.command} update --help`)
    .action(async (options: Options, ...given: string[]) => {
      const opened = await open(ctx, area, options, given.slice(0, parents.length));
      const item = await opened.finder.one(given[parents.length] as string);
      const look = new LookUp(ctx, opened.client);
      const data = await bodyOf(ctx, options.data, undefined) as object | undefined;
      // A PUT replaces the whole object: send the current values of other fields.
      const base = method === "PUT" ? { ...current(area, operation, item), ...data } : data;
      const fields = await area.prepare?.({ ...options }, look.find, opened.client) ?? options;
      const { body } = await form.read(fields, look.find, base);
      const doing = `update ${called(item, area)}`;
      const url = opened.one(idIn(item, row));
      const change = { verb: "update", method, url, body: body as Item, doing } as const;
      const changed = await send(opened, area, change);
      await print(ctx, area, opened, options, changed === null ? [] : [changed], false);
    });
}

/** The current fields of an object for a request that replaces it. */
function current(area: KindArea, operation: Operation, item: Item): Item {
  const fields = bodyFields(operation).map(({ name }) => name);
  const now = area.current?.(item) ?? item;
  return Object.fromEntries(
    fields.flatMap((name) => {
      const value = fieldAt(now, name);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

interface Change {
  verb: "create" | "update";
  method: string;
  url: string;
  body: Item;
  doing: string;
}

/** Sends a change; gives one of the kind, or `null` where it is new and the answer has no body. */
async function send(
  { client }: Opened,
  { row }: KindArea,
  { verb, method, url, body, doing }: Change,
): Promise<Item | null> {
  const key = wrapped(row, verb);
  const item = await client.request<Item | null>(url, { method, data: body, doing, ...key });
  if (verb === "create" || !isSilent(row, verb)) return item;
  return await client.request<Item>(url, { doing, ...wrapped(row) });
}

/** Prints what was created or changed, once it is ready if that is asked for. */
async function print(
  ctx: Context,
  area: KindArea,
  opened: Opened,
  options: Options,
  items: readonly Item[],
  several: boolean,
): Promise<void> {
  if (isWaiting(options) && items.length) {
    const wait = ready(ctx, area, opened, options, items);
    if (several) return await printEnding(ctx, options, wait);
    return await throughEnd(wait, (item) => printObject(ctx, options, item));
  }
  if (several) await printList(ctx, options, items);
  else for (const item of items) await printObject(ctx, options, item);
}
