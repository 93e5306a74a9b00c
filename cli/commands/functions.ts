import { functionNamespace as row } from "../../lib/kinds/function_namespace.ts";
import { functionTrigger } from "../../lib/kinds/function_trigger.ts";
import { functionKey } from "../../lib/kinds/function_key.ts";
import { kindGroup, subKind } from "../base/kind.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "function", kind: "function_namespace", row, sample: "shop" };

const COMMANDS = {
  trigger: subKind("Manage the triggers of a namespace.", {
    command: "function trigger",
    kind: "function_trigger",
    row: functionTrigger,
    sample: "nightly",
    parents: ["shop"],
  }),
  key: subKind("Manage the access keys of a namespace.", {
    command: "function key",
    kind: "function_key",
    row: functionKey,
    sample: "ci",
    parents: ["shop"],
  }),
};

/** `doapi function` */
export function functions(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
