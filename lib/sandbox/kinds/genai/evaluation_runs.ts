import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { PendingChange, ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource } from "../engine.ts";
import type { Kind } from "../kind.ts";
import { promptsOf, runView, SUCCESSFUL } from "./evaluation_run_view.ts";
import { AGENTS, EVALUATION_RUNS, find, MISSING, pageAnswer, TEST_CASES } from "./paths.ts";

const QUEUED = "EVALUATION_RUN_QUEUED";
const RUNNING = "EVALUATION_RUN_RUNNING_DATASET";

/** Runs a test case with each agent, all of which have to be there. */
function start(c: Context): Answer {
  const { test_case_uuid, agent_uuids, run_name = "" } = c.body as JsonObject;
  const testCase = find(c, TEST_CASES, test_case_uuid);
  const agents = ((agent_uuids ?? []) as string[]).map((one) => find(c, AGENTS, one));
  if (agents.length === 0) throw unprocessable("agent_uuids is required");
  const context = { ...c, collection: EVALUATION_RUNS };
  const runs = agents.map((agent) =>
    createResource(context, EVALUATION_RUN, {
      run_name,
      agent_uuid: agent.key,
      agent_name: agent.fields.name ?? "",
      agent_version_hash: agent.hidden?.applied ?? "",
      agent_workspace_uuid: agent.fields.workspace_uuid ?? "",
      evaluation_test_case_workspace_uuid: testCase.fields.workspace_uuid ?? "",
      test_case_uuid: testCase.key,
      test_case_name: testCase.fields.name ?? "",
      test_case_description: testCase.fields.description ?? "",
      test_case_version: testCase.fields.version ?? 1,
    })
  );
  return { status: 200, body: { evaluation_run_uuids: runs.map(({ key }) => key) } };
}

function transitioned(store: Store, run: ResourceRecord, { at, set }: PendingChange): void {
  const time = timestamp(at ?? store.clock.now());
  if (set.status === RUNNING) run.fields.started_at = time;
  if (set.status === SUCCESSFUL) run.fields.finished_at = time;
}

function runOf(c: Context): ResourceRecord {
  return find(c, EVALUATION_RUNS, c.params.evaluation_run_uuid);
}

function results(c: Context): Answer {
  const run = runOf(c);
  const { status, body } = pageAnswer(c, "prompts", promptsOf(c.store, run), (one) => one);
  return { status, body: { ...body as JsonObject, evaluation_run: runView(c.store, run) } };
}

function promptResults(c: Context): Answer {
  const wanted = Number(c.params.prompt_id);
  const prompt = promptsOf(c.store, runOf(c)).find(({ prompt_id }) => prompt_id === wanted);
  if (prompt === undefined) throw notFound("failed to get evaluation run prompt");
  return { status: 200, body: { prompt } };
}

/** Runs of test cases, one for each agent. */
export const EVALUATION_RUN: Kind = {
  path: EVALUATION_RUNS,
  key: "evaluation_run_uuid",
  missing: MISSING[EVALUATION_RUNS],
  transitions: [
    { field: "status", from: QUEUED, to: RUNNING, after: 0.25 },
    { field: "status", from: QUEUED, to: "EVALUATION_RUN_EVALUATING_RESULTS", after: 0.75 },
    { field: "status", from: QUEUED, to: SUCCESSFUL },
  ],
  view: runView,
  transitioned,
  routes: {
    [`POST ${EVALUATION_RUNS}`]: start,
    [`GET ${EVALUATION_RUNS}/{evaluation_run_uuid}/results`]: results,
    [`GET ${EVALUATION_RUNS}/{evaluation_run_uuid}/results/{prompt_id}`]: promptResults,
  },
};
