import type { Kind } from "./kind.ts";

/** An access key of Spaces. */
export const spacesKey = {
  path: "/v2/spaces/keys",
  param: "access_key",
  // The description has "keys" in its schema, and "key" in its examples, as the API does.
  one: "key",
  many: "keys",
  id: "access_key",
  ids: "text",
  by: ["name"],
  filter: "name",
  filters: ["name", "bucket", "permission"],
  update: "PATCH",
  columns: ["access_key", "name", "grants", "created_at"],
} as const satisfies Kind;
