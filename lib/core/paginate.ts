import { BodyError, OriginError } from "./errors.ts";

/** Fetches one page; the caller adds the token, the retries and the decoding. */
export type FetchPage = (url: string, signal: AbortSignal) => Promise<unknown>;

/** Where the API's own links lead. */
const OFFICIAL = "https://api.digitalocean.com";

/** How many pages are fetched ahead of the consumer, so that memory stays flat on long lists. */
const AHEAD = 6;

/** What a list walks through. */
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
}

interface Page {
  items: unknown[];
  next: string | null;
  last: string | null;
}

/**
 * Yields the items of all pages in order. Once the first page tells how many there are, and the
 * consumer has asked for more than one item, the others are fetched in parallel.
 *
 * @throws {BodyError} If a page is not an object with a list under `key`.
 * @throws {OriginError} If a page's link leads to another origin. What fetching a page throws is
 * passed on: the list is never shortened without an error.
 */
export async function* paginate(
  list: Listing,
  fetchPage: FetchPage,
): AsyncGenerator<unknown, void> {
  const abort = new AbortController();
  const forward = () => abort.abort(list.signal?.reason);
  if (list.signal?.aborted) forward();
  list.signal?.addEventListener("abort", forward, { once: true });
  const seen = new Set<string>();
  const load = async (url: string) => {
    if (seen.has(url)) throw broken(list, url, "a page before it names it as the next one again");
    seen.add(url);
    return readPage(await fetchPage(url, abort.signal), url, list);
  };
  try {
    let url = list.url;
    let page = await load(url);
    for (;;) {
      const ahead = new Map<number, Promise<Page>>();
      const plan = planPages(url, page);
      let number = plan ? plan.from : 0;
      const fill = () => {
        while (plan && number <= plan.to && ahead.size < AHEAD) {
          const loading = load(plan.url(number));
          // A page that fails before its turn is reported when its turn comes.
          loading.catch(() => {});
          ahead.set(number++, loading);
        }
      };
      let started = false;
      for (const item of page.items) {
        yield item;
        if (!started) fill();
        started = true;
      }
      if (!plan) {
        if (page.next === null) return;
        page = await load(url = page.next);
        continue;
      }
      for (let n = plan.from; n <= plan.to && page.next !== null; n++) {
        fill();
        page = await ahead.get(n)!;
        ahead.delete(n);
        fill();
        url = plan.url(n);
        yield* page.items;
      }
      if (page.next === null) return;
      // The list has grown while it was read: go on where the plan ended.
      page = await load(url = page.next);
    }
  } finally {
    list.signal?.removeEventListener("abort", forward);
    abort.abort(new DOMException("The list is not read any further", "AbortError"));
  }
}

/**
 * Reads a page that has been fetched.
 *
 * @throws {BodyError} If it is not an object with a list under the key, or a list of objects has
 * null in it.
 * @throws {OriginError} If a link leads to another origin.
 */
export function readPage(body: unknown, url: string, list: Listing): Page {
  const { key, objects } = list;
  const items = isRecord(body) && Object.hasOwn(body, key) ? body[key] : undefined;
  if (items === undefined) {
    throw broken(list, url, `the response body has no key ${JSON.stringify(key)}`);
  }
  if (!Array.isArray(items)) {
    throw broken(list, url, `${JSON.stringify(key)} in the response body is not a list`);
  }
  if (objects && items.includes(null)) {
    throw broken(list, url, `the list ${JSON.stringify(key)} in the response body has null in it`);
  }
  const links = isRecord(body) && isRecord(body.links) ? body.links : {};
  const pages = isRecord(links.pages) ? links.pages : {};
  return { items, next: link(pages.next, url, list), last: link(pages.last, url, list) };
}

function link(value: unknown, from: string, list: Listing): string | null {
  if (typeof value !== "string" || value === "") return null;
  if (!URL.canParse(value, from)) {
    throw broken(list, from, `it links to ${JSON.stringify(value)}, which is no URL`);
  }
  let target = new URL(value, from);
  // A gateway that passes the API's answers on as they are: it is to be asked for the rest, too.
  if (target.origin === OFFICIAL) target = new URL(list.endpoint + target.pathname + target.search);
  if (target.origin !== new URL(from).origin) {
    throw new OriginError("The next page", target.href, list.endpoint);
  }
  return target.href;
}

function broken({ doing }: Listing, url: string, problem: string): BodyError {
  return new BodyError({ method: "GET", url, attempts: 1, doing }, 200, problem);
}

/** Which page of its list a URL is. */
export function pageNumber(url: URL | string): number {
  return Number(new URL(url).searchParams.get("page") ?? 1);
}

/** The pages that can be asked for ahead, where the links are of the plain page-number kind. */
function planPages(url: string, page: Page) {
  if (page.next === null || page.last === null) return null;
  const here = new URL(url);
  const next = new URL(page.next);
  const last = new URL(page.last);
  const rest = (u: URL) => {
    const params = new URLSearchParams(u.search);
    params.delete("page");
    params.sort();
    return `${u.pathname}?${params}`;
  };
  const from = pageNumber(next);
  const to = pageNumber(last);
  const plain = Number.isInteger(from) && Number.isInteger(to) && from === pageNumber(here) + 1 &&
    to >= from && rest(next) === rest(here) && rest(last) === rest(here);
  if (!plain) return null;
  return {
    from,
    to,
    url(n: number) {
      const target = new URL(next);
      target.searchParams.set("page", String(n));
      return target.href;
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
