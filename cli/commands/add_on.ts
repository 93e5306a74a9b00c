import { addOn as row } from "../../lib/kinds/add_on.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "add-on", kind: "add_on", row, sample: "mail" };

const COMMANDS = operations({
  apps: ["addons_get_app", "List the available add-ons.", { columns: ["app_slug"] }],
  metadata: ["addons_get_app_metadata", "List the metadata fields of an add-on.", {
    example: "sendgrid",
    columns: ["name", "type", "description"],
  }],
  "change-plan": ["addons_patch_plan", "Change the plan of an add-on.", {
    args: ["plan_slug"],
    example: "mail basic",
  }],
});

/** `doapi add-on` */
export function addOn(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
