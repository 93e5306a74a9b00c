import { dedicatedInference as row } from "../../lib/kinds/dedicated_inference.ts";
import { dedicatedInferenceToken } from "../../lib/kinds/dedicated_inference_token.ts";
import { kindGroup, subKind } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "dedicated-inference", kind: "dedicated_inference", row, sample: "chat" };

const COMMANDS = {
  ...operations({
    ca: ["dedicatedInferences_get_ca", "Show the CA certificate of an endpoint.", {
      example: "chat",
    }],
    sizes: ["dedicatedInferences_list_sizes", "List the sizes and regions."],
    models: [
      "dedicatedInferences_get_gpu_model_config",
      "List the models and their accelerators.",
      { columns: ["model_slug", "model_name", "gpu_slugs", "is_gated_model"] },
    ],
    accelerators: ["dedicatedInferences_list_accelerators", "List the accelerators.", {
      example: "chat",
      columns: ["id", "name", "slug", "role", "status"],
    }],
    accelerator: ["dedicatedInferences_get_accelerator", "Show an accelerator.", {
      example: "chat 497dcba3-ecbf-4587-a2dd-5eb0665e6880",
    }],
  }),
  token: subKind("Manage tokens.", {
    command: "dedicated-inference token",
    kind: "dedicated_inference_token",
    row: dedicatedInferenceToken,
    sample: "ci",
    parents: ["chat"],
  }),
};

/** `doapi dedicated-inference` */
export function dedicatedInference(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
