import { BodyError } from "./errors/mod.ts";

/** The list to read, and how. */
export interface Listing {
  /** The URL of the first page, query string included. */
  url: string;
  /** The field of each page that holds the items. */
  key: string;
  endpoint: string;
  signal?: AbortSignal | undefined;
  /** What is being attempted, in words that follow "Cannot". */
  doing?: string | undefined;
  /** Whether every item is to be an object, so that null is none. */
  objects?: boolean | undefined;
  /** How many items are wanted. */
  limit?: number | undefined;
  /** Whether pages are fetched before they are needed. */
  ahead?: boolean | undefined;
}

/** A page of a list. Its links are judged when they are followed. */
export interface Page {
  items: unknown[];
  /** How many items the whole list has, or `null` where the API does not say. */
  total: number | null;
  /** The link to the next page as it came, or `null` on the last one. */
  next: string | null;
  /** The link to the last page as it came, or `null` where there is none. */
  last: string | null;
}

/**
 * Reads a page that has been fetched. That of a collection without anything in it may have `null`
 * or nothing in the place of its list.
 *
 * @throws {BodyError} If it is not an object with a list under the key, or a list of objects has
 * null in it.
 */
export function readPage(body: unknown, url: string, list: Listing): Page {
  const { key, objects = false } = list;
  const { links, meta, ...rest } = isRecord(body) ? body : {};
  const pages = isRecord(links) && isRecord(links.pages) ? links.pages : {};
  const total = isRecord(meta) && Number.isInteger(meta.total) ? meta.total as number : null;
  const page: Page = { items: [], total, next: link(pages.next), last: link(pages.last) };
  const items = isRecord(body) && Object.hasOwn(body, key) ? body[key] : undefined;
  if (Array.isArray(items)) page.items = items;
  else if (items === undefined) {
    const nothingElse = isRecord(body) && !objects && Object.keys(rest).length === 0;
    if (!isEmpty(page, nothingElse)) {
      throw broken(list, url, `the response body has no key ${JSON.stringify(key)}`);
    }
  } else if (items !== null || !isEmpty(page, true)) {
    throw broken(list, url, `${JSON.stringify(key)} in the response body is not a list`);
  }
  if (objects && page.items.includes(null)) {
    throw broken(list, url, `the list ${JSON.stringify(key)} in the response body has null in it`);
  }
  return page;
}

/** Whether a page without a list is that of an empty collection. */
function isEmpty({ total, next }: Page, unlessSaid: boolean): boolean {
  return total === null ? unlessSaid && next === null : total === 0;
}

function link(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/**
 * Resolves a link of a page: on the endpoint's own origin, whatever it says, since a gateway may
 * pass the API's answers on as they are, or not know its own name.
 *
 * @param from The URL of the page.
 * @returns The URL, or `null` if the link is none.
 */
export function resolveLink(link: string, from: string, endpoint: string): string | null {
  if (!URL.canParse(link, from)) return null;
  const target = new URL(link, from);
  if (!/^https?:$/.test(target.protocol)) return null;
  const here = new URL(from);
  const base = new URL(endpoint);
  const folder = base.pathname.replace(/\/+$/, "");
  const isInside = ({ origin, pathname }: URL) =>
    origin === base.origin && pathname.startsWith(`${folder}/`);
  const path = isInside(here) && !target.pathname.startsWith(`${folder}/`)
    ? folder + target.pathname
    : target.pathname;
  return here.origin + path + target.search;
}

/** Which page of its list a URL or a link is. */
export function pageNumber(url: string): number {
  return Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1);
}

/** The pages that follow one, where its links are of the plain page-number kind. */
export interface Plan {
  /** The number of the next page. */
  from: number;
  /** The number of the last page that is known of; less than `from` where none is. */
  to: number;
  /** The URL of a page. */
  url(n: number): string;
}

/** Plans the pages that can be asked for ahead; `null` where the links are of another kind. */
export function planPages(page: Page, url: string, list: Listing): Plan | null {
  const next = page.next && resolveLink(page.next, url, list.endpoint);
  if (!next) return null;
  const from = pageNumber(next);
  const plain = filters(url);
  if (from !== pageNumber(url) + 1 || filters(next) !== plain) return null;
  const last = page.last && resolveLink(page.last, url, list.endpoint);
  return {
    from,
    to: last && filters(last) === plain ? pageNumber(last) : 0,
    url(n) {
      const target = new URL(next);
      target.searchParams.set("page", String(n));
      return target.href;
    },
  };
}

/** Everything of a URL but the number of the page. */
function filters(url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete("page");
  searchParams.sort();
  return `${pathname}?${searchParams}`;
}

/** The error of a page that cannot be used. */
export function broken({ doing }: Listing, url: string, problem: string): BodyError {
  return new BodyError({ method: "GET", url, attempts: 1, doing }, 200, problem);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
