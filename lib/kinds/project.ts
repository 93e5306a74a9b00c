import type { Kind } from "./kind.ts";

/** A project: a group of resources. */
export const project = {
  path: "/v2/projects",
  param: "project_id",
  one: "project",
  many: "projects",
  by: ["name"],
  update: "PATCH",
  columns: ["id", "name", "purpose", "environment", "is_default"],
} as const satisfies Kind;
