import { reservedIp as row } from "../../lib/kinds/reserved_ip.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "reserved-ip", kind: "reserved_ip", row, sample: "203.0.113.7" };

const COMMANDS = operations({
  assign: ["reservedIPsActions_post", "Assign an address to a droplet.", {
    args: ["droplet_id"],
    fixed: { type: "assign" },
    example: "203.0.113.7 web-1 --wait",
    acts: true,
  }],
  unassign: ["reservedIPsActions_post", "Unassign an address from its droplet.", {
    fixed: { type: "unassign" },
    example: "203.0.113.7",
    acts: true,
  }],
});

/** `doapi reserved-ip` */
export function reservedIp(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
