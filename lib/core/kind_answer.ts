import type { Kind } from "../kinds/kind.ts";

/** The verbs that answer with one of a kind. */
export type AnsweringVerb = "get" | "create" | "update";

/**
 * The option of a request that takes one of a kind out of the answer.
 *
 * @returns Nothing where the answer is the object itself, or has no body.
 */
export function wrapped(row: Kind, verb: AnsweringVerb = "get"): { key?: string } {
  if (isSilent(row, verb)) return {};
  const key = verb === "create" && row.created !== undefined ? row.created : row.one;
  return key === null ? {} : { key };
}

/** Whether the answer to a verb has no body. */
export function isSilent({ silent }: Kind, verb: AnsweringVerb): boolean {
  return verb !== "get" && silent !== undefined && silent.includes(verb);
}
