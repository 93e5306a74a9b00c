import { latest, put, unique } from "./state.ts";
import type { Bodies, Preparations } from "./types.ts";
import type { Sandbox } from "@doapi/doapi/sandbox";

const GENAI = "/v2/gen-ai";

function named(name: string): () => Record<string, unknown> {
  return () => ({ name: unique(name) });
}

function providerKey(): Record<string, unknown> {
  return { name: unique("key"), api_key: "sk-example" };
}

/** A knowledge base with a data source and no job. */
function knowledgeBase(sandbox: Sandbox): string {
  const path = `${GENAI}/knowledge_bases`;
  const key = put(sandbox, path, () => ({ fields: { name: unique("base"), tags: [] } }));
  put(sandbox, `${path}/${key}/data_sources`);
  return key;
}

/** Gives an agent something, as no list below it shows. */
function given(sandbox: Sandbox, name: string, agent = "", uuid = "example"): boolean {
  const state = sandbox.snapshot();
  const found = state.resources[`${GENAI}/agents`]?.find(({ key }) => key === agent);
  if (found) found.hidden = { ...found.hidden, [name]: [{ uuid, at: 0 }] };
  sandbox.restore(state);
  return true;
}

/** Gives something a status, however it came to it. */
function inStatus(path: string, fields: Record<string, string>) {
  return (sandbox: Sandbox, [wanted]: readonly string[]): boolean => {
    const state = sandbox.snapshot();
    const found = state.resources[path]?.find(({ key }) => key === wanted);
    if (found) Object.assign(found.fields, fields);
    sandbox.restore(state);
    return true;
  };
}

/** The bodies of requests about Gradient AI. */
export const GENAI_BODIES: Bodies = {
  genai_import_custom_model: () => ({
    name: unique("model"),
    source_type: "SOURCE_TYPE_HUGGINGFACE",
    source_ref: { repo_id: "example/model" },
    accept_terms_and_conditions: true,
  }),
  genai_create_agent: () => ({
    name: unique("agent"),
    instruction: "Help.",
    model_uuid: "example",
    region: "tor1",
  }),
  genai_create_agent_api_key: named("key"),
  genai_update_agent_api_key: named("key"),
  genai_update_model_api_key: named("key"),
  genai_update_agent_deployment_visibility: () => ({ visibility: "VISIBILITY_PUBLIC" }),
  genai_attach_agent_function: () => ({
    function_name: unique("function"),
    faas_name: "default/example",
    faas_namespace: "fn-example",
  }),
  genai_attach_agent_guardrails: () => ({ guardrails: [{ guardrail_uuid: "example" }] }),
  genai_rollback_to_agent_version: (sandbox, [agent]) => ({
    version_hash: latest(sandbox, `${GENAI}/agents/${agent}/versions`),
  }),
  genai_create_openai_api_key: providerKey,
  genai_create_anthropic_api_key: providerKey,
  genai_create_custom_evaluation_metric: () => ({ metric_name: unique("metric") }),
  genai_create_evaluation_dataset: () => ({
    name: unique("dataset"),
    file_upload_dataset: { stored_object_key: "example" },
  }),
  genai_create_evaluation_test_case: (sandbox) => ({
    name: unique("case"),
    dataset_uuid: latest(sandbox, `${GENAI}/evaluation_datasets`),
  }),
  genai_run_evaluation_test_case: (sandbox) => ({
    test_case_uuid: latest(sandbox, `${GENAI}/evaluation_test_cases`),
    agent_uuids: [latest(sandbox, `${GENAI}/agents`)],
  }),
  genai_create_indexing_job: (sandbox) => ({ knowledge_base_uuid: knowledgeBase(sandbox) }),
  genai_create_knowledge_base: () => ({ name: unique("base"), embedding_model_uuid: "example" }),
  genai_create_knowledge_base_data_source: () => ({
    web_crawler_data_source: { base_url: "https://example.com/" },
  }),
  genai_create_scheduled_indexing: (sandbox) => ({
    knowledge_base_uuid: knowledgeBase(sandbox),
    time: "03:00",
    days: [1],
  }),
  genai_create_workspace: named("workspace"),
  genai_update_agent: named("agent"),
  genai_update_evaluation_test_case: named("case"),
  genai_update_knowledge_base: named("base"),
};

/** What comes before some of them. */
export const GENAI_PREPARED: Preparations = {
  genai_attach_agent: (sandbox, [, key = ""]) =>
    put(sandbox, `${GENAI}/agents`, () => ({ key })) !== "",
  genai_attach_knowledge_base: (sandbox, [, key = ""]) =>
    put(sandbox, `${GENAI}/knowledge_bases`, () => ({ key })) !== "",
  genai_update_agent_function: (sandbox, [agent]) => given(sandbox, "functions", agent),
  genai_detach_agent_function: (sandbox, [agent]) => given(sandbox, "functions", agent),
  genai_detach_agent_guardrail: (sandbox, [agent]) => given(sandbox, "guardrails", agent),
  genai_detach_knowledge_base: (sandbox, keys) => given(sandbox, "knowledge_bases", ...keys),
  genai_update_attached_agent: (sandbox, keys) => given(sandbox, "children", ...keys),
  genai_detach_agent: (sandbox, keys) => given(sandbox, "children", ...keys),
  genai_get_evaluation_run_prompt_results: inStatus(`${GENAI}/evaluation_runs`, {
    status: "EVALUATION_RUN_SUCCESSFUL",
  }),
  genai_cancel_indexing_job: inStatus(`${GENAI}/indexing_jobs`, {
    phase: "BATCH_JOB_PHASE_RUNNING",
  }),
  genai_get_scheduled_indexing: (sandbox, [base]) =>
    put(sandbox, `${GENAI}/scheduled-indexing`, () => ({
      fields: { knowledge_base_uuid: base ?? "", time: "03:00", days: [1] },
    })) !== "",
};
