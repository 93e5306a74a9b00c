import { byoipPrefix as row } from "../../lib/kinds/byoip_prefix.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "byoip-prefix", kind: "byoip_prefix", row, sample: "203.0.113.0/24" };

const COMMANDS = operations({
  ips: ["byoipPrefixes_list_resources", "List the addresses of a range that are in use.", {
    example: "203.0.113.0/24",
    columns: ["byoip", "resource", "region", "assigned_at"],
  }],
});

/** `doapi byoip-prefix` */
export function byoipPrefix(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
