import { assertEquals } from "@std/assert";
import { type Bench, bench } from "../../support.ts";
import { agent, GENAI, make } from "./support.ts";

const NOBODY = "12345678-1234-1234-1234-123456789012";

async function testCase(b: Bench, more: Record<string, unknown> = {}) {
  const file = { original_file_name: "a.csv", size_in_bytes: "7", stored_object_key: "key" };
  const dataset_uuid = await make(b, "/evaluation_datasets", {
    name: "questions",
    file_upload_dataset: file,
  });
  const [metric] = (await b.call("GET", `${GENAI}/evaluation_metrics`)).json.metrics;
  const body = { name: "basics", dataset_uuid, metrics: [metric.metric_uuid], ...more };
  return { uuid: await make(b, "/evaluation_test_cases", body), metric };
}

Deno.test("agents are in the default workspace until they are moved", async () => {
  const b = bench();
  const [one, two] = [await agent(b), await agent(b, { name: "two" })];
  const list = async () => (await b.call("GET", `${GENAI}/workspaces`)).json.workspaces;
  const [first] = await list();
  assertEquals([first.name, first.agents.length], ["My Agent Workspace (Created by Default)", 2]);
  const own = await make(b, "/workspaces", { name: "own", agent_uuids: [one.uuid] });
  await b.call("PUT", `${GENAI}/workspaces/${own.uuid}/agents`, { agent_uuids: [two.uuid] });
  const { agents } = (await b.call("GET", `${GENAI}/workspaces/${own.uuid}/agents`)).json;
  assertEquals(agents.map((agent: { name: string }) => agent.name), ["helper", "two"]);
  assertEquals((await list())[0].agents, []);
  assertEquals(
    await b.refused("PUT", `${GENAI}/workspaces/${first.uuid}/agents`, {
      agent_uuids: [one.uuid, NOBODY],
    }),
    "404 not_found: failed to get agent: agent not found",
  );
  assertEquals((await list())[0].agents, []);
});

Deno.test("a workspace with agents stays, and one without goes with its test cases", async () => {
  const b = bench();
  const { uuid } = await agent(b);
  const own = await make(b, "/workspaces", { name: "own", agent_uuids: [uuid] });
  await testCase(b, { workspace_uuid: own.uuid });
  const path = `${GENAI}/workspaces/${own.uuid}`;
  const cases = async () =>
    (await b.call("GET", `${GENAI}/evaluation_test_cases`)).json.evaluation_test_cases.length;
  assertEquals(
    await b.refused("DELETE", path),
    "409 conflict: The workspace has agents. Move them to another workspace first.",
  );
  assertEquals(await cases(), 1);
  await b.call("DELETE", `${GENAI}/agents/${uuid}`);
  assertEquals((await b.call("DELETE", path)).json, { workspace_uuid: own.uuid });
  assertEquals(await cases(), 0);
  assertEquals(await b.refused("GET", path), "404 not_found: failed to get workspace");
});

Deno.test("a run goes through its statuses and then has results for each prompt", async () => {
  const b = bench();
  const { uuid: agent_uuid } = await agent(b);
  const { metric } = await testCase(b);
  const star_metric = { metric_uuid: metric.metric_uuid, success_threshold: 10 };
  const { uuid } = await testCase(b, { name: "starred", star_metric });
  const [run] = await make(b, "/evaluation_runs", {
    test_case_uuid: uuid,
    agent_uuids: [agent_uuid],
    run_name: "nightly",
  });
  const path = `${GENAI}/evaluation_runs/${run}`;
  const statuses = [];
  for (const seconds of [0, 3, 5, 2]) {
    b.clock.advance(seconds);
    statuses.push((await b.call("GET", path)).json.evaluation_run.status);
  }
  assertEquals(statuses, [
    "EVALUATION_RUN_QUEUED",
    "EVALUATION_RUN_RUNNING_DATASET",
    "EVALUATION_RUN_EVALUATING_RESULTS",
    "EVALUATION_RUN_SUCCESSFUL",
  ]);
  const { json } = await b.call("GET", `${path}/results?per_page=2`);
  assertEquals([json.prompts.length, json.meta.total], [2, 3]);
  assertEquals(json.evaluation_run.star_metric_result.metric_uuid, metric.metric_uuid);
  assertEquals(json.evaluation_run.pass_status, true);
  const { prompt } = (await b.call("GET", `${path}/results/3`)).json;
  assertEquals(prompt.prompt_level_metric_results[0].metric_name, metric.metric_name);
  assertEquals((await b.call("GET", `${path}/results/4`)).status, 404);
  await b.call("DELETE", `${GENAI}/agents/${agent_uuid}`);
  assertEquals((await b.call("GET", path)).json.evaluation_run.agent_deleted, true);
});

