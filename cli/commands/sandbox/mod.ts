import { group } from "../../args/options.ts";
import type { Context } from "../../context.ts";
import { clock } from "./clock.ts";
import { exec } from "./exec.ts";
import { faults } from "./faults.ts";
import { operations } from "./operations.ts";
import { requests } from "./requests.ts";
import { serve } from "./serve.ts";
import { reset, seed, snapshot } from "./whole.ts";

/** `doapi sandbox` */
export function sandbox(ctx: Context, about: string) {
  return group(about, {
    serve: serve(ctx),
    exec: exec(ctx),
    reset: reset(ctx),
    snapshot: snapshot(ctx),
    seed: seed(ctx),
    faults: faults(ctx),
    clock: clock(ctx),
    requests: requests(ctx),
    operations: operations(ctx),
  });
}
