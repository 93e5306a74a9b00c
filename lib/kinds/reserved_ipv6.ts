import type { Kind } from "./kind.ts";

/** A public IPv6 address that can be moved between the droplets of a region. */
export const reservedIpv6 = {
  path: "/v2/reserved_ipv6",
  param: "reserved_ipv6",
  one: "reserved_ipv6",
  many: "reserved_ipv6s",
  id: "ip",
  ids: "text",
  without: ["update"],
  columns: ["ip", "region_slug", "droplet.id", "droplet.name", "reserved_at"],
} as const satisfies Kind;
