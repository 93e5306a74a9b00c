import { notFound } from "../../http/errors.ts";
import { arrayAnswer, spanOf } from "../../http/paging.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";

export const AGENTS = "/v2/gen-ai/agents";
export const WORKSPACES = "/v2/gen-ai/workspaces";
export const KNOWLEDGE_BASES = "/v2/gen-ai/knowledge_bases";
export const INDEXING_JOBS = "/v2/gen-ai/indexing_jobs";
export const SCHEDULES = "/v2/gen-ai/scheduled-indexing";
export const OPENAI_KEYS = "/v2/gen-ai/openai/keys";
export const ANTHROPIC_KEYS = "/v2/gen-ai/anthropic/keys";
export const DATASETS = "/v2/gen-ai/evaluation_datasets";
export const TEST_CASES = "/v2/gen-ai/evaluation_test_cases";
export const EVALUATION_RUNS = "/v2/gen-ai/evaluation_runs";
export const CUSTOM_METRICS = "/v2/gen-ai/custom_evaluation_metrics";

/** What this part of the API says of what it does not find. */
export const MISSING = {
  [AGENTS]: "failed to get agent: agent not found",
  [WORKSPACES]: "failed to get workspace",
  [KNOWLEDGE_BASES]: "failed to get knowledge base",
  [INDEXING_JOBS]: "failed to get indexing job",
  [SCHEDULES]: "failed to get scheduled indexing",
  [OPENAI_KEYS]: "failed to get openai api key",
  [ANTHROPIC_KEYS]: "failed to get anthropic api key",
  [DATASETS]: "failed to get evaluation dataset",
  [TEST_CASES]: "failed to get evaluation test case",
  [EVALUATION_RUNS]: "failed to get evaluation run",
  [CUSTOM_METRICS]: "failed to get evaluation metric",
} as const;

/**
 * What a path, or a field of a body, names.
 *
 * @throws {ApiError} 404 if it is not there, with the words of its kind.
 */
export function find(
  { store }: { readonly store: Store },
  collection: keyof typeof MISSING,
  key: unknown,
): ResourceRecord {
  const record = store.resources.in(collection).named(String(key));
  if (record === undefined) throw notFound(MISSING[collection]);
  return record;
}

/** The agent that a path goes through, by whatever name its parameter has. */
export function agentOf(c: Context): ResourceRecord {
  const { uuid, agent_uuid = uuid, parent_agent_uuid = agent_uuid } = c.params;
  return find(c, AGENTS, parent_agent_uuid);
}

/** The versions of an agent. */
export function versionsOf(agent: ResourceRecord): string {
  return `${pathOf(AGENTS, agent.key)}/versions`;
}

/** When something was made and last changed, as answers write it. */
export function stamps({ created, updated }: ResourceRecord): JsonObject {
  return { created_at: timestamp(created), updated_at: timestamp(updated) };
}

/** A list answer, at the bottom of which this part of the API says which page it is, too. */
export function pageAnswer<T>(
  c: Context,
  key: string,
  items: readonly T[],
  view: (item: T) => unknown,
): Answer {
  const { page, perPage } = spanOf(c.query);
  const { status, body } = arrayAnswer(c, key, items, view);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  return { status, body: { ...body as JsonObject, meta: { page, pages, total: items.length } } };
}
