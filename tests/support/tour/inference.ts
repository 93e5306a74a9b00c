import { uuid } from "../../../lib/sandbox/state/random.ts";
import { unique } from "./state.ts";
import type { Bodies } from "./types.ts";

function inferenceSpec(): Record<string, unknown> {
  return {
    version: 1,
    name: unique("endpoint"),
    region: "atl1",
    // The default VPC of that region, whose UUID is always the same.
    vpc: { uuid: uuid("atl1", 1) },
    enable_public_endpoint: true,
    model_deployments: [{
      model_slug: "Qwen/Qwen2.5-14B-Instruct",
      accelerators: [{ accelerator_slug: "gpu-mi300x1-192gb", scale: 1, type: "prefill_decode" }],
    }],
  };
}

/** The bodies of requests about dedicated inference. */
export const INFERENCE_BODIES: Bodies = {
  dedicatedInferences_create: () => ({ spec: inferenceSpec() }),
  dedicatedInferences_patch: () => ({ spec: inferenceSpec() }),
};
