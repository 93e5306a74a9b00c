import type { AnyCommand } from "./options.ts";

/** Says what else a line lacks, by the names of the options that it has: a sentence for each. */
type Needs = (given: readonly string[]) => readonly string[] | Promise<readonly string[]>;

const NEEDS = new WeakMap<AnyCommand, Needs>();

/** Says what a command needs beside what its declaration requires, such as fields of the API. */
export function needing<T extends AnyCommand>(command: T, needs: Needs): T {
  NEEDS.set(command, needs);
  return command;
}

/** What a line lacks beside what the command's declaration requires. */
export async function alsoMissing(
  command: AnyCommand,
  given: readonly string[],
): Promise<readonly string[]> {
  return await NEEDS.get(command)?.(given) ?? [];
}

/** What a command needs and a line does not have: a sentence for each option and argument. */
export function missing(
  command: AnyCommand,
  given: readonly string[],
  args: readonly string[],
): string[] {
  const options = command.getOptions().filter(({ name, required }) =>
    required && !given.includes(name)
  );
  const needed = command.getArguments().filter(({ optional }) => !optional);
  return [
    ...options.map(({ name }) => `Missing required option "--${name}".`),
    ...needed.slice(args.length).map(({ name }) => `Missing argument "${name}".`),
  ];
}
