import { fieldAt } from "../../../lib/core/field_at.ts";
import { app as row } from "../../../lib/kinds/app.ts";
import { open } from "../../base/kind/area.ts";
import type { Lazy } from "../../base/lazy.ts";
import { command } from "../../args/options.ts";
import { printObject } from "../../output/print.ts";

const AREA = { command: "app", kind: "app", row, sample: "shop" };

/** `spec`: the specification of an app, to keep in a file and to update the app with. */
export const SPEC: Lazy = {
  about: "Print the specification of an app.",
  build: (ctx) =>
    command("Print the specification of an app.")
      .option("--yaml", "As YAML.")
      .arguments("<app:word>")
      .example("Into a file", "doapi app spec shop --yaml > app.yaml")
      .action(async (options, name) => {
        const { finder } = await open(ctx, AREA, options);
        const spec = fieldAt(await finder.one(name), "spec");
        if (!options.yaml) return await printObject(ctx, options, spec);
        const { stringify } = await import("yaml");
        await ctx.out(stringify(spec));
      }),
};
