import type { Kind } from "./kind.ts";

/** A knowledge base. */
export const knowledgeBase = {
  path: "/v2/gen-ai/knowledge_bases",
  param: "uuid",
  one: "knowledge_base",
  many: "knowledge_bases",
  id: "uuid",
  by: ["name"],
  columns: ["uuid", "name", "region", "last_indexing_job.status", "created_at"],
} as const satisfies Kind;
