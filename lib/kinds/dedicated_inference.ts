import type { Kind } from "./kind.ts";

/** Models on dedicated accelerators. */
export const dedicatedInference = {
  path: "/v2/dedicated-inferences",
  param: "dedicated_inference_id",
  one: "dedicated_inference",
  many: "dedicated_inferences",
  by: ["spec.name"],
  filters: ["region"],
  update: "PATCH",
  columns: ["id", "spec.name", "status", "region", "vpc_uuid", "created_at"],
  ready: {
    "field": "status",
    "from": ["new", "provisioning", "updating"],
    "to": ["active"],
    "failed": ["error", "deleting"],
  },
} as const satisfies Kind;