Deno.test("a change of a test case is a version, and runs belong to a version", async () => {
  const b = bench();
  const { uuid: agent_uuid } = await agent(b);
  const { uuid } = await testCase(b);
  const path = `${GENAI}/evaluation_test_cases/${uuid}`;
  const start = () =>
    make(b, "/evaluation_runs", { test_case_uuid: uuid, agent_uuids: [agent_uuid] });
  await start();
  const { json } = await b.call("PUT", path, { name: "renamed", metrics: { metric_uuids: [] } });
  assertEquals(json, { test_case_uuid: uuid, version: 2 });
  await start();
  const seen = async (query: string) => {
    const { name, metrics } = (await b.call("GET", path + query)).json.evaluation_test_case;
    const runs = (await b.call("GET", `${path}/evaluation_runs${query}`)).json.evaluation_runs;
    return [name, metrics.length, runs.length];
  };
  assertEquals(await seen(""), ["renamed", 0, 2]);
  assertEquals(await seen("?evaluation_test_case_version=1"), ["basics", 1, 1]);
});

for (
  const [path, body, refusal] of [
    ["/workspaces", {}, "422 unprocessable_entity: name is required"],
    [
      "/workspaces",
      { name: "w", agent_uuids: [NOBODY] },
      "404 not_found: failed to get agent: agent not found",
    ],
    ["/evaluation_datasets", {}, "422 unprocessable_entity: name is required"],
    [
      "/evaluation_datasets",
      { name: "d" },
      "422 unprocessable_entity: file_upload_dataset.stored_object_key is required",
    ],
    [
      "/evaluation_test_cases",
      { name: "t" },
      "422 unprocessable_entity: dataset_uuid is required",
    ],
    [
      "/evaluation_test_cases",
      { name: "t", dataset_uuid: NOBODY },
      "404 not_found: failed to get evaluation dataset",
    ],
    [
      "/evaluation_runs",
      { test_case_uuid: NOBODY },
      "404 not_found: failed to get evaluation test case",
    ],
    [
      "/custom_evaluation_metrics",
      {},
      "422 unprocessable_entity: metric_name is required",
    ],
  ] as const
) {
  Deno.test(`POST ${path} with ${JSON.stringify(body)} is refused`, async () => {
    assertEquals(await bench().refused("POST", GENAI + path, body), refusal);
  });
}

Deno.test("a test case measures by custom metrics until they are deleted", async () => {
  const b = bench();
  const body = { metric_name: "Politeness", config: { scoring_prompt: "Is it polite?" } };
  const { metric_uuid } = await make(b, "/custom_evaluation_metrics", body);
  assertEquals(
    await b.refused("POST", `${GENAI}/custom_evaluation_metrics`, body),
    "409 conflict: An evaluation metric with this name already exists.",
  );
  const { uuid } = await testCase(b, { metrics: [metric_uuid] });
  const names = async () =>
    (await b.call("GET", `${GENAI}/evaluation_test_cases/${uuid}`)).json.evaluation_test_case
      .metrics.map((one: { metric_name: string }) => one.metric_name);
  assertEquals(await names(), ["Politeness"]);
  assertEquals(
    (await b.call("DELETE", `${GENAI}/custom_evaluation_metrics/${metric_uuid}`)).json,
    {},
  );
  assertEquals(await names(), []);
});
