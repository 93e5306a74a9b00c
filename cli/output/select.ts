/** The part of a list that the options ask for, in the order that they ask for. */

import type { Filter, Sort } from "../args/selection.ts";
import { isIterable } from "./lines.ts";
import { isObject, numberText, pick, plainOf, textOf } from "./plain.ts";

/** The part of a list to print. */
export interface Selection {
  readonly filters: readonly Filter[];
  readonly sort: Sort | undefined;
  readonly limit: number | undefined;
}

/** Whether a selection takes everything as it comes. */
export function takesAll({ filters, sort, limit }: Selection): boolean {
  return filters.length === 0 && !sort && limit === undefined;
}

/** Yields what is selected of a list and, where it has lists, of each of them. */
export async function* selected(
  selection: Selection,
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<unknown, void> {
  const { limit = Infinity, sort } = selection;
  let count = 0;
  const list = sort ? await sorted(selection, sort, items) : matching(selection, items);
  for await (const item of list) {
    yield item;
    if (!isIterable(item) && ++count >= limit) return;
  }
}

async function* matching(
  selection: Selection,
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<unknown, void> {
  for await (const item of items) {
    if (isIterable(item)) yield await Array.fromAsync(selected(selection, item));
    else if (await matches(selection.filters, item)) yield item;
  }
}

async function sorted(
  selection: Selection,
  { field, down }: Sort,
  items: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<unknown[]> {
  const keyed: { item: unknown; key: unknown }[] = [];
  for await (const item of matching(selection, items)) {
    const key = isIterable(item) ? null : named(pick(item, await plainOf(item), field));
    keyed.push({ item, key });
  }
  const order = down ? -1 : 1;
  return keyed.sort(({ key: a }, { key: b }) => {
    const [noA, noB] = [isNothing(a), isNothing(b)];
    // Items without a value come last in both orders.
    return noA || noB ? Number(noA) - Number(noB) : order * compare(a, b);
  }).map(({ item }) => item);
}

async function matches(filters: readonly Filter[], item: unknown): Promise<boolean> {
  if (filters.length === 0) return true;
  const plain = await plainOf(item);
  return filters.every((filter) => meets(filter, named(pick(item, plain, filter.field))));
}

/** What names an object, as people compare it: the region nyc3; anything else is itself. */
function named(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map(named);
  return [value.slug, value.name, value.id].find((one) => !isNothing(one)) ?? value;
}

/** Whether a value meets a condition; of a list, one of its items has to. */
function meets(filter: Filter, value: unknown): boolean {
  const { operator, pattern } = filter;
  if (operator === "!=") return !hasText(value, (text) => pattern?.test(text) ?? false);
  if (operator === "=" || operator === "~") {
    return hasText(value, (text) => pattern?.test(text) ?? false);
  }
  if (isNothing(value)) return false;
  const steps = compare(value, filter.value);
  switch (operator) {
    case "<":
      return steps < 0;
    case "<=":
      return steps <= 0;
    case ">":
      return steps > 0;
    case ">=":
      return steps >= 0;
  }
}

function hasText(value: unknown, test: (text: string) => boolean): boolean {
  if (Array.isArray(value) && value.length > 0) return value.some((item) => test(textOf(item)));
  return test(textOf(value));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** Compares numbers, also in text, by size; anything else by its text. */
function compare(a: unknown, b: unknown): number {
  const [x, y] = [a, b].map((value) => numberText(value) ?? textOf(value)) as [string, string];
  const [m, n] = [x, y].map((text) => text.trim() === "" ? NaN : Number(text)) as [number, number];
  if (!Number.isNaN(m) && !Number.isNaN(n)) return m - n || (m === n ? exactly(x, y) : 0);
  return x < y ? -1 : Number(x > y);
}

/** Integers beyond 2^53 may be equal as numbers and differ as text. */
function exactly(x: string, y: string): number {
  if (!/^-?\d+$/.test(x) || !/^-?\d+$/.test(y)) return 0;
  const difference = BigInt(x) - BigInt(y);
  return difference < 0n ? -1 : Number(difference > 0n);
}
