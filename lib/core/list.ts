/** Further ways to read a list. */
export interface ListVariants<T> {
  /** The list of JSON that this one builds resources from. */
  plain?: List<unknown>;
  /** Reads the list from its beginning, many items at a time. */
  chunks?: () => AsyncGenerator<T[], void, void>;
}

/**
 * A list that is fetched while it is read: an async iterable, with shortcuts. It can be read
 * once.
 *
 * @typeParam T What the list has.
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const regions = await doapi.list("GET /v2/regions", "regions").toArray();
 * const region = await doapi.list("GET /v2/regions", "regions").first();
 * console.log(regions.length > 1, region?.slug === regions[0]?.slug); // true true
 * ```
 */
export class List<T> implements AsyncGenerator<T, void, void> {
  readonly #items: AsyncGenerator<T, void, void>;
  readonly #other: ListVariants<T>;

  /**
   * Wraps a generator; nothing is sent before the first item is read.
   *
   * @param other Other ways to read the same list.
   */
  constructor(items: AsyncGenerator<T, void, void>, other: ListVariants<T> = {}) {
    this.#items = items;
    this.#other = other;
  }

  /** Reads the next item. */
  next(): Promise<IteratorResult<T, void>> {
    return this.#items.next();
  }

  /** Ends the list early; what is under way is cancelled. */
  return(): Promise<IteratorResult<T, void>> {
    return this.#items.return();
  }

  /** Ends the list with an error. */
  throw(error: unknown): Promise<IteratorResult<T, void>> {
    return this.#items.throw(error);
  }

  /** The list itself. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Ends the list at the end of an `await using` block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Returns a list of what a function returns for each item; it ends with this one. */
  map<U>(build: (item: T) => U): List<U> {
    return this.#mapped(build);
  }

  /** Returns a list of the resources that a function builds from the JSON of each item. */
  build<U>(build: (item: T) => U): List<U> {
    return this.#mapped(build, this);
  }

  #mapped<U>(build: (item: T) => U, plain?: List<unknown>): List<U> {
    const { chunks } = this.#other;
    const mapChunk = (chunk: T[]) => chunk.map(build);
    return new List(mapped(this, build), {
      ...(plain ? { plain } : {}),
      ...(chunks ? { chunks: () => mapped(chunks(), mapChunk) } : {}),
    });
  }

  /**
   * The same list as plain objects, as the API has sent them: quicker, where nothing needs the
   * methods of resources. Only one of the two can be read.
   *
   * @example
   * ```ts
   * import { DOAPI } from "@doapi/doapi";
   * import { createSandbox } from "@doapi/doapi/sandbox";
   *
   * const doapi = new DOAPI("a-token", { fetch: createSandbox({ seed: { droplets: 2 } }).fetch });
   * const droplets = await doapi.fetchAllDroplets().plain().toArray();
   * console.log(JSON.stringify(droplets).includes('"locked":false')); // true
   * ```
   */
  plain(): List<unknown> {
    return this.#other.plain ?? this;
  }

  /**
   * The same list in pieces: the first item, then as many as are there at once. It takes less time
   * than item by item. Only one of the two can be read.
   *
   * @example
   * ```ts
   * import { DOAPI } from "@doapi/doapi";
   * import { createSandbox } from "@doapi/doapi/sandbox";
   *
   * const sandbox = createSandbox({ seed: { droplets: 3 } });
   * const doapi = new DOAPI("a-token", { fetch: sandbox.fetch, perPage: 2 });
   * const droplets = doapi.fetchAllDroplets();
   * for await (const { length } of droplets.chunks()) console.log(length); // 1, then 1, then 1
   * ```
   */
  chunks(): AsyncGenerator<T[], void, void> {
    return this.#other.chunks?.() ?? mapped(this.#items, (item) => [item]);
  }

  /** Reads all items that are left. */
  async toArray(): Promise<T[]> {
    const items: T[] = [];
    for await (const item of this) items.push(item);
    return items;
  }

  /** Reads one item, `undefined` where there is none, and ends the list. */
  async first(): Promise<T | undefined> {
    for await (const item of this) return item;
    return undefined;
  }
}

async function* mapped<T, U>(
  items: AsyncIterable<T>,
  build: (item: T) => U,
): AsyncGenerator<U, void, void> {
  for await (const item of items) yield build(item);
}
