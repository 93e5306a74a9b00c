import type { DOAPI, List } from "../../mod.ts";

/** A list whose first page tells how many pages follow. */
export interface Measured<T> {
  /** How many pages there are beside the first. */
  rest: () => Promise<number>;
  /** Everything in it. */
  all: () => Promise<T[]>;
}

/**
 * Reads a list in two steps: the first page, and the rest if it is wanted.
 *
 * @param open Begins the list, with the client that it is passed.
 */
export function measured<T>(client: DOAPI, open: (client: DOAPI) => List<T>): Measured<T> {
  let begun: ReturnType<typeof begin> | undefined;
  async function begin() {
    let list: List<T> | undefined;
    // One item is all that the first page is read for.
    const { data: first, meta } = await client.withResponse((view) => (list = open(view)).next());
    const pages = Math.ceil(Number(meta?.total ?? 0) / (client.perPage ?? 20));
    return { list: list as List<T>, first, rest: Math.max(pages - 1, 0) };
  }
  return {
    rest: async () => (await (begun ??= begin())).rest,
    async all() {
      const { list, first } = await (begun ??= begin());
      return first.done ? [] : [first.value, ...await Array.fromAsync(list)];
    },
  };
}
