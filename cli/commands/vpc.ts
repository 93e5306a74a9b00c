import { vpc as row } from "../../lib/kinds/vpc.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "vpc", kind: "vpc", row, sample: "main" };

const COMMANDS = operations({
  members: ["vpcs_list_members", "List the members of a VPC.", {
    columns: ["name", "urn", "created_at"],
  }],
  peerings: ["vpcs_list_peerings", "List the peerings of a VPC.", {
    columns: ["id", "name", "status", "vpc_ids"],
  }],
  peer: ["vpcs_create_peerings", "Peer a VPC with another VPC.", {
    args: ["vpc_id", "name"],
    example: "main other main-other",
  }],
  "update-peering": ["vpcs_patch_peerings", "Rename a peering of a VPC.", {
    args: ["name"],
    example: "main main-other new-name",
  }],
  "set-default": ["vpcs_patch", "Make a VPC the default of its region.", {
    fixed: { default: true },
    example: "main",
  }],
});

/** `doapi vpc` */
export function vpc(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
