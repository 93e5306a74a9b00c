import type { AnyCommand } from "./options.ts";
import type { Output } from "./output.ts";

/** What a command prints, as far as it is known before anything is sent. */
export interface Result {
  /** Whether it reads a list, of which a part can be chosen. */
  readonly list?: boolean;
  /** What has its fields: an operation of the API, or the path of a list. */
  readonly of?: string;
  /** The field of the answer that has the list, where there are others beside. */
  readonly key?: string;
  /** All fields, where no operation has them. */
  readonly fields?: readonly string[];
  /** The columns of a table where none are named. */
  readonly columns?: readonly string[];
  /** The default form. Default: JSON. */
  readonly output?: Output;
}

const RESULTS = new WeakMap<AnyCommand, Result>();

/** Says what a command prints. */
export function printing<T extends AnyCommand>(command: T, result: Result): T {
  RESULTS.set(command, result);
  return command;
}

/** What a command prints; empty if it was not declared. */
export function resultOf(command: AnyCommand): Result {
  return RESULTS.get(command) ?? {};
}
