/** How the groups of doctl and doapi are put side by side. */

/** The verbs that most groups of doctl have. */
export const VERBS: Readonly<Record<string, string>> = {
  create: "new",
  get: "show",
  list: "show",
  update: "update",
  delete: "delete",
};

/** All of them. */
export const WHOLE = "create get list update delete";
/** Those of what is not changed once it is made. */
export const FIXED = "create get list delete";

/**
 * A group of doctl, the group of doapi for it, and which of {@linkcode VERBS} it has. Further
 * commands follow, with the whole command of doapi.
 */
export type Group = readonly [
  doctl: string,
  doapi: string,
  verbs: string,
  more?: Readonly<Record<string, string | null>>,
];

/** Commands of doctl that have no counterpart. */
export function none(...commands: string[]): Record<string, null> {
  return Object.fromEntries(commands.map((command) => [command, null]));
}
