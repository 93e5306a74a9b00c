import { fieldAt } from "../../../lib/core/field_at.ts";
import { pluralOf } from "../../../lib/api/words.ts";
import { Collection, WaitError, type WaitOptions } from "../../../mod.ts";
import type { Kind } from "../../../lib/kinds/kind.ts";
import type { Context } from "../../context.ts";
import type { WaitTimes } from "../../args/options.ts";
import { type Ending, endOf, toTheEnd, type Wait } from "../wait.ts";
import { watch } from "../watch.ts";
import { called, idIn, type Item, type KindArea, ofLibrary, type Opened } from "./area.ts";

/** Yields things of a kind as they get ready, or have failed. */
export async function* ready(
  ctx: Context,
  area: KindArea,
  { client, parents }: Opened,
  options: WaitTimes,
  items: readonly Item[],
): Ending<Item> {
  const { kind, row, load = ofLibrary } = area;
  const { line, seen, late, times } = watch<Item>(ctx, options, pluralOf(kind));
  const own = (name: string) => name === kind ? Promise.resolve(row) : load(name);
  const collection = new Collection<Kind>(client, kind, own, parents);
  const state = (item: Item) => String(fieldAt(item, row.ready?.field ?? ""));
  const wait: Wait<Item> = {
    id: (item) => idIn(item, row),
    unknown: (left) => `not known to be ready: ${left.map((one) => called(one, area)).join(", ")}`,
    line,
    seen,
  };
  // The type of a generic row tells only that there are fields.
  const all = lateToo(collection.waitEach(items as never[], times as WaitOptions<unknown>));
  const [ends, failure] = yield* toTheEnd(ctx, items, all, wait);
  if (failure !== null) return failure;
  const words = (some: Item[]) => some.map((one) => `${called(one, area)} is ${state(one)}`);
  const { failed: bad = [], to = [] } = row.ready ?? {};
  const failed = words(ends.filter((item) => bad.includes(state(item))));
  const waiting = ends.filter((item) => ![...bad, ...to].includes(state(item)));
  return await endOf(
    ctx,
    failed.length ? `failed: ${failed.join(", ")}` : null,
    late("not ready", words(waiting)),
  );
}

/** Yields what a wait yields and, where it ends early, the rest as last seen. */
async function* lateToo(wait: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  try {
    yield* wait;
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    yield* error.remaining as Item[];
  }
}
