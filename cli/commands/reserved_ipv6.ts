import { reservedIpv6 as row } from "../../lib/kinds/reserved_ipv6.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = {
  command: "reserved-ipv6",
  kind: "reserved_ipv6",
  row,
  sample: "2409:40d0:fa:27dd:9b24:7074:7b85:eee6",
};

const COMMANDS = operations({
  assign: ["reservedIPv6Actions_post", "Assign an address to a droplet.", {
    args: ["droplet_id"],
    fixed: { type: "assign" },
    example: "2409:40d0:fa:27dd:9b24:7074:7b85:eee6 web-1 --wait",
    acts: true,
  }],
  unassign: ["reservedIPv6Actions_post", "Unassign an address from its droplet.", {
    fixed: { type: "unassign" },
    example: "2409:40d0:fa:27dd:9b24:7074:7b85:eee6",
    acts: true,
  }],
});

/** `doapi reserved-ipv6` */
export function reservedIpv6(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
