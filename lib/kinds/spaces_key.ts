import type { Kind } from "./kind.ts";

/** An access key of Spaces. */
export const spacesKey = {
  path: "/v2/spaces/keys",
  param: "access_key",
  one: "keys",
  many: "keys",
  id: "access_key",
  ids: "text",
  by: ["name"],
  filter: "name",
  filters: ["name", "bucket", "permission"],
  update: "PATCH",
  columns: ["access_key", "name", "grants", "created_at"],
} as const satisfies Kind;
