/** Finds what a request would destroy, if the command did not declare it. */

import type { DOAPI, RequestOptions } from "../../mod.ts";
import { inWords } from "../../lib/api/words.ts";
import { type Thing, thingOf } from "./thing.ts";

type Request = RequestOptions & { url: string };

type Item = Readonly<Record<string, unknown>>;

/** What deletes things together with what belongs to them. */
const TOGETHER = /\/destroy_with_associated_resources\/(dangerous|selective|retry)$/;

/** What deletes the droplets of a pool with it. */
const POOL = /\/autoscale\/[^/]+\/dangerous$/;

/** The path of a request in the API as a server reads it, without its query. */
export function pathOf(client: { endpoint: string }, { url }: { url: string }): string {
  const base = client.endpoint.replace(/\/+$/, "");
  const path = url.startsWith(base) ? url.slice(base.length) : url;
  // With ".." in it, a path would pass for another one.
  return new URL(path.replace(/^\/+/, "/"), base).pathname;
}

/** The path of what a request acts on. */
export function placeOf(path: string): string {
  return path.replace(TOGETHER, "").replace(/\/(actions|dangerous)$/, "");
}

/**
 * Finds what a request is about to destroy.
 *
 * @param look Whether requests are sent to learn names, tags, and how many things there are.
 */
export async function found(client: DOAPI, request: Request, look: boolean): Promise<Thing[]> {
  const path = pathOf(client, request);
  const place = placeOf(path);
  const alone = bare(place);
  const query = new URLSearchParams(request.url.split("?")[1] ?? "");
  const params = { ...Object.fromEntries(query), ...request.params };
  // Without an id, it is all in a list that the query chooses.
  if (Object.values(params).some((value) => value !== undefined) && isList(place)) {
    if (!look) {
      return [{ ...alone, id: new URLSearchParams(params as Record<string, string>).toString() }];
    }
    const key = place.replace(/.*\//, "");
    const items = await client.paginate<Item>(place, key, { params, ...quietly(request) })
      .toArray();
    return items.map((item) => thingOf(singular(key), `${place}/${item.id}`, item));
  }
  const [, how] = TOGETHER.exec(path) ?? [];
  const others = how === "selective"
    ? chosen(place, request.data)
    : how === "dangerous" && look
    ? await belonging(client, place, request)
    : POOL.test(path) && look
    ? await members(client, place, request)
    : [];
  return [look ? await described(client, alone, request) : alone, ...others];
}

/** What is known of a thing by its path alone. */
function bare(path: string): Thing {
  const parts = path.split("/").slice(2).map(decodeURIComponent);
  const id = parts.at(-1) ?? "";
  return { kind: inWords(singular(parts.at(-2) ?? id)), id, path };
}

function isList(path: string): boolean {
  return path.split("/").length === 3;
}

function quietly({ signal }: Request) {
  return { signal, doing: "find what is about to be deleted" };
}

/** The same with the name and the tags that the API has of it, if it can be fetched. */
async function described(client: DOAPI, thing: Thing, request: Request): Promise<Thing> {
  try {
    const answer = await client.request<Item | null>(thing.path, quietly(request)) ?? {};
    const [only = answer] = Object.values(answer);
    return typeof only === "object" && only !== null && !Array.isArray(only)
      ? { ...thingOf(thing.kind, thing.path, only), id: thing.id }
      : thing;
  } catch (error) {
    if (request.signal?.aborted) throw error;
    // Not everything that can be deleted can be fetched.
    return thing;
  }
}

/** What would be deleted with a thing, as the API lists it. */
async function belonging(client: DOAPI, place: string, request: Request): Promise<Thing[]> {
  const url = `${place}/destroy_with_associated_resources`;
  const lists = await client.request<Record<string, Item[] | null>>(url, quietly(request));
  return Object.entries(lists).flatMap(([list, items]) =>
    (items ?? []).map((item) =>
      thingOf(inWords(singular(list)), `${place}#${list}/${item.id}`, item)
    )
  );
}

/** The droplets of a pool. */
async function members(client: DOAPI, place: string, request: Request): Promise<Thing[]> {
  const url = `${place}/members`;
  const all = await client.paginate<Item>(url, "droplets", quietly(request)).toArray();
  return all.map((item) =>
    thingOf("droplet", `/v2/droplets/${item.droplet_id}`, { id: item.droplet_id })
  );
}

/** What is named in the body of a request to be deleted with a thing. */
function chosen(place: string, body: unknown): Thing[] {
  return Object.entries(body ?? {}).flatMap(([list, ids]) =>
    (Array.isArray(ids) ? ids : []).map((id): Thing => ({
      kind: inWords(singular(list)),
      id: String(id),
      path: `${place}#${list}/${id}`,
    }))
  );
}

function singular(word: string): string {
  return word.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}
