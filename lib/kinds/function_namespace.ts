import type { Kind } from "./kind.ts";

/** A namespace of functions. */
export const functionNamespace = {
  path: "/v2/functions/namespaces",
  param: "namespace_id",
  one: "namespace",
  many: "namespaces",
  id: "namespace",
  ids: "text",
  by: ["label"],
  without: ["update"],
  columns: ["namespace", "label", "region", "api_host", "created_at"],
} as const satisfies Kind;
