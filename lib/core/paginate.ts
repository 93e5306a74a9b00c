import { counted } from "../api/words.ts";
import {
  broken,
  type Listing,
  type Page,
  pageNumber,
  type Plan,
  planPages,
  readPage,
  resolveLink,
} from "./page.ts";
import { Seen } from "./seen.ts";
import { joinSignals } from "./signals.ts";

/** Fetches one page; the caller adds the token, the retries and the decoding. */
export type FetchPage = (url: string, signal: AbortSignal) => Promise<unknown>;

/** How many pages are fetched ahead of the consumer, so that memory stays flat on long lists. */
const AHEAD = 6;

/** How often a list that changes is read again from an earlier page before it gets any further. */
const PATIENCE = 10;

/** The facts about a page that are kept after its items. */
interface Read {
  url: string;
  /** When it was asked for, and when it came: what happens is counted. */
  asked: number;
  came: number;
  total: number | null;
  /** How many items it has. */
  count: number;
}

/** A page that has been fetched. */
type Fetched = Read & Page;

/** The new items of a page. */
export interface PageOfItems {
  items: unknown[];
  /** Begins to fetch the pages after it; without this, they are fetched when they are asked for. */
  prefetch: () => void;
}

/**
 * Yields the items of all pages in order, each once. Once the first page tells how many there are,
 * and the consumer has asked for more than one item, the others are fetched in parallel.
 *
 * @throws What {@linkcode paginatePages} throws.
 */
export async function* paginate(
  list: Listing,
  fetchPage: FetchPage,
): AsyncGenerator<unknown, void> {
  for await (const { items, prefetch } of paginatePages(list, fetchPage)) {
    let isFirst = true;
    for (const item of items) {
      yield item;
      // One item may be all that is wanted.
      if (isFirst) prefetch();
      isFirst = false;
    }
  }
}

/**
 * Yields all pages of a list in order, as far as they have items that were not there before.
 *
 * Where the list changes while it is read, items move from one page to another. That a page does not
 * follow the one before it shows in another total, unless it has an item that was there before: then
 * all before that one have been seen, too. Otherwise, the page before it is read again, and the one
 * before that, until one is joined to what was seen.
 *
 * @throws {BodyError} If a page is not an object with a list under `key`, a link is not a URL or leads
 * back, the list ends too soon, or it changes all the time. What fetching a page throws is passed
 * on: the list is never shortened without an error.
 */
export async function* paginatePages(
  list: Listing,
  fetchPage: FetchPage,
): AsyncGenerator<PageOfItems, void> {
  const stop = new AbortController();
  const { signal, release } = joinSignals([list.signal, stop.signal]);
  const seen = new Seen();
  const ahead = new Map<number, Promise<Fetched>>();
  /** The pages that are joined to each other, from the first on. */
  const read: Read[] = [];
  /** The pages that were left to read an earlier one again, the latest last. */
  const left: Fetched[] = [];
  let events = 0;
  let wanted = list.limit ?? Infinity;
  let changed = false;

  const load = async (url: string): Promise<Fetched> => {
    const asked = events++;
    const page = readPage(await fetchPage(url, signal), url, list);
    return { url, asked, came: events++, count: page.items.length, ...page };
  };
  const fill = (plan: Plan | null) => {
    // What was left is there already.
    if (plan === null || left.length > 0 || list.ahead === false) return;
    const last = Math.min(plan.to, lastWanted(list, read[0]?.count ?? 1));
    for (let n = plan.from; n <= last && ahead.size < AHEAD; n++) {
      if (ahead.has(n)) continue;
      const loading = load(plan.url(n));
      // A page that fails before its turn is reported when its turn comes.
      loading.catch(() => {});
      ahead.set(n, loading);
    }
  };
  const isJoined = (page: Fetched) => {
    const before = read.at(-1);
    if (!before || before.total === null || page.total === null) return true;
    if (before.total === page.total) return true;
    changed = true;
    return seen.hasAny(page.items);
  };

  try {
    let page = await load(list.url);
    let furthest = 0;
    let detours = 0;
    let forward = true;
    for (;;) {
      const before = read.at(-1);
      if (!isJoined(page)) {
        if (before && page.asked < before.came) {
          // It was fetched ahead, or before the other was read again, and may be older.
          page = await load(page.url);
          continue;
        }
        if (forward && ++detours > PATIENCE) {
          throw broken(list, page.url, `the list has changed each time that it was read again`);
        }
        forward = false;
        left.push(page);
        page = await load((read.pop() as Read).url);
        continue;
      }
      forward = true;
      const { asked, came, total, count } = page;
      read.push({ url: page.url, asked, came, total, count });
      if (read.length > furthest) {
        furthest = read.length;
        detours = 0;
      }
      const plan = planPages(page, page.url, list);
      if (read.length > 1) fill(plan);
      const items = seen.add(page.items, changed).slice(0, wanted);
      wanted -= items.length;
      if (items.length > 0) yield { items, prefetch: () => fill(plan) };
      if (wanted <= 0) return;
      if (page.next === null) return checkEnd(read, list);
      const url = plan?.url(plan.from) ?? resolveLink(page.next, page.url, list.endpoint);
      if (url === null) {
        const link = JSON.stringify(page.next);
        throw broken(list, page.url, `it links to ${link}, which is not the URL of a page`);
      }
      if (read.some((other) => other.url === url)) {
        throw broken(list, url, "a page before it names it as the next one again");
      }
      const again = left.pop();
      if (again?.url === url) page = again;
      else {
        left.length = 0;
        fill(plan);
        const number = plan?.from ?? 0;
        page = await (ahead.get(number) ?? load(url));
        ahead.delete(number);
      }
    }
  } finally {
    release();
    stop.abort(new DOMException("The list is not read any further", "AbortError"));
  }
}

/** The number of the last page that has to be read, where pages have so many items. */
function lastWanted({ url, limit = Infinity }: Listing, count: number): number {
  return pageNumber(url) - 1 + Math.ceil(limit / Math.max(count, 1));
}

/**
 * Checks that a list which ends has as many items as it says.
 *
 * @throws {BodyError} If it has less.
 */
function checkEnd(read: readonly Read[], list: Listing): void {
  const total = read.reduce((least, { total }) => Math.min(least, total ?? 0), Infinity);
  const count = read.reduce((sum, { count }) => sum + count, 0);
  const { url = list.url } = read.at(-1) ?? {};
  if (count >= total || pageNumber(list.url) > 1) return;
  throw broken(list, url, `the list ends after ${count} of ${counted(total, "item")}`);
}
