import { app as row } from "../../../lib/kinds/app.ts";
import { called, idIn, open } from "../../base/kind/area.ts";
import type { Lazy } from "../../base/lazy.ts";
import { isSimulated } from "../../api/simulated.ts";
import { ExitError } from "../../errors.ts";
import { command, oneOf } from "../../args/options.ts";
import { safe } from "../../output/safe.ts";

const AREA = { command: "app", kind: "app", row, sample: "shop" };

/** Which logs there are. */
const TYPES = ["BUILD", "DEPLOY", "RUN", "RUN_RESTARTED", "AUTOSCALE_EVENT"] as const;

/** Where logs are. */
interface Where {
  live_url?: string;
  historic_urls?: string[];
}

/** `logs`: what the active deployment has written, or what it writes from now on. */
export const LOGS: Lazy = {
  about: "Print the logs of an app, or follow them.",
  build: (ctx, { reached }) => {
    reached?.add("apps_get_logs_active_deployment").add(
      "apps_get_logs_active_deployment_aggregate",
    );
    return command("Print the logs of an app, or of one component.")
      .option("--type <type:string>", `One of ${TYPES.join(", ")}. (Default: RUN)`, {
        ...oneOf("--type", TYPES),
      })
      .option("-f, --follow", "Print new lines as they are written, until Ctrl-C.")
      .arguments("<app:word> [component:word]")
      .example("Of one component, as it writes", "doapi app logs shop web --follow")
      .action(async (options, name, component) => {
        const { client, finder, one } = await open(ctx, AREA, options);
        const item = await finder.one(name);
        const base = one(idIn(item, row));
        const path = component === undefined
          ? `${base}/logs`
          : `${base}/components/${encodeURIComponent(component)}/logs`;
        const { follow = false, type = "RUN" } = options;
        const where = await client.request<Where>(path, {
          params: { type, follow },
          doing: `find the logs of ${called(item, AREA)}`,
        });
        const urls = follow ? [where.live_url ?? ""] : where.historic_urls ?? [];
        if (urls.length === 0 || urls[0] === "") {
          throw new ExitError(`There are no ${follow ? "live " : ""}logs of ${called(item, AREA)}`);
        }
        if (isSimulated(client)) {
          throw new ExitError("The simulator runs no programs to have logs of");
        }
        for (const url of urls) {
          // The URLs are signed: the token stays here.
          for await (const bytes of ctx.download(url, "signed")) {
            await ctx.out(ctx.outIsTerminal ? safe(new TextDecoder().decode(bytes)) : bytes);
          }
        }
      });
  },
};
