import { ValidationError } from "@cliffy/command";
import { group, WATCH } from "../../args/options.ts";
import type { Context } from "../../context.ts";
import { printObject } from "../../output/print.ts";
import { ask, controlling } from "./controls.ts";

/** `doapi sandbox clock` */
export function clock(ctx: Context) {
  return group("Show, advance and stop the simulator's clock.", {
    show: show(ctx),
    advance: advance(ctx),
    freeze: stop(ctx, "freeze", true, "Stop the clock; it moves only when you advance it."),
    thaw: stop(ctx, "thaw", false, "Start the clock again."),
  });
}

function show(ctx: Context) {
  return controlling("Show the simulator's time and whether its clock is stopped.")
    .option(...WATCH)
    .example("Of a running simulator", "doapi sandbox clock show --url http://127.0.0.1:8080")
    .action(async (options) => {
      await printObject(ctx, options, await ask(ctx, options, { path: "clock" }));
    });
}

function advance(ctx: Context) {
  return controlling("Advance the clock; everything due by then happens at once.")
    .arguments("<time:time>")
    .example("Until the next backups are taken", "doapi sandbox clock advance 168h")
    .action(async (options, time) => {
      if (time < 0) throw new ValidationError(`The clock cannot go back: got ${time}.`);
      await turn(ctx, options, { advance: time });
    });
}

function stop(ctx: Context, name: string, freeze: boolean, about: string) {
  return controlling(about)
    .example("Of the simulator of --sandbox", `doapi sandbox clock ${name}`)
    .action((options) => turn(ctx, options, { freeze }));
}

async function turn(ctx: Context, options: { url?: string | undefined }, body: object) {
  const found = await ask(ctx, options, { method: "POST", path: "clock", body });
  await printObject(ctx, options, found);
}
