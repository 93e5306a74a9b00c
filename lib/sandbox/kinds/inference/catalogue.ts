import type { Answer } from "../../http/router.ts";

/** The regions in which there are endpoints. */
export const REGIONS = ["atl1", "nyc2", "tor1"];

const PRICES: Readonly<Record<string, string>> = {
  "gpu-h100x1-80gb": "3.39",
  "gpu-h100x8-640gb": "23.92",
  "gpu-h200x1-141gb": "3.44",
  "gpu-h200x8-1128gb": "27.52",
  "gpu-l40sx1-48gb": "1.57",
  "gpu-mi300x1-192gb": "1.99",
  "gpu-mi300x8-1536gb": "15.92",
};

const MODELS: readonly (readonly [slug: string, isGated: boolean])[] = [
  ["Qwen/Qwen2.5-14B-Instruct", false],
  ["mistralai/Mistral-7B-Instruct-v0.3", false],
  ["deepseek-ai/DeepSeek-R1-Distill-Llama-70B", false],
  ["meta-llama/Llama-3.3-70B-Instruct", true],
];

/** Whether an accelerator can be had. */
export function isAccelerator(slug: unknown): boolean {
  return typeof slug === "string" && Object.hasOwn(PRICES, slug);
}

function listSizes(): Answer {
  const sizes = Object.entries(PRICES).flatMap(([gpu_slug, price_per_hour]) =>
    REGIONS.map((region) => ({ gpu_slug, price_per_hour, region, currency: "USD" }))
  );
  return { status: 200, body: { enabled_regions: REGIONS, sizes } };
}

function listModels(): Answer {
  const gpu_model_configs = MODELS.map(([slug, is_gated_model]) => ({
    model_slug: slug,
    model_name: slug.split("/").at(-1),
    is_gated_model,
    gpu_slugs: Object.keys(PRICES),
  }));
  return { status: 200, body: { gpu_model_configs } };
}

/** What endpoints can be made of. */
export const CATALOGUE_ROUTES = {
  "GET /v2/dedicated-inferences/sizes": listSizes,
  "GET /v2/dedicated-inferences/gpu-model-config": listModels,
};
