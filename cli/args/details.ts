import type { AnyCommand } from "./options.ts";

/** What the help of a command lists beside its options, such as the fields of its argument. */
export interface Details {
  /** What stands above the list. */
  title: string;
  rows: readonly (readonly [term: string, text: string])[];
}

const DETAILS = new WeakMap<AnyCommand, Details>();

/** Gives the help of a command a further list. */
export function detailed<T extends AnyCommand>(command: T, details: Details): T {
  DETAILS.set(command, details);
  return command;
}

/** The further list of a command's help, if it has one. */
export function detailsOf(command: AnyCommand): Details | undefined {
  return DETAILS.get(command);
}
