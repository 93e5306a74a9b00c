import { pageNumber, readPage } from "./page.ts";
import { PAGE_SIZE, Poller } from "./poller.ts";
import type { Requester } from "./requester.ts";
import type { WaitTarget } from "./wait.ts";

/** Objects that can be fetched one by one and as a list. */
export interface Polled<T> {
  /** The path of the list. */
  path: string;
  /** The field of a page that has the items. */
  key: string;
  /** What is being attempted, in words that follow "Cannot". */
  doing: string;
  /** What identifies an object. */
  id: (item: T) => unknown;
  /** Makes an object of an item of the list. */
  build: (data: object) => T;
  /** Fetches one. */
  one: (item: T, signal: AbortSignal | undefined) => Promise<T>;
}

/** Looks at objects of a list time after time, each time with few requests. */
export function poller<T>(client: Requester, polled: Polled<T>): WaitTarget<T>["poll"] {
  const { path, key, doing, id, build, one } = polled;
  const poller = new Poller<T>({
    id,
    one,
    page: async (number, signal) => {
      const params = new URLSearchParams({ per_page: String(PAGE_SIZE) });
      if (number > 1) params.set("page", String(number));
      const url = `${client.endpoint}${path}?${params}`;
      const body = await client.request(url, { signal, doing });
      const list = { url, key, endpoint: client.endpoint, doing, objects: true };
      const page = readPage(body, url, list);
      const pages = page.next === null ? number : pageNumber(page.last ?? page.next);
      return { items: page.items.map((data) => build(data as object)), pages };
    },
  });
  return (items, signal) => poller.poll(items, signal);
}
