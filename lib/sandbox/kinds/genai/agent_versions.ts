import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import { copyJson, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { hex } from "../functions/namespaces.ts";
import type { Kind } from "../kind.ts";
import type { Link, LinkName } from "./agent_links.ts";
import { modelView } from "./models.ts";
import { agentOf, AGENTS, KNOWLEDGE_BASES, versionsOf } from "./paths.ts";

/** What of an agent a version remembers, and a rollback brings back. */
const REMEMBERED = [
  "name",
  "description",
  "instruction",
  "k",
  "max_tokens",
  "model_uuid",
  "provide_citations",
  "retrieval_method",
  "tags",
  "temperature",
  "top_p",
];

const LINKS: readonly LinkName[] = ["knowledge_bases", "functions", "guardrails", "children"];

/** Writes down what an agent is like from now on. */
export function addVersion(store: Store, agent: ResourceRecord, action: string): void {
  const now = store.clock.now();
  const version_hash = hex("agent version", store.state.counters.resource, 64);
  const config = REMEMBERED.flatMap((name) =>
    agent.fields[name] === undefined ? [] : [[name, agent.fields[name]]]
  );
  const links = LINKS.map((name) => [name, agent.hidden?.[name] ?? []]);
  store.resources.add(versionsOf(agent), {
    key: version_hash,
    created: now,
    updated: now,
    fields: copyJson({ ...Object.fromEntries(config), trigger_action: action }),
    hidden: copyJson({ agent: agent.key, ...Object.fromEntries(links) }),
    pending: [],
  });
  agent.hidden = { ...agent.hidden, applied: version_hash };
  agent.updated = now;
}

function linked({ hidden }: ResourceRecord, name: LinkName): Link[] {
  return (hidden?.[name] ?? []) as Link[];
}

/** Whether everything is still there that a version names. */
function isWhole(store: Store, version: ResourceRecord): boolean {
  const isThere = (path: string) => ({ uuid }: Link) =>
    store.resources.in(path).named(uuid) !== undefined;
  return linked(version, "knowledge_bases").every(isThere(KNOWLEDGE_BASES)) &&
    linked(version, "children").every(isThere(AGENTS));
}

function view(store: Store, version: ResourceRecord): JsonObject {
  const { id, key, created, hidden } = version;
  const { model_uuid, ...fields } = version.fields;
  const agent = store.resources.in(AGENTS).named(String(hidden?.agent));
  const applied = agent?.hidden?.applied === key;
  const named = (path: string, uuid: string): JsonObject => {
    const name = store.resources.in(path).named(uuid)?.fields.name;
    return { name: name ?? "", is_deleted: name === undefined };
  };
  return {
    ...fields,
    id: String(id),
    agent_uuid: hidden?.agent ?? "",
    version_hash: key,
    model_name: modelView(model_uuid).name ?? "",
    currently_applied: applied,
    can_rollback: !applied && isWhole(store, version),
    created_at: timestamp(created),
    created_by_email: store.state.account.email,
    attached_knowledgebases: linked(version, "knowledge_bases")
      .map(({ uuid }) => ({ uuid, ...named(KNOWLEDGE_BASES, uuid) })),
    attached_child_agents: linked(version, "children").map(({ uuid, route_name, if_case }) => {
      const { name, is_deleted } = named(AGENTS, uuid);
      return { child_agent_uuid: uuid, agent_name: name, is_deleted, route_name, if_case };
    }) as JsonObject[],
    attached_functions: linked(version, "functions")
      .map(({ name, description, faas_name, faas_namespace }) =>
        ({ name, description, faas_name, faas_namespace, is_deleted: false }) as JsonObject
      ),
    attached_guardrails: linked(version, "guardrails")
      .map(({ uuid, priority }) => ({ uuid, priority, is_deleted: false }) as JsonObject),
  };
}

function rollBack(c: Context): Answer {
  const agent = agentOf(c);
  const hash = String(c.body.version_hash ?? "");
  const version = c.store.resources.in(versionsOf(agent)).named(hash);
  if (version === undefined) throw notFound("failed to get agent version");
  if (!isWhole(c.store, version)) {
    throw unprocessable("The version names what has been deleted and cannot be rolled back to.");
  }
  const { trigger_action: _, ...config } = copyJson(version.fields);
  const agents = c.store.resources.in(AGENTS);
  const { deployment, ...others } = agent.fields;
  const kept = Object.entries(others).filter(([name]) => !REMEMBERED.includes(name));
  agents.write(agent, { ...Object.fromEntries(kept), ...config, deployment: deployment ?? {} });
  const links = LINKS.map((name) => [name, copyJson(linked(version, name))]);
  agent.hidden = { ...agent.hidden, ...Object.fromEntries(links), applied: hash };
  agent.updated = c.now;
  return { status: 200, body: { version_hash: hash } };
}

/** What agents were like, one version for each change. */
export const AGENT_VERSION: Kind = {
  path: `${AGENTS}/{}/versions`,
  key: "version_hash",
  newestFirst: true,
  view,
  routes: { [`PUT ${AGENTS}/{uuid}/versions`]: rollBack },
};
