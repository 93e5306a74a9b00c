import type { RefusedRequest, UsedOperation } from "../../../lib/sandbox/mod.ts";
import { withColumns } from "../../args/options.ts";
import type { Context } from "../../context.ts";
import { printList } from "../../output/print.ts";
import { askRunning, watching } from "./controls.ts";
import { withIds } from "./ending.ts";

/** `doapi sandbox operations` */
export function operations(ctx: Context) {
  return watching("Print which operations of the API a running simulator was used for.")
    .option("--refused", "Show the requests that --strict refused, instead.")
    .example("Of a test", "doapi sandbox operations --url http://127.0.0.1:8080")
    .action(async (options) => {
      const answer = await askRunning(ctx, options, { path: "operations" }, "counts operations");
      const { operations, refused } = answer as {
        operations: UsedOperation[];
        refused: RefusedRequest[];
      };
      const columns = ["method", "path", options.refused ? "reason" : "id", "requests"];
      const items = options.refused ? refused : await withIds(operations);
      await printList(ctx, withColumns(options, columns), items);
    });
}
