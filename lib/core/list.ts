/**
 * A list that is fetched while it is read: an async iterable, with two shortcuts. It can be read
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
  readonly #plain: List<unknown> | undefined;

  /**
   * Wraps a generator; nothing is sent before the first item is read.
   *
   * @param plain The list that this one makes resources of.
   */
  constructor(items: AsyncGenerator<T, void, void>, plain?: List<unknown>) {
    this.#items = items;
    this.#plain = plain;
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

  /** Makes a list of what a function makes of each item; it ends with this one. */
  map<U>(build: (item: T) => U): List<U> {
    return new List(mapped(this, build));
  }

  /** Makes a list of the resources that a function builds of each item, which is its JSON. */
  build<U>(build: (item: T) => U): List<U> {
    return new List(mapped(this, build), this);
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
    return this.#plain ?? this;
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
