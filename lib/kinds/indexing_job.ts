import type { Kind } from "./kind.ts";

/** An indexing of a knowledge base. */
export const indexingJob = {
  path: "/v2/gen-ai/indexing_jobs",
  param: "uuid",
  one: "job",
  many: "jobs",
  id: "uuid",
  without: ["update", "delete"],
  columns: ["uuid", "status", "phase", "knowledge_base_uuid", "started_at", "finished_at"],
  ready: {
    "field": "status",
    "from": [
      "INDEX_JOB_STATUS_UNKNOWN",
      "INDEX_JOB_STATUS_PENDING",
      "INDEX_JOB_STATUS_IN_PROGRESS",
    ],
    "to": ["INDEX_JOB_STATUS_COMPLETED", "INDEX_JOB_STATUS_NO_CHANGES", "INDEX_JOB_STATUS_PARTIAL"],
    "failed": ["INDEX_JOB_STATUS_FAILED", "INDEX_JOB_STATUS_CANCELLED"],
  },
} as const satisfies Kind;
