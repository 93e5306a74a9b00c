import type { Kind } from "./kind.ts";

/** A router of models. */
export const modelRouter = {
  path: "/v2/gen-ai/models/routers",
  param: "uuid",
  one: "model_router",
  many: "model_routers",
  id: "uuid",
  by: ["name"],
  columns: ["uuid", "name", "description", "regions"],
} as const satisfies Kind;
