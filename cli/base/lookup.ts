/** Things of any list of the API by their ids or names, with few requests. */

import { domainToASCII } from "node:url";
import type { Operation } from "../../lib/api/facts.ts";
import { fillPath } from "../../lib/api/path.ts";
import { inWords } from "../../lib/api/words.ts";
import { fieldAt } from "../../lib/core/field_at.ts";
import type { DOAPI } from "../../mod.ts";
import type { Context } from "../context.ts";
import { Finder, type Id } from "../api/finder.ts";
import { md5In } from "../api/fingerprint.ts";
import { idFrom, idOf } from "../api/ids.ts";
import { type Resolver, resolver } from "../api/resolve.ts";
import { type Find, isUuid } from "./fields/reference.ts";
import { refOf } from "./fields/refs.ts";
import { thingOf } from "./fields/thing.ts";
import { type Directory, directoryAt, rowAt } from "./lookup/directory.ts";

/** The lists with finders of their own, which know more kinds of names. */
const FINDERS: Readonly<Record<string, keyof Resolver>> = {
  "/v2/droplets": "droplets",
  "/v2/images": "images",
  "/v2/account/keys": "sshKeys",
};

/** A thing as it is in its list. */
type Item = Readonly<Record<string, unknown>>;

/** Looks things up, and reads each list once in a run. */
export class LookUp {
  readonly #ctx: Context;
  readonly #client: DOAPI;
  readonly #finders: Resolver;
  readonly #others = new Map<string, Finder<Item>>();
  readonly #lists = new Map<string, Promise<Item[]>>();

  /** Makes a look-up for a client; sends nothing. */
  constructor(ctx: Context, client: DOAPI) {
    this.#ctx = ctx;
    this.#client = client;
    this.#finders = resolver(ctx, client);
  }

  /** Finds the id of each thing of a list that is at the top of the API. */
  readonly find: Find = (list, texts) => this.#ids(list, list, texts);

  /**
   * Finds the ids that the parameters of a path stand for, each below the ones before it.
   *
   * @param values What names them, by the names of the parameters.
   */
  async path(
    { path, params = [] }: Operation,
    values: Readonly<Record<string, string>>,
  ): Promise<Record<string, Id>> {
    const ids: Record<string, Id> = {};
    for (const [whole, name = ""] of path.matchAll(/\{(\w+)\}/g)) {
      const text = values[name] ?? "";
      const number = params.find((param) => param.name === name)?.type === "integer";
      const list = path.slice(0, path.indexOf(whole) - 1);
      const other = await elsewhere(list, name, path);
      const [id] = await this.#ids(other ?? list, other ?? fillPath(list, ids), [text], number);
      ids[name] = id as Id;
    }
    return ids;
  }

  /** Yields the names of the things of a list, or the ids of things without names. */
  async *names(list: string, url: string = list): AsyncGenerator<string, void> {
    const directory = await directoryAt(list);
    if (directory === null) return;
    for (const item of await this.#list(directory, url)) {
      yield namesOf(directory, item)[0] ?? String(idIn(directory, item));
    }
  }

  /** Yields the possible values of a path parameter, below the ones before it. */
  async *parameterNames(
    operation: Operation,
    name: string,
    before: Readonly<Record<string, string>>,
  ): AsyncGenerator<string, void> {
    const { path } = operation;
    const list = path.slice(0, path.indexOf(`{${name}}`) - 1);
    const other = await elsewhere(list, name, path);
    const ids = await this.path({ ...operation, path: list }, before);
    yield* other ? this.names(other) : this.names(list, fillPath(list, ids));
  }

  /**
   * @param list The path of the list, with parameters in braces.
   * @param url The same with the ids of what is around it.
   */
  async #ids(list: string, url: string, texts: readonly string[], number = false): Promise<Id[]> {
    // The list has domains in their ASCII form.
    if (list === "/v2/domains") texts = texts.map((text) => domainToASCII(text) || text);
    const own = Object.hasOwn(FINDERS, list) ? FINDERS[list] : undefined;
    const directory = own ? null : await directoryAt(list);
    const numbered = number || own !== undefined || directory?.numbered === true;
    const sure = texts.map((text) => sureId(text, numbered));
    const rest = texts.filter((_, i) => sure[i] === null);
    const found = own && rest.length > 0
      ? (await this.#finders[own].each(rest)).map(idOf)
      : directory?.by.length
      ? (await this.#finder(directory, url).each(rest)).map((item) => idIn(directory, item))
      : rest;
    return sure.map((id) => id ?? found.shift() as Id);
  }

  /** The finder of things that only a list of the API knows. */
  #finder(directory: Directory, url: string): Finder<Item> {
    // If an id can be any word, only the list tells whether a word is one.
    const filter = directory.worded ? undefined : directory.filter;
    const finder = this.#others.get(url) ?? new Finder<Item>(this.#ctx, {
      label: inWords(thingOf(directory.path)),
      id: (item) => idIn(directory, item),
      names: (item) => namesOf(directory, item),
      asId: (text) => filter === undefined ? text : null,
      readId: (text) => text,
      alias: null,
      fetch: async (id) =>
        (await this.#list(directory, url)).find((item) => idIn(directory, item) === id) ?? null,
      byName: filter === undefined
        ? null
        : (name) => this.#read(directory, url, { [filter]: name }),
      byTag: null,
      all: () => this.#list(directory, url),
      suggests: true,
    });
    this.#others.set(url, finder);
    return finder;
  }

  #list(directory: Directory, url: string): Promise<Item[]> {
    const list = this.#lists.get(url) ?? this.#read(directory, url, {});
    this.#lists.set(url, list);
    return list;
  }

  #read({ key, paged }: Directory, url: string, query: Record<string, string>): Promise<Item[]> {
    const { signal } = this.#ctx;
    const params = paged ? query : { per_page: undefined, ...query };
    const doing = `look up names in ${url}`;
    return this.#client.paginate<Item>(url, key, { params, signal, doing, objects: true })
      .toArray();
  }
}

function idIn({ id }: Directory, item: Item): Id {
  return fieldAt(item, id) as Id;
}

function namesOf({ by }: Directory, item: Item): string[] {
  return by.flatMap((field) => fieldAt(item, field) as string ?? []);
}

/** A text that can only be an id: a UUID, a number if ids are numbers, text after `id:`. */
function sureId(text: string, numbered: boolean): Id | null {
  const id = asId(text);
  if (numbered && /^\d+$/.test(id)) return idFrom(id);
  return md5In(id) ?? (id !== text || isUuid(id) ? id : null);
}

/** Text as an id, which may have `id:` before it. */
export function asId(text: string): string {
  return text.replace(/^id:(?=.)/s, "");
}

/** Where a parameter is looked up, if it is not in the list before it. */
async function elsewhere(list: string, name: string, path: string): Promise<string | undefined> {
  const own = Object.hasOwn(FINDERS, list) || await rowAt(list) !== undefined;
  // A thing that is not in the list yet is looked up in its own list.
  return own ? undefined : refOf(name, path);
}

/** Whether a parameter of a path can be a name. */
export async function isLookedUp({ path, server }: Operation, name: string): Promise<boolean> {
  if (server) return false;
  const list = path.slice(0, path.indexOf(`{${name}}`) - 1);
  const where = await elsewhere(list, name, path) ?? list;
  return Object.hasOwn(FINDERS, where) || ((await directoryAt(where))?.by.length ?? 0) > 0;
}
