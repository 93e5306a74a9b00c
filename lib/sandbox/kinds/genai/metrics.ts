import { conflict, notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { CUSTOM_METRICS, MISSING } from "./paths.ts";

/** What everyone can measure: the name, the category, and whether less is better. */
const BUILT_IN: readonly (readonly [name: string, category: string, inverted: boolean])[] = [
  ["Correctness (general hallucinations)", "CORRECTNESS", false],
  ["Instruction adherence", "CORRECTNESS", false],
  ["Context adherence", "CONTEXT_QUALITY", false],
  ["Context relevance", "CONTEXT_QUALITY", false],
  ["Tone", "USER_OUTCOMES", false],
  ["Input toxicity", "SAFETY_AND_SECURITY", true],
  ["Output toxicity", "SAFETY_AND_SECURITY", true],
  ["Prompt injection", "SAFETY_AND_SECURITY", true],
];

const COMMON: JsonObject = {
  evaluation_scope: "EVALUATION_SCOPE_AGENT",
  metric_type: "METRIC_TYPE_GENERAL_QUALITY",
  metric_value_type: "METRIC_VALUE_TYPE_PERCENTAGE",
  range_min: 0,
  range_max: 100,
};

function builtIn(): JsonObject[] {
  return BUILT_IN.map(([metric_name, category, inverted], i) => ({
    ...COMMON,
    metric_uuid: uuid("evaluation metric", i + 1),
    metric_name,
    description: "",
    category: `METRIC_CATEGORY_${category}`,
    inverted,
    source: "EVALUATION_METRIC_SOURCE_BUILTIN",
  }));
}

function view(_store: Store, { key, fields }: ResourceRecord): JsonObject {
  return {
    ...COMMON,
    metric_uuid: key,
    metric_name: fields.metric_name ?? "",
    description: fields.description ?? "",
    category: "METRIC_CATEGORY_CORRECTNESS",
    inverted: false,
    source: "EVALUATION_METRIC_SOURCE_CUSTOM",
    custom_eval_config: fields.config ?? {},
  };
}

function all(store: Store): JsonObject[] {
  const own = store.resources.in(CUSTOM_METRICS).items;
  return [...builtIn(), ...own.map((record) => view(store, record))];
}

/** The metrics of those UUIDs that are there; custom ones can be deleted while others name them. */
export function metricsNamed(store: Store, uuids: readonly Json[]): JsonObject[] {
  const known = new Map(
    all(store).map((metric): [Json | undefined, JsonObject] => [metric.metric_uuid, metric]),
  );
  return uuids.map((one) => known.get(one)).filter((metric) => metric !== undefined);
}

/**
 * Refuses metrics of which one is not there.
 *
 * @throws {ApiError} 404 then.
 */
export function checkMetrics(store: Store, uuids: readonly Json[]): void {
  const isMissing = metricsNamed(store, uuids).length < uuids.length;
  if (isMissing) throw notFound(MISSING[CUSTOM_METRICS]);
}

function list(c: Context): Answer {
  return { status: 200, body: { metrics: all(c.store) } };
}

function check({ store }: KindContext, fields: JsonObject, except?: ResourceRecord): void {
  if (!fields.metric_name) throw unprocessable("metric_name is required");
  const others = store.resources.in(CUSTOM_METRICS).items.filter((one) => one !== except);
  if (others.some((one) => one.fields.metric_name === fields.metric_name)) {
    throw conflict("An evaluation metric with this name already exists.");
  }
}

/** What evaluations measure beside the metrics that everyone has. */
export const CUSTOM_METRIC: Kind = {
  path: CUSTOM_METRICS,
  key: "metric_uuid",
  missing: MISSING[CUSTOM_METRICS],
  create: check,
  update: (c, metric, changes) => check(c, { ...metric.fields, ...changes }, metric),
  view,
  routes: {
    "GET /v2/gen-ai/evaluation_metrics": list,
    "GET /v2/gen-ai/model_evaluation_metrics": list,
  },
};
