import { autoscalePool as row } from "../../lib/kinds/autoscale_pool.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "autoscale", kind: "autoscale_pool", row, sample: "web" };

const COMMANDS = operations({
  members: ["autoscalepools_list_members", "List the droplets of a pool.", {
    example: "web",
    columns: ["droplet_id", "status", "health_status", "current_utilization.cpu", "created_at"],
  }],
  history: ["autoscalepools_list_history", "List the changes to the size of a pool.", {
    example: "web",
    columns: ["created_at", "status", "reason", "current_instance_count", "desired_instance_count"],
  }],
  "delete-with-droplets": ["autoscalepools_delete_dangerous", "Delete a pool and its droplets.", {
    example: "web --x-dangerous",
  }],
});

/** `doapi autoscale` */
export function autoscale(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
