import type { Kind } from "./kind.ts";

/** A range of addresses that an account has brought along. */
export const byoipPrefix = {
  path: "/v2/byoip_prefixes",
  param: "byoip_prefix_uuid",
  one: "byoip_prefix",
  created: null,
  many: "byoip_prefixes",
  id: "uuid",
  by: ["name", "prefix"],
  update: "PATCH",
  columns: ["uuid", "name", "prefix", "region", "status", "advertised"],
} as const satisfies Kind;
