import { List } from "./list.ts";
import { inParallel } from "./parallel.ts";

/** The result of a look at the server. */
export interface PollResult<T> {
  /** The objects as they are now, in the order given; those that were not seen, as they were. */
  items: T[];
  /** How many requests it took. */
  requests: number;
  /** Why those that were not seen were not. Default: all were seen. */
  failures?: ReadonlyMap<T, unknown>;
}

/** How many objects a page of a list has, the most that the API gives. */
export const PAGE_SIZE = 200;

/** Where objects can be seen: each by itself, and many at once in a list. */
export interface Source<T> {
  /** What identifies one. */
  id: (item: T) => unknown;
  /** Fetches one. */
  one: (item: T, signal?: AbortSignal) => Promise<T>;
  /**
   * Fetches a page of the list that they are in; tells how many pages there are. Left out where
   * there is no such list.
   */
  page?: (number: number, signal?: AbortSignal) => Promise<{ items: T[]; pages: number }>;
}

/** How many objects are fetched one by one before their list is read instead. */
const FEW = 2;

/** For so many objects, one more page is read after one that had none of them. */
const PATIENCE = 10;

/** Fetches the same objects again and again, each time with few requests. */
export class Poller<T> {
  readonly #source: Source<T>;
  /** The page that the first of them was on. */
  #from = 1;

  /** @param source Where the objects are looked for. */
  constructor(source: Source<T>) {
    this.#source = source;
  }

  /**
   * Fetches objects anew: from the pages of their list as long as a page is likely to save more
   * than the one request that it costs, and what has not been seen there one by one.
   *
   * @throws What reading the list throws; that one could not be fetched is in the result.
   */
  async poll(items: readonly T[], signal?: AbortSignal): Promise<PollResult<T>> {
    const { id, one, page: read } = this.#source;
    const wanted = new Set(items.map(id));
    const seen = new Map<unknown, T>();
    let requests = 0;
    let fruitless = 0;
    for (let n = this.#from; read && wanted.size > FEW; n++) {
      const page = await read(n, signal);
      requests++;
      const found = page.items.filter((item) => wanted.delete(id(item)));
      for (const item of found) seen.set(id(item), item);
      // New objects move them to later pages, and deletions to earlier ones: see below.
      if (found.length && seen.size === found.length) this.#from = n;
      fruitless = found.length ? 0 : fruitless + 1;
      const left = page.pages - n;
      if (left <= 0 || (fruitless * PATIENCE > wanted.size && left > wanted.size)) break;
    }
    if (wanted.size > FEW) this.#from = 1;
    requests += wanted.size;
    const failures = new Map<T, unknown>();
    const found = inParallel(items, async (item) => {
      const listed = seen.get(id(item));
      if (listed !== undefined) return listed;
      const fetched = await attempt(item, () => one(item, signal), failures, signal);
      return fetched === undefined ? item : fetched;
    });
    return { items: await new List(found).toArray(), requests, failures };
  }
}

/** Does something for one object; notes it where it fails, unless that ends everything. */
export async function attempt<T, U>(
  item: T,
  work: () => Promise<U>,
  failures: Map<T, unknown>,
  signal: AbortSignal | undefined,
): Promise<U | undefined> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted) throw error;
    failures.set(item, error);
    return undefined;
  }
}
