import { ApiError, badRequest, notFound } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import { arrayAnswer } from "../http/paging.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import { timestamp } from "../state/clock.ts";
import { optionalList } from "../http/validate.ts";
import { updateResource } from "./engine.ts";
import type { Kind, KindContext } from "./kind.ts";
import {
  assign,
  assignedAt,
  defaultProject,
  FIRST_PROJECT,
  isThere,
  projectOf,
  PROJECTS,
  readUrn,
  urnsIn,
} from "./membership.ts";

// The purposes to choose from; whatever else is said comes after "Other: ".
const PURPOSES: ReadonlySet<string> = new Set([
  "Just trying out DigitalOcean",
  "Class project / Educational purposes",
  "Website or blog",
  "Web Application",
  "Service or API",
  "Mobile Application",
  "Machine learning / AI / Data processing",
  "IoT",
  "Operational / Developer tooling",
]);

function namePurpose(fields: JsonObject): void {
  const { purpose } = fields;
  if (typeof purpose !== "string" || PURPOSES.has(purpose) || purpose.startsWith("Other: ")) return;
  fields.purpose = `Other: ${purpose}`;
}

function create(_c: KindContext, fields: JsonObject): void {
  namePurpose(fields);
  if (!fields.environment) delete fields.environment;
  fields.is_default = false;
}

// The description of a change has all fields of a project.
const CHANGEABLE: ReadonlySet<string> = new Set([
  "name",
  "description",
  "purpose",
  "environment",
  "is_default",
]);

/** A project stops being the default when another becomes it, and in no other way. */
function update({ store }: KindContext, record: ResourceRecord, changes: JsonObject): void {
  namePurpose(changes);
  for (const name of Object.keys(changes)) {
    if (changes[name] === null || !CHANGEABLE.has(name)) delete changes[name];
  }
  if (changes.is_default !== true) delete changes.is_default;
  else if (record.fields.is_default !== true) defaultProject(store).fields.is_default = false;
}

function remove({ store }: KindContext, record: ResourceRecord): void {
  const refuse = (message: string) => new ApiError(412, "precondition_failed", message);
  if (record.fields.is_default === true) throw refuse("cannot delete the default project");
  if (urnsIn(store, record.key).length > 0) {
    throw refuse("cannot delete a project with resources");
  }
}

function view(store: Store, { key, created, updated }: ResourceRecord): JsonObject {
  const { uuid } = store.state.account.team;
  return {
    id: key,
    owner_uuid: uuid,
    owner_id: 258992,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  };
}

function projectNamed(c: Context): ResourceRecord {
  const { project_id } = c.params;
  if (project_id === undefined) return defaultProject(c.store);
  const record = c.store.resources.in(PROJECTS).named(project_id);
  if (record === undefined) throw notFound();
  return record;
}

const SELF: Readonly<Record<string, string>> = {
  droplet: "/v2/droplets",
  domain: "/v2/domains",
  floatingip: "/v2/floating_ips",
  volume: "/v2/volumes",
  loadbalancer: "/v2/load_balancers",
  dbaas: "/v2/databases",
  kubernetes: "/v2/kubernetes/clusters",
  app: "/v2/apps",
};

function resourceView({ store, url }: Context, urn: string, status: string): JsonObject {
  const { type = "", key = "" } = readUrn(urn) ?? {};
  const path = SELF[type];
  return {
    urn,
    assigned_at: assignedAt(store, urn),
    ...(path !== undefined &&
      { links: { self: `${url.origin}${path}/${encodeURIComponent(key)}` } }),
    status,
  };
}

function listResources(c: Context): Answer {
  const urns = urnsIn(c.store, projectNamed(c).key);
  return arrayAnswer(c, "resources", urns, (urn) => resourceView(c, urn, "ok"));
}

/** What became of one of the names: it is in the project now, it was already, or it is nowhere. */
function assignOne(c: Context, given: string, project: string): JsonObject {
  const { store } = c;
  const parts = readUrn(given);
  if (parts === undefined || !isThere(store, parts)) return { urn: given, status: "not_found" };
  const urn = `do:${parts.type}:${parts.key}`;
  const already = projectOf(store, urn) === project;
  assign(store, urn, project);
  return { ...resourceView(c, urn, already ? "already_assigned" : "assigned"), urn: given };
}

function assignResources(c: Context): Answer {
  const project = projectNamed(c).key;
  const urns = optionalList(c.body, "resources") ?? [];
  for (const urn of urns) {
    if (typeof urn === "string" && readUrn(urn) !== undefined) continue;
    throw badRequest(`${JSON.stringify(urn)} cannot be assigned to a project`);
  }
  const resources = urns.map((urn) => assignOne(c, String(urn), project));
  return { status: 200, body: { resources } };
}

function readDefault({ store }: Context): Answer {
  const record = defaultProject(store);
  return { status: 200, body: { project: { ...record.fields, ...view(store, record) } } };
}

function writeDefault(c: Context): Answer {
  const context = { ...c, collection: PROJECTS };
  updateResource(context, PROJECT, defaultProject(c.store), c.body as JsonObject);
  return readDefault(c);
}

/** Projects, and what is in them. */
export const PROJECT: Kind = {
  path: PROJECTS,
  seed: {
    name: "projects",
    fields: { name: "string", description: "string", purpose: "string", environment: "string" },
    required: ["name"],
    isGiven: ({ key }) => key === FIRST_PROJECT,
  },
  unique: { fields: ["name"], message: "name is already in use" },
  defaults: { description: "", purpose: "Web Application" },
  // The description has not all that can be in a project; what can is checked below.
  lenient: ["resources[]"],
  create,
  update,
  remove,
  view,
  routes: {
    "GET /v2/projects/default": readDefault,
    "PUT /v2/projects/default": writeDefault,
    "PATCH /v2/projects/default": writeDefault,
    "GET /v2/projects/default/resources": listResources,
    "POST /v2/projects/default/resources": assignResources,
    "GET /v2/projects/{project_id}/resources": listResources,
    "POST /v2/projects/{project_id}/resources": assignResources,
  },
};
