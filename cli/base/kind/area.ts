import type { Kind } from "../../../lib/kinds/kind.ts";
import { wrapped } from "../../../lib/core/kind_answer.ts";
import { type KindName, rowOf } from "../../../lib/kinds/mod.ts";
import { fieldAt } from "../../../lib/core/field_at.ts";
import { encodeSegment, fillInOrder } from "../../../lib/api/path.ts";
import type { Find } from "../fields.ts";
import { nounOf, pluralOf } from "../../../lib/api/words.ts";
import type { DOAPI } from "../../../mod.ts";
import type { Context } from "../../context.ts";
import { Finder, type Id } from "../../api/finder.ts";
import { called as nameOf, type Thing, thingOf } from "../../safety/thing.ts";
import type { Result } from "../../args/result.ts";

/** One of a kind, as the API sends it. */
export type Item = Readonly<Record<string, unknown>>;

/** Rewrites the options of a command before its fields are read. */
export type Prepare = (
  options: Readonly<Record<string, unknown>>,
  find: Find,
  client: DOAPI,
) => Promise<Record<string, unknown>>;

/** The things of a kind, as the command line has them. */
export interface KindArea {
  /** The words of its command, such as `"database user"`. */
  command: string;
  /** The name of the kind, such as `"database_user"`. */
  kind: string;
  row: Kind;
  /** How an example names one. */
  sample: string;
  /** How examples name the parents, the outermost first. */
  parents?: readonly string[];
  /** Rewrites options from their readable form to the fields of the API. */
  prepare?: Prepare;
  /** Converts an answer to the body of an update, if their fields differ. */
  current?: (item: Item) => Item;
  /** Gives the rows of parents. Default: the library's. */
  load?: (name: string) => Promise<Kind>;
}

/** A collection of the account: where it is, and how things in it are found. */
export interface Opened {
  client: DOAPI;
  finder: Finder<Item>;
  /** The path of the list. */
  path: string;
  /** The path of one. */
  one: (id: Id) => string;
  /** The ids of the parents, the outermost first. */
  parents: readonly Id[];
}

/** Opens the client and finds the parents, each below the one before it. */
export async function open(
  ctx: Context,
  area: KindArea,
  options: object | void,
  parents: readonly string[] = [],
): Promise<Opened> {
  const client = await ctx.client(options);
  return await below(ctx, client, area.kind, area.row, parents, area.load ?? ofLibrary);
}

/** Reads a row of the library. */
export const ofLibrary = (name: string): Promise<Kind> => rowOf(name as KindName);

async function below(
  ctx: Context,
  client: DOAPI,
  kind: string,
  row: Kind,
  parents: readonly string[],
  load: (name: string) => Promise<Kind>,
): Promise<Opened> {
  let [path, base, ids]: [string, string, Id[]] = [row.path, baseOf(row), []];
  if (row.parent !== undefined) {
    const above = await load(row.parent);
    const outer = await below(ctx, client, row.parent, above, parents.slice(0, -1), load);
    const id = idIn(await outer.finder.one(parents.at(-1) as string), above);
    ids = [...outer.parents, id];
    [path, base] = [fillInOrder(path, ids), fillInOrder(base, ids)];
  }
  const one = (id: Id) => `${base}/${encodeSegment(id)}`;
  return { client, path, one, parents: ids, finder: finderOf(ctx, client, kind, row, path, one) };
}

/** The path of one of a kind, up to what identifies it. */
function baseOf(row: Kind): string {
  return row.item?.replace(/\/\{\w+\}$/, "") ?? row.path;
}

/** What identifies one of a kind. */
export function idIn(item: Item, row: Kind): Id {
  return fieldAt(item, row.id ?? "id") as Id;
}

/** What an argument that names one of a kind is called. */
export function argument(kind: string): string {
  return kind.replaceAll("_", "-");
}

/** The arguments that name the parents of a kind, and an example of each. */
export async function parentArguments({ row, load = ofLibrary }: KindArea): Promise<string[]> {
  const names: string[] = [];
  for (let { parent } = row; parent !== undefined; { parent } = await load(parent)) {
    names.unshift(`<${argument(parent)}:word>`);
  }
  return names;
}

/** What commands print of a kind. */
export function printed({ row: { path: of, columns } }: KindArea): Result {
  return { of, columns };
}

/** One of a kind, for protections and questions. */
export function thingIn(item: Item, { kind, row }: KindArea, path: string): Thing {
  const name = row.by?.map((path) => fieldAt(item, path)).find((name) => name !== undefined);
  const { tags } = thingOf(kind, path, item);
  return { kind: nounOf(kind), path, id: idIn(item, row), name: name?.toString(), tags };
}

/** What messages call one of a kind: its name, with its id where that is something else. */
export function called(item: Item, area: KindArea): string {
  return nameOf(thingIn(item, area, ""));
}

function finderOf(
  ctx: Context,
  client: DOAPI,
  kind: string,
  row: Kind,
  path: string,
  one: (id: Id) => string,
): Finder<Item> {
  const { by = [], filter, ids = "uuid", many } = row;
  const list = (params: Record<string, string> = {}) =>
    client.paginate<Item>(path, many, {
      params,
      doing: `list the ${pluralOf(kind)}`,
      objects: true,
    }).toArray();
  const alone = !row.without?.includes("get");
  return new Finder<Item>(ctx, {
    label: nounOf(kind),
    id: (item) => idIn(item, row),
    names: (item) => by.flatMap((field) => fieldAt(item, field) as string ?? []),
    asId: (arg) => FORMS[ids].test(arg) ? ids === "number" ? Number(arg) : arg : null,
    readId: (text) => text,
    alias: null,
    async fetch(id) {
      const doing = `fetch ${nounOf(kind)} ${id}`;
      if (alone) return await client.request<Item>(one(id), { doing, ...wrapped(row) });
      return (await list()).find((item) => String(idIn(item, row)) === String(id)) ?? null;
    },
    byName: filter === undefined ? null : (name) => list({ [filter]: name }),
    byTag: null,
    all: by.length || !alone ? () => list() : null,
  });
}

/** What an id looks like. */
const FORMS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  number: /^\d{1,15}$/,
  text: /./s,
};
