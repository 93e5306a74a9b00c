import { vpcPeering as row } from "../../lib/kinds/vpc_peering.ts";
import { kindGroup } from "../base/kind.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "vpc-peering", kind: "vpc_peering", row, sample: "main-other" };

/** `doapi vpc-peering` */
export function vpcPeering(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA);
}
