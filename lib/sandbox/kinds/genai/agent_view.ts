import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { hex } from "../functions/namespaces.ts";
import { type Link, linksOf } from "./agent_links.ts";
import { knowledgeBaseView } from "./knowledge_base_view.ts";
import { modelView } from "./models.ts";
import {
  AGENTS,
  ANTHROPIC_KEYS,
  KNOWLEDGE_BASES,
  OPENAI_KEYS,
  stamps,
  WORKSPACES,
} from "./paths.ts";
import { keyView } from "./provider_keys.ts";

/** Fields of requests that answers show as something else, or not at all. */
const SENT = new Set([
  "agent_log_insights_enabled",
  "allowed_domains",
  "anthropic_key_uuid",
  "clear_mcp_servers",
  "knowledge_base_uuid",
  "model_provider_key_uuid",
  "model_router_uuid",
  "model_uuid",
  "open_ai_key_uuid",
  "router_preset_slug",
  "workspace_uuid",
]);

/** The deployment of an agent; one that was put there as it is may have none. */
export function deploymentOf({ fields }: ResourceRecord): JsonObject {
  return (fields.deployment ?? {}) as JsonObject;
}

// What the API says of what has not happened to an agent.
const NEVER = "0001-01-01T00:00:00Z";

function deploymentView(agent: ResourceRecord): JsonObject {
  const deployment = deploymentOf(agent);
  if (deployment.status !== "STATUS_RUNNING") return deployment;
  return { ...deployment, url: `https://${hex("deployment", agent.id, 24)}.agents.do-ai.run` };
}

/** An agent as lists and other agents show it. */
export function summary(record: ResourceRecord): JsonObject {
  const own = Object.entries(record.fields).filter(([name]) => !SENT.has(name));
  const deployment = deploymentView(record);
  return {
    ...Object.fromEntries(own),
    uuid: record.key,
    model: modelView(record.fields.model_uuid),
    deployment,
    ...(deployment.url !== undefined && { url: deployment.url }),
    version_hash: record.hidden?.applied ?? "",
    // Programs read the time of a route where there is none.
    route_created_at: NEVER,
    ...stamps(record),
  };
}

/** An agent as its parent shows it: with the route to it. */
function childView(store: Store, route: Link): JsonObject[] {
  const child = store.resources.in(AGENTS).named(route.uuid);
  if (child === undefined) return [];
  const { route_uuid, route_name, if_case, at } = route;
  const told = { route_uuid, route_name, if_case, route_created_at: timestamp(at) };
  return [{ ...summary(child), ...told as JsonObject }];
}

/** The agents that a question to an agent may be handed on to. */
export function childrenOf(store: Store, agent: ResourceRecord): JsonObject[] {
  return linksOf(agent, "children").flatMap((route) => childView(store, route));
}

function parentsOf(store: Store, { key }: ResourceRecord): JsonObject[] {
  return store.resources.in(AGENTS).items
    .filter((other) => linksOf(other, "children").some(({ uuid }) => uuid === key))
    .map(summary);
}

function knowledgeOf(store: Store, agent: ResourceRecord): JsonObject[] {
  return linksOf(agent, "knowledge_bases").flatMap(({ uuid, at }) => {
    const base = store.resources.in(KNOWLEDGE_BASES).named(uuid);
    return base ? [{ ...knowledgeBaseView(store, base), added_to_agent_at: timestamp(at) }] : [];
  });
}

function functionView({ at, ...fields }: Link): JsonObject {
  return { ...fields, created_at: timestamp(at) };
}

function guardrailView(agent: string, { uuid, at, priority = 0 }: Link): JsonObject {
  return {
    agent_uuid: agent,
    guardrail_uuid: uuid,
    priority,
    is_attached: true,
    created_at: timestamp(at),
  };
}

/** An agent with all that it has. */
export function agentView(store: Store, record: ResourceRecord): JsonObject {
  const { fields, key } = record;
  const named = (path: string, uuid: unknown) => store.resources.in(path).named(String(uuid));
  const openai = named(OPENAI_KEYS, fields.open_ai_key_uuid);
  const anthropic = named(ANTHROPIC_KEYS, fields.anthropic_key_uuid);
  const workspace = named(WORKSPACES, fields.workspace_uuid);
  const keys = store.resources.in(`${pathOf(AGENTS, key)}/api_keys`).items;
  return {
    ...summary(record),
    ...(openai && { openai_api_key: keyView(openai) }),
    ...(anthropic && { anthropic_api_key: keyView(anthropic) }),
    ...(workspace && { workspace: keyView(workspace) }),
    api_key_infos: keys.map((one) => ({
      uuid: one.key,
      name: one.fields.name ?? "",
      created_at: timestamp(one.created),
    })),
    knowledge_bases: knowledgeOf(store, record),
    functions: linksOf(record, "functions").map(functionView),
    guardrails: linksOf(record, "guardrails").map((one) => guardrailView(key, one)),
    child_agents: childrenOf(store, record),
    parent_agents: parentsOf(store, record),
  };
}
