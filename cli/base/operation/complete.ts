import { OPERATIONS } from "../../../lib/api/operations.ts";
import type { Context } from "../../context.ts";
import { type AnyCommand, command, root } from "../../args/options.ts";
import type { Choices } from "../fields/options.ts";
import { LookUp } from "../lookup.ts";
import { operationCommand, parameters } from "./command.ts";
import { METHODS, type Named, namedIn } from "./named.ts";

/** An option of Cliffy, with what its value can be. */
type Option = ReturnType<AnyCommand["getOptions"]>[number] & Choices;

/**
 * Yields what the last word of a `doapi api` command line can be.
 *
 * @param line All words but the program's name, the unfinished one included.
 */
export async function* candidates(
  ctx: Context,
  line: readonly string[],
): AsyncGenerator<string, void> {
  const words = line.slice(line.indexOf("api") + 1);
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? "";
  const named = namedIn(before);
  const child = named ? operationCommand(ctx, named) : command("").option("--list", "");
  const tree: AnyCommand = root(ctx);
  tree.command("api", child).reset();
  const options = child.getOptions() as Option[];
  const taking = options.find(({ flags, args }) =>
    args.length && flags.includes(before.at(-1) ?? "")
  );
  const sandbox = line.includes("--sandbox");
  const look = async () => new LookUp(ctx, await ctx.client({ sandbox }));
  if (taking) {
    yield* taking.words ?? [];
    if (taking.list !== undefined) yield* (await look()).names(taking.list);
  } else if (last.startsWith("-")) {
    yield* options.flatMap(({ flags }) => flags.filter((flag) => flag.startsWith("--")));
  } else if (!named) yield* operationsAfter(before.at(-1) ?? "");
  else {
    const given = positional(named, before, options);
    const open = parameters(named.operation).filter((name) => !Object.hasOwn(named.given, name));
    const name = open[given.length];
    if (name === undefined) return;
    const values = Object.fromEntries(open.map((name, i) => [name, given[i] ?? ""]));
    yield* (await look()).parameterNames(named.operation, name, { ...named.given, ...values });
  }
}

/** The operations, or after a method the paths that it has. */
function operationsAfter(word: string): string[] {
  const method = METHODS.find((method) => method === word.toUpperCase());
  const all = Object.values(OPERATIONS);
  if (method) return all.filter((one) => one.method === method).map(({ path }) => path);
  return [...all.map(({ id }) => id), ...METHODS];
}

/** The arguments that follow an operation's name. */
function positional(named: Named, before: readonly string[], options: readonly Option[]): string[] {
  const start = before.indexOf(named.word) + (named.byPath ? 2 : 1);
  const taking = new Set(options.filter(({ args }) => args.length).flatMap(({ flags }) => flags));
  return before.slice(start).filter((word, i, all) =>
    !word.startsWith("-") && !taking.has(all[i - 1] ?? "")
  );
}
