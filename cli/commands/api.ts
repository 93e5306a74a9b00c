import { ValidationError } from "@cliffy/command";
import { OPERATIONS } from "../../lib/api/operations.ts";
import { forwarding } from "../args/argv.ts";
import { operationCommand } from "../base/operation/command.ts";
import { namedIn, unknown } from "../base/operation/named.ts";
import type { Context } from "../context.ts";
import { type AnyCommand, command, group, universal, type Whole } from "../args/options.ts";
import { printList } from "../output/print.ts";
import { perhaps } from "../args/perhaps.ts";

/** `doapi api` */
export function api(ctx: Context, about: string, { words = [] }: Whole): AnyCommand {
  const rest = words.slice(words.indexOf("api") + 1);
  const named = rest.includes("--list") ? null : namedIn(rest);
  if (named) {
    // Cliffy takes what follows a blank in a name for arguments.
    const [name = ""] = named.word.split(" ");
    return group(about, { [name]: operationCommand(ctx, named).alias(named.word) });
  }
  const child = command(about)
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
  // What an operation that is not known takes is not known either.
  return rest.length === 0 || rest.includes("--list") ? child : forwarding(child as AnyCommand);
}

/** Prints operations: on a terminal as a table, if nothing else is asked for. */
async function printOperations(
  ctx: Context,
  options: object,
  area: string | undefined,
): Promise<void> {
  const { output, columns } = universal(options);
  const areas = [...new Set(Object.values(OPERATIONS).map(({ area }) => area))];
  const found = areas.find((name) => plain(name) === plain(area ?? ""));
  if (area !== undefined && found === undefined) {
    throw new ValidationError(
      `There is no area ${JSON.stringify(area)}${perhaps(area, areas) || `: ${areas.join(", ")}`}.`,
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
  const form = output ?? (ctx.outIsTerminal || columns ? "table" : "json");
  const shown = form === "json" ? undefined : columns ?? ["id", "method", "path"];
  await printList(ctx, { ...options, output: form, columns: shown }, rows);
}

/** An area's name as it may be typed: `block-storage`. */
function plain(area: string): string {
  return area.toLowerCase().replace(/[^a-z0-9]/g, "");
}
