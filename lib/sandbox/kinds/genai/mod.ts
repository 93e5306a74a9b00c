import type { Kind } from "../kind.ts";
import { AGENT_VERSION } from "./agent_versions.ts";
import { AGENT } from "./agents.ts";
import { CUSTOM_MODEL } from "./custom_models.ts";
import { DATA_SOURCE } from "./data_sources.ts";
import { DATASET } from "./datasets.ts";
import { EVALUATION_RUN } from "./evaluation_runs.ts";
import { INDEXING_JOB } from "./indexing_jobs.ts";
import { KNOWLEDGE_BASE } from "./knowledge_bases.ts";
import { CUSTOM_METRIC } from "./metrics.ts";
import { ANTHROPIC_KEY, OPENAI_KEY } from "./provider_keys.ts";
import { SCHEDULE } from "./schedules.ts";
import { AGENT_KEY, MODEL_KEY } from "./secret_keys.ts";
import { TEST_CASE } from "./test_cases.ts";
import { WORKSPACE } from "./workspaces.ts";

/** Gradient AI: agents, what they know, what they are asked with and what evaluates them. */
export const GENAI_KINDS: readonly Kind[] = [
  AGENT,
  AGENT_KEY,
  AGENT_VERSION,
  ANTHROPIC_KEY,
  CUSTOM_METRIC,
  CUSTOM_MODEL,
  DATA_SOURCE,
  DATASET,
  EVALUATION_RUN,
  INDEXING_JOB,
  KNOWLEDGE_BASE,
  MODEL_KEY,
  OPENAI_KEY,
  SCHEDULE,
  TEST_CASE,
  WORKSPACE,
];
