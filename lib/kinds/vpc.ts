import type { Kind } from "./kind.ts";

/** A virtual private cloud: a network of its own in a region. */
export const vpc = {
  path: "/v2/vpcs",
  param: "vpc_id",
  one: "vpc",
  many: "vpcs",
  by: ["name"],
  update: "PATCH",
  columns: ["id", "name", "region", "ip_range", "default"],
} as const satisfies Kind;
