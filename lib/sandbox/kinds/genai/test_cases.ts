import { unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { updateResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { checkMetrics } from "./metrics.ts";
import { DATASETS, find, MISSING, TEST_CASES, WORKSPACES } from "./paths.ts";
import { runsOf, testCaseView } from "./test_case_view.ts";
import { runView } from "./evaluation_run_view.ts";
import { workspaceFor } from "./workspaces.ts";

function check(c: KindContext, fields: JsonObject): void {
  const { name, dataset_uuid, metric_uuids, star_metric } = fields;
  if (!name) throw unprocessable("name is required");
  if (dataset_uuid) find(c, DATASETS, dataset_uuid);
  const star = (star_metric as JsonObject | undefined)?.metric_uuid;
  checkMetrics(c.store, [...(metric_uuids ?? []) as Json[], ...(star ? [star] : [])]);
}

/** The workspace of a new test case, which may be named instead. */
function workspaceOf({ store }: KindContext, fields: JsonObject): string {
  const { workspace_uuid, agent_workspace_name } = fields;
  if (workspace_uuid || !agent_workspace_name) return workspaceFor(store, workspace_uuid);
  const [found] = store.resources.in(WORKSPACES).withName(String(agent_workspace_name));
  return workspaceFor(store, found?.key ?? String(agent_workspace_name));
}

function create(c: KindContext, fields: JsonObject): void {
  if (!fields.dataset_uuid) throw unprocessable("dataset_uuid is required");
  fields.metric_uuids = fields.metrics ?? [];
  check(c, fields);
  fields.workspace_uuid = workspaceOf(c, fields);
  for (const name of ["metrics", "agent_workspace_name"]) delete fields[name];
  fields.version = 1;
}

/** Each change is a version; the earlier ones can still be read. */
function update(c: KindContext, record: ResourceRecord, changes: JsonObject): void {
  const metrics = changes.metrics as JsonObject | undefined;
  if (metrics?.metric_uuids) changes.metric_uuids = metrics.metric_uuids;
  delete changes.metrics;
  check(c, { ...record.fields, ...changes });
  changes.version = Number(record.fields.version) + 1;
}

function updated(_c: KindContext, record: ResourceRecord, before: JsonObject): void {
  const versions = (record.hidden?.versions ?? []) as JsonObject[];
  record.hidden = { ...record.hidden, versions: [...versions, before] };
}

function caseOf(c: Context): ResourceRecord {
  const { test_case_uuid, evaluation_test_case_uuid = test_case_uuid } = c.params;
  return find(c, TEST_CASES, evaluation_test_case_uuid);
}

function versionOf({ query }: Context): number | undefined {
  const text = query.get("evaluation_test_case_version");
  return text ? Number(text) : undefined;
}

function get(c: Context): Answer {
  const evaluation_test_case = testCaseView(c.store, caseOf(c), versionOf(c));
  return { status: 200, body: { evaluation_test_case } };
}

function put(c: Context): Answer {
  const record = caseOf(c);
  const { test_case_uuid: _, ...body } = c.body as JsonObject;
  updateResource({ ...c, collection: TEST_CASES }, TEST_CASE, record, body);
  const { version } = record.fields;
  return { status: 200, body: { test_case_uuid: record.key, version } };
}

function listRuns(c: Context): Answer {
  const version = versionOf(c);
  const runs = runsOf(c.store, caseOf(c))
    .filter(({ fields }) => version === undefined || fields.test_case_version === version);
  const evaluation_runs = runs.map((run) => runView(c.store, run));
  return { status: 200, body: { evaluation_runs } };
}

/** What agents are evaluated by: prompts and metrics. */
export const TEST_CASE: Kind = {
  path: TEST_CASES,
  key: "test_case_uuid",
  missing: MISSING[TEST_CASES],
  create,
  update,
  updated,
  view: (store, record) => testCaseView(store, record),
  routes: {
    [`GET ${TEST_CASES}/{test_case_uuid}`]: get,
    [`PUT ${TEST_CASES}/{test_case_uuid}`]: put,
    [`GET ${TEST_CASES}/{evaluation_test_case_uuid}/evaluation_runs`]: listRuns,
  },
};
