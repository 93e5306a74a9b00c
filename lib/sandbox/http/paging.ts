import { type JsonText, textOfList } from "./json_text.ts";
import type { Context } from "./router.ts";
import type { Numbered, SortedList } from "../state/sorted.ts";

const DEFAULT_PER_PAGE = 20;
const MAX_PER_PAGE = 200;

/** The bottom of every list answer. */
export interface PageInfo {
  links: { pages?: Record<string, string> };
  meta: { total: number };
}

/** The span of a list that a request asks for. */
export interface PageSpan {
  page: number;
  perPage: number;
  offset: number;
}

function positive(text: string | null, otherwise: number): number {
  return text !== null && /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : otherwise;
}

/** Reads `page` and `per_page`: too large a page is cut down to 200, nonsense is left out. */
export function spanOf(query: URLSearchParams): PageSpan {
  const page = positive(query.get("page"), 1);
  const perPage = Math.min(positive(query.get("per_page"), DEFAULT_PER_PAGE), MAX_PER_PAGE);
  return { page, perPage, offset: (page - 1) * perPage };
}

/** Absolute links to the other pages, on the origin that the request came to; none on one page. */
export function pageInfo(url: URL, span: PageSpan, total: number): PageInfo {
  const last = Math.max(1, Math.ceil(total / span.perPage));
  const meta = { total };
  if (last === 1 && span.page === 1) return { links: {}, meta };
  const to = (page: number): string => {
    const query = new URLSearchParams(url.search);
    query.set("page", String(page));
    return `${url.origin}${url.pathname}?${query}`;
  };
  const pages: Record<string, string> = {};
  if (span.page > 1) {
    pages.first = to(1);
    pages.prev = to(Math.min(span.page - 1, last));
  }
  if (span.page < last) {
    pages.next = to(span.page + 1);
    pages.last = to(last);
  }
  return { links: { pages }, meta };
}

/** Takes a page out of a list. */
type Slice<T> = (offset: number, limit: number) => readonly T[];

/** A list answer over something that can be sliced. */
export function listAnswer<T>(
  c: Context,
  key: string,
  total: number,
  slice: Slice<T>,
  view: (item: T) => unknown,
): { status: number; body: unknown } {
  const span = spanOf(c.query);
  const items = slice(span.offset, span.perPage).map(view);
  return { status: 200, body: { [key]: items, ...pageInfo(c.url, span, total) } };
}

/** The same for long lists that are read often: their pages are kept until anything changes. */
export function textAnswer<T>(
  c: Context,
  key: string,
  total: number,
  slice: Slice<T>,
  textOf: (item: T) => JsonText,
): { status: number; body: JsonText } {
  const write = (): JsonText => {
    const span = spanOf(c.query);
    const items = slice(span.offset, span.perPage).map(textOf);
    return textOfList(key, items, pageInfo(c.url, span, total));
  };
  const { pages, options } = c.store;
  // What trails behind comes up by the time alone.
  const body = options.listLag > 0 ? write() : pages.of(c.url.href, write);
  return { status: 200, body };
}

/** A list answer over a list in memory. */
export function arrayAnswer<T>(
  c: Context,
  key: string,
  items: readonly T[],
  view: (item: T) => unknown,
): { status: number; body: unknown } {
  return listAnswer(c, key, items.length, (at, n) => items.slice(at, at + n), view);
}

/** A list answer over a sorted list, oldest first. */
export function sortedAnswer<T extends Numbered>(
  c: Context,
  key: string,
  list: SortedList<T>,
  view: (item: T) => unknown,
): { status: number; body: unknown } {
  return listAnswer(c, key, list.size, (at, n) => list.page(at, n), view);
}

/** The same over a sorted list, newest first. */
export function newestAnswer<T extends Numbered>(
  c: Context,
  key: string,
  list: SortedList<T>,
  textOf: (item: T) => JsonText,
): { status: number; body: JsonText } {
  return textAnswer(c, key, list.size, (at, n) => list.pageNewest(at, n), textOf);
}
