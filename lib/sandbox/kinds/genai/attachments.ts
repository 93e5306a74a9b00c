import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { type Link, link, linkTo, unlink } from "./agent_links.ts";
import { addVersion } from "./agent_versions.ts";
import { agentView, childrenOf } from "./agent_view.ts";
import { agentOf, AGENTS, find, KNOWLEDGE_BASES } from "./paths.ts";

/** Changes what an agent has, which is a version of its own, and answers with the agent. */
function changing(
  action: string,
  change: (c: Context, agent: ResourceRecord) => void,
): (c: Context) => Answer {
  return (c) => {
    const agent = agentOf(c);
    change(c, agent);
    addVersion(c.store, agent, action);
    return { status: 200, body: { agent: agentView(c.store, agent) } };
  };
}

/** Gives an agent a knowledge base, which has to be there. */
export function attachKnowledge(
  c: Pick<Context, "store" | "now">,
  agent: ResourceRecord,
  base: unknown,
): void {
  const { key } = find(c, KNOWLEDGE_BASES, base);
  link(agent, "knowledge_bases", { uuid: key, at: c.now });
}

function detachKnowledge({ params }: Context, agent: ResourceRecord): void {
  unlink(agent, "knowledge_bases", params.knowledge_base_uuid, "failed to unlink knowledge base");
}

/** The description gives this one no body, and so nothing that it could attach. */
function attachNothing(c: Context): Answer {
  return { status: 200, body: { agent: agentView(c.store, agentOf(c)) } };
}

const NO_FUNCTION = "failed to get function";

/** The fields of a function that a request may give, by the names that answers have for them. */
function functionFields(body: JsonObject): JsonObject {
  const { function_name, description, faas_name, faas_namespace, input_schema, output_schema } =
    body;
  const fields = {
    name: function_name,
    description,
    faas_name,
    faas_namespace,
    input_schema,
    output_schema,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

function addFunction({ store, body, now }: Context, agent: ResourceRecord): void {
  for (const name of ["function_name", "faas_name", "faas_namespace"]) {
    if (!body[name]) throw unprocessable(`${name} is required`);
  }
  const key = uuid("agent function", store.state.counters.resource++);
  link(agent, "functions", { ...functionFields(body as JsonObject), uuid: key, at: now });
}

function updateFunction({ body, params, now }: Context, agent: ResourceRecord): void {
  const found = linkTo(agent, "functions", params.function_uuid);
  if (found === undefined) throw notFound(NO_FUNCTION);
  const fields = functionFields(body as JsonObject);
  link(agent, "functions", { ...fields, uuid: found.uuid, at: now });
}

function removeFunction({ params }: Context, agent: ResourceRecord): void {
  unlink(agent, "functions", params.function_uuid, NO_FUNCTION);
}

// Guardrails are the vendor's own, and no operation lists them: any UUID may be one.
function addGuardrails({ body, now }: Context, agent: ResourceRecord): void {
  const wanted = (body.guardrails ?? []) as JsonObject[];
  if (wanted.some(({ guardrail_uuid }) => !guardrail_uuid)) {
    throw unprocessable("guardrail_uuid is required");
  }
  for (const { guardrail_uuid, priority = 0 } of wanted) {
    link(agent, "guardrails", { uuid: String(guardrail_uuid), priority, at: now });
  }
}

function removeGuardrail({ params }: Context, agent: ResourceRecord): void {
  unlink(agent, "guardrails", params.guardrail_uuid, "failed to get guardrail");
}

const NO_ROUTE = "failed to get agent route";

/** The route to another agent: the request may leave out what it is called and when it is taken. */
function routeFields({ store, body, now }: Context, child: string, found?: Link): Link {
  const { route_name = found?.route_name ?? "", if_case = found?.if_case ?? "" } =
    body as JsonObject;
  const route_uuid = found?.route_uuid ?? uuid("agent route", store.state.counters.resource++);
  return { uuid: child, route_uuid, route_name, if_case, at: now };
}

function routed(action: string, change: (c: Context, parent: ResourceRecord) => JsonObject) {
  return (c: Context): Answer => {
    const parent = agentOf(c);
    const more = change(c, parent);
    addVersion(c.store, parent, action);
    const { child_agent_uuid = "" } = c.params;
    return { status: 200, body: { parent_agent_uuid: parent.key, child_agent_uuid, ...more } };
  };
}

function addChild(c: Context, parent: ResourceRecord): JsonObject {
  const { key } = find(c, AGENTS, c.params.child_agent_uuid);
  link(parent, "children", routeFields(c, key, linkTo(parent, "children", key)));
  return {};
}

function updateChild(c: Context, parent: ResourceRecord): JsonObject {
  const found = linkTo(parent, "children", c.params.child_agent_uuid);
  if (found === undefined) throw notFound(NO_ROUTE);
  link(parent, "children", routeFields(c, found.uuid, found));
  return { uuid: found.route_uuid ?? "", rollback: false };
}

function removeChild({ params }: Context, parent: ResourceRecord): JsonObject {
  unlink(parent, "children", params.child_agent_uuid, NO_ROUTE);
  return {};
}

function listChildren(c: Context): Answer {
  return { status: 200, body: { children: childrenOf(c.store, agentOf(c)) } };
}

const AGENT = `${AGENTS}/{agent_uuid}`;
const KNOWLEDGE = `${AGENT}/knowledge_bases`;
const CHILD = `${AGENTS}/{parent_agent_uuid}/child_agents/{child_agent_uuid}`;

/** What gives agents something and takes it away. */
export const ATTACHMENT_ROUTES = {
  [`POST ${KNOWLEDGE}`]: attachNothing,
  [`POST ${KNOWLEDGE}/{knowledge_base_uuid}`]: changing(
    "knowledge_base_attached",
    (c, agent) => attachKnowledge(c, agent, c.params.knowledge_base_uuid),
  ),
  [`DELETE ${KNOWLEDGE}/{knowledge_base_uuid}`]: changing(
    "knowledge_base_detached",
    detachKnowledge,
  ),
  [`POST ${AGENT}/functions`]: changing("function_attached", addFunction),
  [`PUT ${AGENT}/functions/{function_uuid}`]: changing("function_updated", updateFunction),
  [`DELETE ${AGENT}/functions/{function_uuid}`]: changing("function_detached", removeFunction),
  [`POST ${AGENT}/guardrails`]: changing("guardrail_attached", addGuardrails),
  [`DELETE ${AGENT}/guardrails/{guardrail_uuid}`]: changing("guardrail_detached", removeGuardrail),
  [`POST ${CHILD}`]: routed("child_agent_attached", addChild),
  [`PUT ${CHILD}`]: routed("child_agent_updated", updateChild),
  [`DELETE ${CHILD}`]: routed("child_agent_detached", removeChild),
  [`GET ${AGENTS}/{uuid}/child_agents`]: listChildren,
};
