import type { Kind } from "./kind.ts";

/** A public IPv4 address that can be moved between the droplets of a region. */
export const reservedIp = {
  path: "/v2/reserved_ips",
  param: "reserved_ip",
  one: "reserved_ip",
  many: "reserved_ips",
  id: "ip",
  ids: "text",
  without: ["update"],
  columns: ["ip", "region.slug", "droplet.id", "droplet.name", "project_id"],
  actions: ["assign", "unassign"],
} as const satisfies Kind;
