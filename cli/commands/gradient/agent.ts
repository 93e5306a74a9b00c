import { agent } from "../../../lib/kinds/agent.ts";
import { subKind } from "../../base/kind.ts";
import { operations } from "../../base/operation/leaf.ts";

/** Agents, and what they use. */
export const AGENT = {
  agent: subKind(
    "Manage agents.",
    { command: "gradient agent", kind: "agent", row: agent, sample: "helper" },
    operations({
      children: ["genai_get_agent_children", "List the agents that an agent routes to.", {
        example: "helper",
        columns: ["uuid", "name", "region"],
      }],
      "attach-agent": ["genai_attach_agent", "Add a route from an agent to another agent.", {
        example: "helper expert",
      }],
      "update-agent": [
        "genai_update_attached_agent",
        "Change the route from an agent to another agent.",
        { example: "helper expert --if-case 'the question is about money'" },
      ],
      "detach-agent": ["genai_detach_agent", "Stop routing to an agent.", {
        example: "helper expert",
      }],
      "attach-knowledge-base": [
        "genai_attach_knowledge_base",
        "Add a knowledge base to an agent.",
        {
          example: "helper docs",
        },
      ],
      "attach-knowledge-bases": [
        "genai_attach_knowledge_bases",
        "Add several knowledge bases to an agent.",
        { example: "helper --help" },
      ],
      "detach-knowledge-base": [
        "genai_detach_knowledge_base",
        "Remove a knowledge base from an agent.",
        { example: "helper docs" },
      ],
      "add-function": ["genai_attach_agent_function", "Add a function to an agent.", {
        example: "helper --help",
      }],
      "update-function": ["genai_update_agent_function", "Change a function of an agent.", {
        example: "helper 50e14f43-dd4e-412f-864d-78943ea28d91 --help",
      }],
      "remove-function": ["genai_detach_agent_function", "Remove a function from an agent.", {
        example: "helper 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "add-guardrails": ["genai_attach_agent_guardrails", "Add guardrails to an agent.", {
        example: "helper --help",
      }],
      "remove-guardrail": ["genai_detach_agent_guardrail", "Remove a guardrail from an agent.", {
        example: "helper 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "set-visibility": [
        "genai_update_agent_deployment_visibility",
        "Make an agent public or private.",
        { args: ["visibility"], example: "helper VISIBILITY_PRIVATE" },
      ],
      usage: ["genai_get_agent_usage", "Show the usage of an agent.", { example: "helper" }],
      versions: ["genai_list_agent_versions", "List the versions of an agent.", {
        example: "helper",
        columns: ["version_hash", "created_at", "created_by_email", "currently_applied"],
      }],
      rollback: ["genai_rollback_to_agent_version", "Roll an agent back to a version.", {
        args: ["version_hash"],
        example: "helper c3658d8b",
      }],
      keys: ["genai_list_agent_api_keys", "List the API keys of an agent.", {
        example: "helper",
        columns: ["uuid", "name", "created_at"],
      }],
      "new-key": ["genai_create_agent_api_key", "Create an API key of an agent.", {
        args: ["name"],
        example: "helper ci",
      }],
      "update-key": ["genai_update_agent_api_key", "Rename an API key of an agent.", {
        args: ["name"],
        example: "helper 50e14f43-dd4e-412f-864d-78943ea28d91 ci",
      }],
      "renew-key": ["genai_regenerate_agent_api_key", "Regenerate an API key of an agent.", {
        example: "helper 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "delete-key": ["genai_delete_agent_api_key", "Delete an API key of an agent.", {
        example: "helper 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
    }),
  ),
};
