import { ValidationError } from "@cliffy/command";
import { OPERATIONS } from "../../lib/api/operations.ts";
import { forwarding } from "../args/argv.ts";
import { operationCommand } from "../base/operation/command.ts";
import { namedIn, unknown } from "../base/operation/named.ts";
import type { Context } from "../context.ts";
import { type AnyCommand, command, group, type Whole } from "../args/options.ts";
import type { Result } from "../args/result.ts";
import { printList } from "../output/print.ts";
import { suggestion } from "../args/suggestion.ts";

/** `doapi api` */
export function api(ctx: Context, about: string, { words = [] }: Whole): AnyCommand {
  const rest = words.slice(words.indexOf("api") + 1);
  const named = rest.includes("--list") ? null : namedIn(rest);
  if (named) {
    // Cliffy takes what follows a blank in a name for arguments.
    const [name = ""] = named.word.split(" ");
    return group(about, { [name]: operationCommand(ctx, named).alias(named.word) });
  }
  const child = command(about, LISTED)
    .option("--list", "List the operations: those of an area, or all.")
    .arguments("[operation:word] [argument...:word]")
    .example("All operations about volumes", 'doapi api --list "Block Storage"')
    .example("An operation by its id, with a name", "doapi api volumes_get data")
    .example("The same by its path", "doapi api GET /v2/volumes/data")
    .example("What an operation takes", "doapi api volumes_create --help")
    .action(async ({ list, ...options }, word, next = "") => {
      if (list) return await printOperations(ctx, options, word);
      if (word !== undefined) throw new ValidationError(unknown(word, String(next)));
      throw new ValidationError("Name an operation, or list them all with --list.");
    });
  // The options of an unknown operation are unknown, too.
  return rest.length === 0 || rest.includes("--list") ? child : forwarding(child as AnyCommand);
}

/** The fields of listed operations; by default a table on a terminal. */
const LISTED: Result = {
  list: true,
  fields: ["id", "method", "path", "area", "deprecated"],
  columns: ["id", "method", "path"],
  output: "auto",
};

/** Prints operations. */
async function printOperations(
  ctx: Context,
  options: object,
  area: string | undefined,
): Promise<void> {
  const areas = [...new Set(Object.values(OPERATIONS).map(({ area }) => area))];
  const found = areas.find((name) => plain(name) === plain(area ?? ""));
  if (area !== undefined && found === undefined) {
    throw new ValidationError(
      `There is no area ${JSON.stringify(area)}${
        suggestion(area, areas) || `: ${areas.join(", ")}`
      }.`,
    );
  }
  const rows = Object.values(OPERATIONS).filter((one) => area === undefined || one.area === found)
    .map(({ id, method, path, area, deprecated = false }) => ({
      id,
      method,
      path,
      area,
      deprecated,
    }));
  await printList(ctx, options, rows);
}

/** An area's name as it may be typed: `block-storage`. */
function plain(area: string): string {
  return area.toLowerCase().replace(/[^a-z0-9]/g, "");
}
