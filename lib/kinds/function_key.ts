import type { Kind } from "./kind.ts";

/** An access key of a namespace of functions. */
export const functionKey = {
  path: "/v2/functions/namespaces/{namespace_id}/keys",
  param: "key_id",
  one: "access_key",
  many: "access_keys",
  ids: "text",
  by: ["name"],
  without: ["get"],
  columns: ["id", "name", "expires_at", "created_at"],
  parent: "function_namespace",
} as const satisfies Kind;
