import type { Operation, Schema } from "../../../lib/api/facts.ts";
import type { DOAPI, ListOptions, RequestOptions } from "../../../mod.ts";
import { ExitError } from "../../errors.ts";

/** What lists have beside their items. */
const ENVELOPE = ["links", "meta", "pagination", "object"];

/** How to read an operation's answer: by pages of some kind, or whole. */
export type Paging = "links" | "numbers" | "cursor" | "whole";

/** Decides how to read an operation's answer. */
export async function pagingOf({ id, list, params = [] }: Operation): Promise<Paging> {
  if (!list) return "whole";
  const has = (name: string) => params.some((param) => param.name === name);
  if (has("after")) return "cursor";
  const { ANSWERS, ANSWER_SCHEMAS } = await import("../../../lib/api/answers.ts");
  const { SCHEMAS } = await import("../../../lib/api/operations.ts");
  const answer: Schema = ANSWERS[id] ?? {};
  const { fields = {} } = answer.ref
    ? ANSWER_SCHEMAS[answer.ref] ?? SCHEMAS[answer.ref] ?? {}
    : answer;
  if (Object.hasOwn(fields, "links")) return "links";
  if (has("page")) return "numbers";
  const others = Object.keys(fields).filter((name) => name !== list.key);
  return others.every((name) => ENVELOPE.includes(name)) ? "links" : "whole";
}

/** A request for a list. */
interface ListRequest extends RequestOptions, ListOptions {
  url: string;
  key: string;
  params: Record<string, unknown>;
}

/** Yields the items of a list of any paging. */
export function itemsOf(
  client: DOAPI,
  { params = [] }: Operation,
  paging: Paging,
  request: ListRequest,
): AsyncIterable<unknown> {
  const { url, key, headers: _, params: query, ...options } = request;
  const size = params.find(({ name }) => name === "per_page" || name === "limit");
  const { maximum = Infinity } = size ?? {};
  // Some lists have no parameter for the page size.
  const first = { [size?.name ?? "per_page"]: size && Math.min(client.perPage ?? 200, maximum) };
  const sized = { ...request, params: { ...first, ...query } };
  if (paging === "cursor") return byCursor(client, sized);
  if (paging === "numbers") return byNumber(client, sized);
  return client.paginate(url, key, { ...options, params: sized.params });
}

/** Pages without links: up to one that is empty, or the same as the one before. */
async function* byNumber(client: DOAPI, { url, key, params, ...options }: ListRequest) {
  let before = "";
  for (let page = 1;; page++) {
    const answer = await client.request(url, { ...options, params: { ...params, page } });
    const items = listIn(answer, key);
    const text = JSON.stringify(items);
    if (items.length === 0 || text === before) return;
    yield* items;
    before = text;
  }
}

/** Pages that name the last of their items, after which the next one begins. */
async function* byCursor(client: DOAPI, { url, key, params, ...options }: ListRequest) {
  let query = params;
  for (;;) {
    const page = await client.request<Page>(url, { ...options, params: query });
    yield* listIn(page, key);
    const { has_more, last_id } = page;
    if (has_more !== true || typeof last_id !== "string" || last_id === query.after) return;
    query = { ...query, after: last_id };
  }
}

type Page = Readonly<Record<string, unknown>>;

/** The list in an answer; an empty one may be null or missing. */
export function listIn(answer: unknown, key: string): unknown[] {
  const page: Page = typeof answer === "object" && answer !== null ? answer as Page : { answer };
  const items = page[key];
  if (Array.isArray(items)) return items;
  const isBare = Object.keys(page).every((name) => ENVELOPE.includes(name));
  if (items === null || items === undefined && isBare) return [];
  throw new ExitError(`The answer has no list ${JSON.stringify(key)}`);
}
