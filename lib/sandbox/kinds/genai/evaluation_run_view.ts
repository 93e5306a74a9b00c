import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { unit } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { ROWS } from "./datasets.ts";
import { AGENTS, TEST_CASES } from "./paths.ts";
import { metricsOf, testCaseView } from "./test_case_view.ts";

/** How a run ends. */
export const SUCCESSFUL = "EVALUATION_RUN_SUCCESSFUL";

/** What a metric is found to be: made up, and always the same. */
function result(metric: JsonObject, seed: number): JsonObject {
  const { metric_uuid = "", metric_name = "", metric_value_type = "" } = metric;
  let number = seed;
  for (const char of String(metric_uuid)) {
    number = (Math.imul(number, 31) + char.charCodeAt(0)) | 0;
  }
  return {
    metric_uuid,
    metric_name,
    metric_value_type,
    number_value: Math.round(50 + unit(number) * 50),
    status: "EVALUATION_METRIC_RESULT_STATUS_COMPLETED",
  };
}

/** The version of the test case that a run was made of. */
function caseOf(store: Store, { fields }: ResourceRecord): JsonObject {
  const record = store.resources.in(TEST_CASES).named(String(fields.test_case_uuid));
  return record ? testCaseView(store, record, Number(fields.test_case_version)) : {};
}

function resultsOf(store: Store, run: ResourceRecord): JsonObject {
  if (run.fields.status !== SUCCESSFUL) return {};
  const { metrics = [], star_metric } = caseOf(store, run);
  const star = star_metric as JsonObject | undefined;
  const results = (metrics as JsonObject[]).map((metric) => result(metric, run.id));
  const [starred] = star?.metric_uuid
    ? metricsOf(store, { metric_uuids: [star.metric_uuid] }).map((one) => result(one, run.id))
    : [];
  const threshold = Number(star?.success_threshold ?? star?.success_threshold_pct ?? 0);
  return {
    run_level_metric_results: results,
    ...(starred && {
      star_metric_result: starred,
      pass_status: Number(starred.number_value) >= threshold,
    }),
  };
}

/** A run with what it has found. */
export function runView(store: Store, run: ResourceRecord): JsonObject {
  const agent = store.resources.in(AGENTS).named(String(run.fields.agent_uuid));
  return {
    ...run.fields,
    evaluation_run_uuid: run.key,
    agent_deleted: agent === undefined,
    created_by_user_email: store.state.account.email,
    queued_at: timestamp(run.created),
    ...resultsOf(store, run),
  };
}

/** The prompts of a run, with what each has shown; there are none before it is over. */
export function promptsOf(store: Store, run: ResourceRecord): JsonObject[] {
  if (run.fields.status !== SUCCESSFUL) return [];
  const { metrics = [] } = caseOf(store, run);
  return Array.from({ length: ROWS }, (_, i) => ({
    prompt_id: i + 1,
    input: `Prompt ${i + 1}`,
    output: `Answer ${i + 1}`,
    ground_truth: `Answer ${i + 1}`,
    input_tokens: "12",
    output_tokens: "48",
    prompt_level_metric_results: (metrics as JsonObject[]).map((one) =>
      result(one, run.id * 100 + i)
    ),
  }));
}
