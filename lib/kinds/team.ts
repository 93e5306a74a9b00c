import type { Kind } from "./kind.ts";

/** A team of an organization. */
export const team = {
  path: "/v2/organizations/teams",
  param: "id",
  one: null,
  many: "teams",
  id: "uuid",
  by: ["name"],
  without: ["get", "create", "update", "delete"],
  columns: ["uuid", "name", "email", "status", "member_count"],
} as const satisfies Kind;
