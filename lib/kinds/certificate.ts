import type { Kind } from "./kind.ts";

/** A TLS certificate. */
export const certificate = {
  path: "/v2/certificates",
  param: "certificate_id",
  one: "certificate",
  many: "certificates",
  by: ["name"],
  filter: "name",
  filters: ["name"],
  without: ["update"],
  columns: ["id", "name", "type", "state", "dns_names", "not_after"],
  ready: { "field": "state", "from": ["pending"], "to": ["verified"], "failed": ["error"] },
} as const satisfies Kind;
