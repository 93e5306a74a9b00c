/** Ids as they are written: of one beyond 2^53, a number would be another id. */

import type { Resource } from "../../mod.ts";

/** What no two resources of a kind have in common. */
export function idOf(resource: Resource): number | bigint {
  return resource.exact("id") as number | bigint;
}

/** The id that digits stand for. */
export function idFrom(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}
