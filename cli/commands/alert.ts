import { alertPolicy as row } from "../../lib/kinds/alert_policy.ts";
import { sink } from "../../lib/kinds/sink.ts";
import { logDestination } from "../../lib/kinds/log_destination.ts";
import { kindGroup, subKind } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "alert", kind: "alert_policy", row, sample: "high-load" };

const COMMANDS = {
  sink: subKind("Manage which resources send their logs to a destination.", {
    command: "alert sink",
    kind: "sink",
    row: sink,
    sample: "d3a4f1c8-0f4b-4d0c-9f0e-0c0a8d9d5b1a",
  }),
  destination: subKind(
    "Manage the destinations of logs.",
    { command: "alert destination", kind: "log_destination", row: logDestination, sample: "logs" },
    operations({
      update: ["monitoring_update_destination", "Change a destination of logs.", {
        example: "logs --name other",
      }],
    }),
  ),
};

/** `doapi alert` */
export function alert(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
