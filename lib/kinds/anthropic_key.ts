import type { Kind } from "./kind.ts";

/** An API key of Anthropic. */
export const anthropicKey = {
  path: "/v2/gen-ai/anthropic/keys",
  param: "api_key_uuid",
  one: "api_key_info",
  many: "api_key_infos",
  id: "uuid",
  by: ["name"],
  columns: ["uuid", "name", "created_by", "created_at"],
} as const satisfies Kind;
