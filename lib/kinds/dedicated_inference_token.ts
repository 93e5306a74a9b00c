import type { Kind } from "./kind.ts";

/** A token of a dedicated inference. */
export const dedicatedInferenceToken = {
  path: "/v2/dedicated-inferences/{dedicated_inference_id}/tokens",
  param: "token_id",
  one: "token",
  many: "tokens",
  by: ["name"],
  without: ["get", "update"],
  columns: ["id", "name", "is_managed", "created_at"],
  parent: "dedicated_inference",
} as const satisfies Kind;
