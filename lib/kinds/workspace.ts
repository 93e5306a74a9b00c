import type { Kind } from "./kind.ts";

/** A workspace of agents. */
export const workspace = {
  path: "/v2/gen-ai/workspaces",
  param: "workspace_uuid",
  one: "workspace",
  many: "workspaces",
  id: "uuid",
  by: ["name"],
  columns: ["uuid", "name", "description", "created_at"],
} as const satisfies Kind;
