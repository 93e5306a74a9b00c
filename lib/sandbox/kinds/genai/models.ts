import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import { pageAnswer } from "./paths.ts";

/** A model that everyone has. */
interface Model {
  readonly slug: string;
  readonly name: string;
  readonly provider: "DIGITALOCEAN" | "ANTHROPIC" | "OPENAI";
  readonly usecases: readonly string[];
  readonly context: number;
  /** In USD for a million tokens. */
  readonly input: number;
  readonly output: number;
}

const CHAT = ["AGENT", "REASONING", "SERVERLESS"];

const MODELS: readonly Model[] = [
  ["llama3.3-70b-instruct", "Llama 3.3 Instruct (70B)", "DIGITALOCEAN", CHAT, 128_000, 0.65, 0.65],
  ["openai-gpt-oss-120b", "OpenAI GPT-oss-120b", "DIGITALOCEAN", CHAT, 131_072, 0.1, 0.7],
  ["openai-gpt-oss-20b", "OpenAI GPT-oss-20b", "DIGITALOCEAN", CHAT, 131_072, 0.05, 0.45],
  ["alibaba-qwen3-32b", "Qwen3-32B", "DIGITALOCEAN", CHAT, 40_960, 0.25, 0.55],
  ["openai-gpt-4o", "OpenAI GPT-4o", "OPENAI", CHAT, 128_000, 2.5, 10],
  ["openai-gpt-5", "OpenAI GPT-5", "OPENAI", CHAT, 400_000, 1.25, 10],
  ["anthropic-claude-haiku-4.5", "Anthropic Claude Haiku 4.5", "ANTHROPIC", CHAT, 200_000, 1, 5],
  ["anthropic-claude-sonnet-4", "Anthropic Claude Sonnet 4", "ANTHROPIC", CHAT, 200_000, 3, 15],
  ["gte-large-en-v1.5", "GTE Large EN v1.5", "DIGITALOCEAN", ["KNOWLEDGEBASE"], 8192, 0.09, 0],
  ["all-mini-lm-l6-v2", "All MiniLM L6 v2", "DIGITALOCEAN", ["KNOWLEDGEBASE"], 256, 0.009, 0],
].map(([slug, name, provider, usecases, context, input, output]) =>
  ({ slug, name, provider, usecases, context, input, output }) as Model
);

const SINCE = timestamp(Date.UTC(2026, 0, 1));

function id({ slug }: Model): string {
  return uuid(`model ${slug}`, 1);
}

function common(model: Model): JsonObject {
  const { name, provider, context } = model;
  return {
    uuid: id(model),
    name,
    provider: `MODEL_PROVIDER_${provider}`,
    context_window: String(context),
    is_foundational: true,
    upload_complete: true,
    lifecycle_status: "active",
    version: { major: 1, minor: 0, patch: 0 },
    created_at: SINCE,
    updated_at: SINCE,
  };
}

/** A model as the resources show it that use it; of one that is not known, its UUID. */
export function modelView(wanted: Json | undefined): JsonObject {
  const model = MODELS.find((one) => id(one) === wanted);
  if (model === undefined) return { uuid: wanted ?? "" };
  const usecases = model.usecases.map((one) => `MODEL_USECASE_${one}`);
  return { ...common(model), inference_name: model.slug, usecases };
}

/** The models of a provider whose key an account has. */
export function modelsFrom(provider: Model["provider"]): JsonObject[] {
  return MODELS.filter((one) => one.provider === provider).map((one) => modelView(id(one)));
}

function listModels(c: Context): Answer {
  const wanted = c.query.getAll("usecases").flatMap((text) => text.split(","));
  const found = MODELS.filter(({ usecases }) =>
    wanted.length === 0 || usecases.some((one) => wanted.includes(`MODEL_USECASE_${one}`))
  );
  return pageAnswer(c, "models", found, (model) => ({
    ...common(model),
    id: model.slug,
    pricing: { input_price_per_million: model.input, output_price_per_million: model.output },
  }));
}

/** The regions of agents, and whether they index knowledge bases. */
const REGIONS = [
  { region: "tor1", batch: true },
  { region: "atl1", batch: true },
  { region: "nyc2", batch: false },
];

function listRegions({ query }: Context): Answer {
  const regions = REGIONS
    .map(({ region, batch }) => ({
      region,
      serves_inference: true,
      serves_batch: batch,
      inference_url: `https://inference.${region}.do-ai.run`,
      stream_inference_url: `https://stream.${region}.do-ai.run`,
    }))
    .filter((one) =>
      (["serves_inference", "serves_batch"] as const).every((name) =>
        !query.get(name) || String(one[name]) === query.get(name)
      )
    );
  return { status: 200, body: { regions } };
}

/** What agents and knowledge bases are made with. */
export const MODEL_ROUTES = {
  "GET /v2/gen-ai/models": listModels,
  "GET /v2/gen-ai/regions": listRegions,
};
