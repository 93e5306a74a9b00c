import type { Kind } from "./kind.ts";

/** An API key of OpenAI. */
export const openaiKey = {
  path: "/v2/gen-ai/openai/keys",
  param: "api_key_uuid",
  one: "api_key_info",
  many: "api_key_infos",
  id: "uuid",
  by: ["name"],
  columns: ["uuid", "name", "created_by", "created_at"],
} as const satisfies Kind;
