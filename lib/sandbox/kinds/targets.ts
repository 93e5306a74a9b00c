import { unprocessable } from "../http/errors.ts";
import type { Json } from "../state/json.ts";
import type { DropletRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";

/** A field as a list, which is empty where it is none. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return listOf(value).map(String);
}

/** The numbers of a list; digits in a text are one. */
export function numbersOf(value: unknown): number[] {
  return listOf(value).map(Number);
}

/**
 * The droplets of these ids, each once.
 *
 * @throws {ApiError} 422 if one of them is not there.
 */
export function dropletsFor(store: Store, ids: readonly number[]): DropletRecord[] {
  return [...new Set(ids)].map((id) => {
    const droplet = store.droplets.find(id);
    if (droplet === undefined) throw unprocessable(`droplet ${id} could not be found`);
    return droplet;
  });
}
