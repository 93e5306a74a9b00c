/** Builds the commands that `leaf.ts` declares; loaded with the facts of the API when one is named. */

import { Action, type DOAPI } from "../../../mod.ts";
import type { Operation } from "../../../lib/api/facts.ts";
import { OPERATIONS } from "../../../lib/api/operations.ts";
import type { Context } from "../../context.ts";
import { type AnyCommand, command, waitable, WATCH } from "../../args/options.ts";
import { listing } from "../../output/listing.ts";
import { oneOfType } from "../../output/manual.ts";
import { isWhole, printList, printObject } from "../../output/print.ts";
import { unwrapped } from "../../output/unwrapped.ts";
import { Form } from "../fields.ts";
import { listAt } from "../fields/thing.ts";
import type { Request } from "./print.ts";
import type { Prepare } from "../kind/area.ts";
import { existingOne, IF_EXISTS } from "../existing.ts";
import { LookUp } from "../lookup.ts";
import { IGNORE_MISSING, ignoringMissing } from "../missing.ts";
import { printAction } from "../wait.ts";
import {
  addServerOptions,
  bodyOf,
  type Given,
  parameters,
  prepared,
  resultOf,
  short,
} from "./command.ts";
import { itemsOf, pagingOf } from "./pages.ts";
import type { LeafSpec } from "./leaf.ts";

/**
 * Builds the command of one operation.
 *
 * @param words The words that it is called by, after the program's name.
 */
export function leaf(ctx: Context, id: string, words: string, spec: LeafSpec): AnyCommand {
  const known = OPERATIONS[id] as Operation;
  if (!known) throw new Error(`The API has no operation ${id}`);
  const facts = spec.list ? { ...known, list: { key: spec.list, ids: [] } } : known;
  const { about, args = [], fixed = {}, inside = {}, acts } = spec;
  const form = new Form(ctx, facts, args, fixed, PAGES);
  const child: AnyCommand = acts
    ? waitable(about, oneOfType("action"))
    : command(about, resultOf(facts, spec.columns));
  const path = parameters(facts);
  const named = [...path.map(short), ...args.map((name) => short(inside[name] ?? name))];
  if (named.length) child.arguments(named.map((name) => `<${name}:word>`).join(" "));
  if (facts.body) child.option("-d, --data <body:text>", BODY);
  if (facts.server) addServerOptions(child, facts.server);
  const names = words.endsWith(" new") && args.includes("name");
  if (names) child.option(...IF_EXISTS);
  if (facts.method === "GET") child.option(...WATCH);
  if (facts.method === "DELETE") child.option(...IGNORE_MISSING);
  spec.extend?.(child);
  form.addTo(child);
  const example = spec.example ?? named.map(sample).join(" ");
  return child
    .example("How it is called", `doapi ${words} ${example}`.trimEnd())
    .action(async (options: Given & { wait?: boolean }, ...given: string[]) => {
      await ignoringMissing(ctx, options, () => send(options, given));
    });

  /** The thing in the operation's own list that has the name of the one to be created. */
  async function sameName(
    client: DOAPI,
    { path }: Operation,
    { url, data, signal }: Request,
    options: object,
  ): Promise<object | null> {
    const { name } = data as { name?: unknown };
    const key = listAt(path)?.list?.key ?? "";
    return await existingOne(ctx, String(name), options, async () => {
      const all = await client.paginate<{ name?: unknown }>(url, key, { signal }).toArray();
      return all.find((item) => item.name === name) ?? null;
    });
  }

  async function send(options: Given & { wait?: boolean }, given: string[]): Promise<void> {
    const values = Object.fromEntries(path.map((name, i) => [name, given[i] ?? ""]));
    const words = Object.fromEntries(args.map((name, i) => {
      const word = given[path.length + i] ?? "";
      return [name, inside[name] ? `${inside[name]}:${word}` : word];
    }));
    const data = await bodyOf(ctx, options.data, facts.body?.type);
    const base = facts.body ? { ...data as object, ...fixed } : data;
    const fields: Given = spec.prepare ? await rewritten(ctx, options, spec.prepare) : options;
    const { client, request } = await prepared(ctx, facts, form, fields, values, base, words);
    request.doing = doingOf(about);
    if (facts.list && await pagingOf(facts) !== "whole") {
      const list = { ...request, ...listing(ctx), key: facts.list.key };
      return await printList(ctx, options, itemsOf(client, facts, await pagingOf(facts), list));
    }
    const { url, ...rest } = request;
    const there = names ? await sameName(client, facts, request, options) : null;
    if (there) return await printObject(ctx, options, there);
    const answer = await client.request(url, rest);
    if (answer === null) return;
    if (spec.use) return await spec.use(ctx, client, options, answer);
    if (answer instanceof Uint8Array) return await ctx.out(answer);
    const found = partOf(ctx, answer, facts, spec);
    if (acts) {
      return await printAction(ctx, client, options, new Action(client, found as { id: number }));
    }
    if (Array.isArray(found)) return await printList(ctx, options, found);
    await printObject(ctx, options, found);
  }
}

/** What a command does, in words that follow "Cannot": its description without its form. */
function doingOf(about: string): string {
  const [sentence = about] = about.split(/[.:;](?:\s|$)/);
  return sentence.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

async function rewritten(ctx: Context, options: Given, prepare: Prepare): Promise<Given> {
  const client = await ctx.client(options);
  return await prepare({ ...options }, new LookUp(ctx, client).find, client);
}

/** Sample values of arguments, for examples. */
const SAMPLES: Readonly<Record<string, string>> = {
  droplet: "web-1",
  volume: "data",
  vpc: "main",
  "database-cluster": "main-db",
  "database-name": "app",
  username: "alice",
  cluster: "main",
  region: "fra1",
  name: "my-name",
  tag: "web",
};

function sample(name: string): string {
  return SAMPLES[name] ?? `my-${name}`;
}

/** The parameters that choose a page; commands print whole lists. */
const PAGES = ["page", "per_page"];

const BODY = "The body, as JSON or YAML; @FILE, @- for standard input.";

/** The printed part of an answer. For tables and selections, it is the list among other fields. */
function partOf(
  ctx: Context,
  answer: unknown,
  { method, list }: Operation,
  { key = method === "GET" && list && !isWhole(ctx) ? list.key : undefined, list: own }: LeafSpec,
): unknown {
  if (key === null) return answer;
  const field = own ?? key;
  return field === undefined
    ? unwrapped(answer)
    : (answer as Record<string, unknown>)[field] ?? answer;
}
