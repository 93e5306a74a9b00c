import type { Context } from "../../context.ts";
import { printList } from "../../output/print.ts";
import { askRunning, watching } from "./controls.ts";

const COLUMNS = ["id", "method", "path", "status"];

/** `doapi sandbox requests` */
export function requests(ctx: Context) {
  return watching(
    "Print the requests that a running simulator was sent, with their bodies.",
    { list: true, columns: COLUMNS },
  )
    .alias("log")
    .option("--clear", "Forget them instead. There is no output.")
    .example("Of a test", "doapi sandbox requests --url http://127.0.0.1:8080")
    .action(async (options) => {
      const method = options.clear ? "DELETE" : "GET";
      const answer = await askRunning(ctx, options, { method, path: "requests" }, "has a log");
      if (options.clear) return;
      const { requests } = answer as { requests: unknown[] };
      await printList(ctx, options, requests);
    });
}
