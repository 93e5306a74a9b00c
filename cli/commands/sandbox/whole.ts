import { detailed } from "../../args/details.ts";
import { jsonObject } from "../../base/files.ts";
import type { Context } from "../../context.ts";
import { printObject } from "../../output/print.ts";
import { ask, controlling } from "./controls.ts";
import { SEED_FIELDS } from "./seed_fields.ts";

/** `doapi sandbox reset` */
export function reset(ctx: Context) {
  return controlling("Reset the simulator to its initial state. There is no output.")
    .example("The one of --sandbox", "doapi sandbox reset")
    .action(async (options) => {
      await ask(ctx, options, { method: "POST", path: "reset", anew: true });
    });
}

/** `doapi sandbox snapshot` */
export function snapshot(ctx: Context) {
  return controlling("Print everything that the simulator knows; --restore puts it back.")
    .option("--restore <json:string>", "A snapshot to put the simulator back to; @FILE, @-.")
    .example("Into a file", "doapi sandbox snapshot > state.json")
    .action(async (options) => {
      if (options.restore === undefined) {
        return await printObject(ctx, options, await ask(ctx, options, { path: "snapshot" }));
      }
      const body = await jsonObject(ctx, "--restore", options.restore);
      await ask(ctx, options, { method: "PUT", path: "snapshot", body, anew: true });
    });
}

/** `doapi sandbox seed` */
export function seed(ctx: Context) {
  const seed = controlling(
    "Add droplets, keys, domains and more to the simulator. There is no output.",
  )
    .arguments("<json:word>")
    .example("Three droplets", `doapi sandbox seed '{"droplets": 3}'`)
    .action(async (options, json) => {
      const body = await jsonObject(ctx, "The seed", json);
      await ask(ctx, options, { method: "POST", path: "seed", body });
    });
  return detailed(seed, { title: "Fields of a seed", rows: Object.entries(SEED_FIELDS) });
}
