import { uptimeCheck as row } from "../../lib/kinds/uptime_check.ts";
import { uptimeAlert } from "../../lib/kinds/uptime_alert.ts";
import { kindGroup, subKind } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "uptime", kind: "uptime_check", row, sample: "site" };

const COMMANDS = {
  ...operations({
    state: ["uptime_get_checkState", "Show the state of a check in each region.", {
      example: "site",
    }],
  }),
  alert: subKind("Manage the alerts of a check.", {
    command: "uptime alert",
    kind: "uptime_alert",
    row: uptimeAlert,
    sample: "slow",
    parents: ["site"],
  }),
};

/** `doapi uptime` */
export function uptime(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
