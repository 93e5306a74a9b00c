import { List } from "../../mod.ts";

/** The items of a list as plain JSON, many at a time; of anything else, one at a time. */
export async function* chunksOf(
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<readonly unknown[], void> {
  if (items instanceof List) return yield* items.plain().chunks();
  for await (const item of items) yield [item];
}
