import type { AnyCommand } from "./options.ts";

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
