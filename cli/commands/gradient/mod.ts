import { workspace } from "../../../lib/kinds/workspace.ts";
import { model } from "../../../lib/kinds/model.ts";
import { modelRouter } from "../../../lib/kinds/model_router.ts";
import { anthropicKey } from "../../../lib/kinds/anthropic_key.ts";
import { openaiKey } from "../../../lib/kinds/openai_key.ts";
import { subKind } from "../../base/kind.ts";
import { lazyGroup, subArea } from "../../base/lazy.ts";
import { operations } from "../../base/operation/leaf.ts";
import type { Context } from "../../context.ts";
import type { Whole } from "../../args/options.ts";
import { AGENT } from "./agent.ts";
import { EVALUATION, TEST_CASE_COLUMNS } from "./evaluation.ts";
import { KNOWLEDGE_BASE } from "./knowledge_base.ts";

const COMMANDS = {
  ...operations({
    regions: ["genai_list_datacenter_regions", "List the regions that serve models.", {
      columns: ["region", "serves_inference", "serves_batch", "inference_url"],
    }],
    "oauth-url": [
      "genai_get_oauth2_url",
      "Show the address of the page that grants access to a data source.",
      {
        example: "--type dropbox --redirect-url https://example.com/",
      },
    ],
    "dropbox-tokens": [
      "genai_create_oauth2_dropbox_tokens",
      "Exchange a Dropbox code for tokens.",
      { example: "--help" },
    ],
  }),
  workspace: subKind(
    "Manage workspaces.",
    { command: "gradient workspace", kind: "workspace", row: workspace, sample: "team" },
    operations({
      agents: ["genai_list_agents_by_workspace", "List the agents of a workspace.", {
        example: "team",
        columns: ["uuid", "name", "region"],
      }],
      "move-agents": ["genai_update_agents_workspace", "Move agents into a workspace.", {
        example: "team --agent helper",
      }],
      "test-cases": [
        "genai_list_evaluation_test_cases_by_workspace",
        "List the test cases of a workspace.",
        { example: "team", columns: TEST_CASE_COLUMNS },
      ],
    }),
  ),
  model: subKind(
    "List models.",
    { command: "gradient model", kind: "model", row: model, sample: "llama" },
    operations({
      catalog: ["genai_list_model_catalog", "List the catalogue of models.", {
        columns: ["id", "name", "creator", "type", "context_window"],
      }],
      card: ["genai_get_model_catalog_card", "Show the card of a model in the catalogue.", {
        example: "llama3.3-70b-instruct",
      }],
      keys: ["genai_list_model_api_keys", "List the API keys of models.", {
        columns: ["uuid", "name", "created_at"],
      }],
      "update-key": ["genai_update_model_api_key", "Rename an API key of models.", {
        args: ["name"],
        example: "50e14f43-dd4e-412f-864d-78943ea28d91 ci",
      }],
      "renew-key": ["genai_regenerate_model_api_key", "Regenerate an API key of models.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "delete-key": ["genai_delete_model_api_key", "Delete an API key of models.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
    }),
  ),
  "custom-model": subArea(
    "Import and manage custom models.",
    operations({
      list: ["genai_list_custom_models", "List the models.", {
        columns: ["uuid", "name", "status", "architecture", "total_size_bytes", "created_at"],
      }],
      show: ["genai_get_custom_model", "Show a model.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      import: ["genai_import_custom_model", "Import a model.", { example: "--help" }],
      update: ["genai_update_custom_model_metadata", "Change the metadata of a model.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91 --help",
      }],
      delete: ["genai_delete_custom_model", "Delete a model.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
    }),
  ),
  router: subKind(
    "Manage routers of models.",
    { command: "gradient router", kind: "model_router", row: modelRouter, sample: "cheap-first" },
    operations({
      presets: ["genai_list_model_router_presets", "List the presets of routers.", {
        columns: ["slug", "display_name", "short_description"],
      }],
      "task-presets": ["genai_list_model_router_task_presets", "List the presets of tasks.", {
        columns: ["task_slug", "name", "category"],
      }],
    }),
  ),
  "anthropic-key": subKind(
    "Manage keys of Anthropic.",
    { command: "gradient anthropic-key", kind: "anthropic_key", row: anthropicKey, sample: "main" },
    operations({
      agents: ["genai_list_agents_by_anthropic_key", "List the agents that use a key.", {
        example: "main",
        columns: ["uuid", "name", "region"],
      }],
    }),
  ),
  "openai-key": subKind(
    "Manage keys of OpenAI.",
    { command: "gradient openai-key", kind: "openai_key", row: openaiKey, sample: "main" },
    operations({
      agents: ["genai_list_agents_by_openai_key", "List the agents that use a key.", {
        example: "main",
        columns: ["uuid", "name", "region"],
      }],
    }),
  ),
  ...AGENT,
  ...KNOWLEDGE_BASE,
  ...EVALUATION,
};

/** `doapi gradient` */
export function gradient(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "gradient", COMMANDS);
}
