import type { Kind } from "./kind.ts";

/** An agent. */
export const agent = {
  path: "/v2/gen-ai/agents",
  param: "uuid",
  one: "agent",
  many: "agents",
  id: "uuid",
  by: ["name"],
  filters: ["only_deployed"],
  columns: ["uuid", "name", "deployment.status", "region", "model.name", "created_at"],
  ready: {
    "field": "deployment.status",
    "from": [
      "STATUS_UNKNOWN",
      "STATUS_WAITING_FOR_DEPLOYMENT",
      "STATUS_DEPLOYING",
      "STATUS_WAITING_FOR_UNDEPLOYMENT",
      "STATUS_UNDEPLOYING",
    ],
    "to": ["STATUS_RUNNING"],
    "failed": ["STATUS_FAILED", "STATUS_UNDEPLOYMENT_FAILED", "STATUS_DELETED"],
  },
} as const satisfies Kind;
