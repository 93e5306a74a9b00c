import type { Kind } from "./kind.ts";

/** A gateway from VPCs to the internet. */
export const vpcNatGateway = {
  path: "/v2/vpc_nat_gateways",
  param: "id",
  one: "vpc_nat_gateway",
  many: "vpc_nat_gateways",
  by: ["name"],
  filter: "name",
  filters: ["state", "region", "type", "name"],
  columns: ["id", "name", "type", "state", "region", "size"],
  ready: {
    "field": "state",
    "from": ["NEW", "PROVISIONING"],
    "to": ["ACTIVE"],
    "failed": ["ERROR", "INVALID"],
  },
} as const satisfies Kind;
