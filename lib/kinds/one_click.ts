import type { Kind } from "./kind.ts";

/** A 1-Click application. */
export const oneClick = {
  path: "/v2/1-clicks",
  param: "id",
  one: null,
  many: "1_clicks",
  id: "slug",
  ids: "text",
  filters: ["type"],
  without: ["get", "create", "update", "delete"],
  columns: ["slug", "type"],
} as const satisfies Kind;
