import type { Kind } from "./kind.ts";

/** A model. */
export const model = {
  path: "/v2/gen-ai/models",
  param: "id",
  one: null,
  many: "models",
  id: "uuid",
  by: ["name", "id"],
  filters: ["usecases", "public_only"],
  without: ["get", "create", "update", "delete"],
  columns: ["uuid", "name", "provider", "version"],
} as const satisfies Kind;
