import type { Kind } from "./kind.ts";

/** A security scan. */
export const scan = {
  path: "/v2/security/scans",
  param: "scan_id",
  one: "scan",
  many: "scans",
  without: ["update", "delete"],
  columns: ["id", "status", "created_at"],
  ready: {
    "field": "status",
    "from": ["IN_PROGRESS"],
    "to": ["COMPLETED"],
    "failed": ["FAILED", "CSPM_NOT_ENABLED", "SCAN_NOT_RUN"],
  },
} as const satisfies Kind;
