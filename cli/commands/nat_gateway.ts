import { vpcNatGateway as row } from "../../lib/kinds/vpc_nat_gateway.ts";
import { kindGroup } from "../base/kind.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "nat-gateway", kind: "vpc_nat_gateway", row, sample: "main" };

/** `doapi nat-gateway` */
export function natGateway(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA);
}
