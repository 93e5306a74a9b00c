import { badRequest, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { PendingChange, ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { dropEverywhere } from "./agent_links.ts";
import { addVersion } from "./agent_versions.ts";
import { agentView, deploymentOf, summary } from "./agent_view.ts";
import { attachKnowledge, ATTACHMENT_ROUTES } from "./attachments.ts";
import { MODEL_ROUTES } from "./models.ts";
import {
  agentOf,
  AGENTS,
  ANTHROPIC_KEYS,
  find,
  KNOWLEDGE_BASES,
  MISSING,
  OPENAI_KEYS,
  pageAnswer,
} from "./paths.ts";
import { workspaceFor } from "./workspaces.ts";

/** The keys that a request names have to be there. */
function checkKeys(c: KindContext, fields: JsonObject): void {
  if (fields.open_ai_key_uuid) find(c, OPENAI_KEYS, fields.open_ai_key_uuid);
  if (fields.anthropic_key_uuid) find(c, ANTHROPIC_KEYS, fields.anthropic_key_uuid);
}

// Models and projects that only the caller's own account has are taken as they are.
function create(c: KindContext, fields: JsonObject): void {
  for (const name of ["name", "instruction", "region"]) {
    if (!fields[name]) throw unprocessable(`${name} is required`);
  }
  if (!fields.model_uuid && !fields.model_router_uuid && !fields.router_preset_slug) {
    throw unprocessable("model_uuid is required");
  }
  checkKeys(c, fields);
  for (const base of (fields.knowledge_base_uuid ?? []) as string[]) {
    find(c, KNOWLEDGE_BASES, base);
  }
  fields.workspace_uuid = workspaceFor(c.store, fields.workspace_uuid);
  const now = timestamp(c.now);
  fields.deployment = {
    uuid: uuid("agent deployment", c.store.state.counters.resource),
    visibility: "VISIBILITY_PRIVATE",
    created_at: now,
    updated_at: now,
  };
}

function created(c: KindContext, agent: ResourceRecord): void {
  for (const base of (agent.fields.knowledge_base_uuid ?? []) as string[]) {
    attachKnowledge(c, agent, base);
  }
  delete agent.fields.knowledge_base_uuid;
  addVersion(c.store, agent, "agent_created");
}

function update(c: KindContext, _agent: ResourceRecord, changes: JsonObject): void {
  if (changes.name === "") throw unprocessable("name is required");
  checkKeys(c, changes);
  if (changes.clear_mcp_servers === true) changes.mcp_servers = [];
  delete changes.clear_mcp_servers;
}

function transitioned(store: Store, agent: ResourceRecord, { at }: PendingChange): void {
  deploymentOf(agent).updated_at = timestamp(at ?? store.clock.now());
}

function setVisibility({ body, now }: KindContext, agent: ResourceRecord): void {
  const { visibility } = body;
  const known = ["DISABLED", "PLAYGROUND", "PUBLIC", "PRIVATE"].map((one) => `VISIBILITY_${one}`);
  if (!known.includes(String(visibility))) {
    throw badRequest("Invalid visibility value provided.");
  }
  const changes = { visibility: String(visibility), updated_at: timestamp(now) };
  agent.fields.deployment = { ...deploymentOf(agent), ...changes };
}

function isDeployed(agent: ResourceRecord): boolean {
  return deploymentOf(agent).status === "STATUS_RUNNING";
}

function list(c: Context): Answer {
  const { items } = c.store.resources.in(AGENTS);
  const wanted = c.query.get("only_deployed") === "true" ? items.filter(isDeployed) : items;
  return pageAnswer(c, "agents", wanted, summary);
}

/** Nobody has asked an agent of a sandbox anything. */
function usage(c: Context): Answer {
  const { key, created } = agentOf(c);
  const start = c.query.get("start") || timestamp(created);
  const stop = c.query.get("stop") || timestamp(c.now);
  const none = { measurements: [], resource_uuid: key, start, stop };
  return { status: 200, body: { usage: none, log_insights_usage: none } };
}

/** Agents: a model with instructions, and with what it may know and do. */
export const AGENT: Kind = {
  path: AGENTS,
  key: "uuid",
  missing: MISSING[AGENTS],
  defaults: {
    description: "",
    tags: [],
    k: 10,
    max_tokens: 512,
    temperature: 0.7,
    top_p: 0.9,
    retrieval_method: "RETRIEVAL_METHOD_NONE",
    provide_citations: false,
  },
  fixed: ["uuid"],
  // It answers a wrong value in words of its own.
  lenient: ["visibility"],
  transitions: [
    {
      field: "deployment.status",
      from: "STATUS_WAITING_FOR_DEPLOYMENT",
      to: "STATUS_DEPLOYING",
      after: 0.5,
    },
    { field: "deployment.status", from: "STATUS_WAITING_FOR_DEPLOYMENT", to: "STATUS_RUNNING" },
  ],
  create,
  created,
  update,
  updated: ({ store }, agent) => addVersion(store, agent, "agent_updated"),
  remove: ({ store }, { key }) => dropEverywhere(store, "children", key),
  view: agentView,
  transitioned,
  actions: { "PUT deployment_visibility": setVisibility },
  routes: {
    [`GET ${AGENTS}`]: list,
    [`GET ${AGENTS}/{uuid}/usage`]: usage,
    ...ATTACHMENT_ROUTES,
    ...MODEL_ROUTES,
  },
};
