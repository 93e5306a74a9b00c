import { timestamp } from "../state/clock.ts";
import { ApiError, unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { idParam } from "../http/validate.ts";

/** Where projects are kept. */
export const PROJECTS = "/v2/projects";

/** The project that an account has from the beginning. */
export const FIRST_PROJECT = "746c6152-2fa2-11ed-92d3-27aaa54e4988";

/** What of the kinds that are rows can be in a project, by their collection. */
const TYPES: Readonly<Record<string, string>> = {
  "/v2/volumes": "volume",
  "/v2/load_balancers": "loadbalancer",
  "/v2/databases": "dbaas",
  "/v2/kubernetes/clusters": "kubernetes",
  "/v2/apps": "app",
  "/v2/reserved_ipv6": "reservedipv6",
  "/v2/vpc_nat_gateways": "vpcnatgateway",
};

const PATHS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(TYPES).map(([path, type]) => [type, path]),
);

// The two names of an IP are one: projects list it by the older one.
const ALIASES: Readonly<Record<string, string>> = { reservedip: "floatingip" };

/** The uniform resource name of a resource, if it can be in a project. */
export function urnOf(collection: string, key: string): string | undefined {
  const type = TYPES[collection];
  return type && `do:${type}:${key}`;
}

interface Urn {
  readonly type: string;
  readonly key: string;
}

/** The parts of a uniform resource name; undefined if it is none of something in a project. */
export function readUrn(urn: string): Urn | undefined {
  const [, word = "", key = ""] = urn.match(/^do:([a-z0-9]+):(.+)$/) ?? [];
  const type = ALIASES[word] ?? word;
  const known = type in PATHS || ["droplet", "domain", "floatingip", "space"].includes(type);
  return known && key !== "" ? { type, key } : undefined;
}

/** Whether something of that name is there, and since when; undefined if it is not. */
function sinceWhen(store: Store, { type, key }: Urn): number | undefined {
  switch (type) {
    case "droplet":
      return /^\d{1,15}$/.test(key) ? store.droplets.find(idParam(key))?.created : undefined;
    case "domain":
      return store.domains.get("name", key.toLowerCase()) && 0;
    case "floatingip":
      return store.reservedIps.get("ip", key) && 0;
    case "space":
      // Buckets are made by another protocol, which is not of this API.
      return 0;
    default:
      return store.resources.in(PATHS[type] as string).named(key)?.created;
  }
}

/** Whether something of that name is there. */
export function isThere(store: Store, urn: Urn): boolean {
  return sinceWhen(store, urn) !== undefined;
}

function members(project: string): string {
  return `${PROJECTS}/${project}/resources`;
}

/** The project that what is new goes to. */
export function defaultProject(store: Store): ResourceRecord {
  const projects = store.resources.in(PROJECTS);
  const found = projects.items.find(({ fields }) => fields.is_default === true);
  if (found === undefined) throw new ApiError(500, "server_error", "There is no default project.");
  return found;
}

// What is in the first project is not written down one by one: everything is that is in no other.
function assignment(store: Store, urn: string): [project: string, record: ResourceRecord] | null {
  for (const { key } of store.resources.in(PROJECTS).items) {
    const record = store.resources.in(members(key)).named(urn);
    if (record) return [key, record];
  }
  return null;
}

/** The project that something is in. */
export function projectOf(store: Store, urn: string): string {
  return assignment(store, urn)?.[0] ?? FIRST_PROJECT;
}

/** Puts something into a project, out of the one that it was in. */
export function assign(store: Store, urn: string, project: string): void {
  const found = assignment(store, urn);
  if (found?.[0] === project) return;
  if (found) store.resources.remove(found[1]);
  if (project === FIRST_PROJECT) return;
  const now = store.clock.now();
  store.resources.add(members(project), {
    key: urn,
    created: now,
    updated: now,
    fields: {},
    pending: [],
  });
}

/** Puts what is new into the project that is the default now. */
export function joinDefaultProject(store: Store, urn: string): void {
  assign(store, urn, defaultProject(store).key);
}

/**
 * Puts what is about to be made into the project of its `project_id`, or else into the default.
 *
 * @returns What does that once it is there; undefined if its kind is in no project.
 * @throws {ApiError} 422 if there is no such project.
 */
export function joinProject(
  store: Store,
  collection: string,
  key: string,
  fields: JsonObject,
): (() => void) | undefined {
  const urn = urnOf(collection, key);
  if (urn === undefined) return undefined;
  const project = checkProject(store, fields.project_id) ?? defaultProject(store).key;
  delete fields.project_id;
  return () => assign(store, urn, project);
}

/**
 * Puts a resource into the project of the `project_id` of its changes.
 *
 * @returns What does that once they are made; undefined if they name no project.
 * @throws {ApiError} 422 if there is no such project.
 */
export function moveToProject(
  store: Store,
  collection: string,
  key: string,
  changes: JsonObject,
): (() => void) | undefined {
  const urn = urnOf(collection, key);
  if (urn === undefined) return undefined;
  const project = checkProject(store, changes.project_id);
  delete changes.project_id;
  return project === undefined ? undefined : () => assign(store, urn, project);
}

/**
 * The project that a request names; undefined if it names none.
 *
 * @throws {ApiError} 422 if there is no such project.
 */
export function checkProject(store: Store, id: unknown): string | undefined {
  if (id === undefined || id === null || id === "") return undefined;
  if (typeof id !== "string" || store.resources.in(PROJECTS).named(id) === undefined) {
    throw unprocessable("Project could not be found.");
  }
  return id;
}

/** Takes what is deleted out of its project, so that its name is free for another. */
export function leave(store: Store, urn: string): void {
  assign(store, urn, FIRST_PROJECT);
}

/** The same for a resource of a kind that is a row. */
export function leaveProject(store: Store, collection: string, key: string): void {
  const urn = urnOf(collection, key);
  if (urn !== undefined) leave(store, urn);
}

function* everything(store: Store): Iterable<string> {
  for (const { id } of store.droplets.items) yield `do:droplet:${id}`;
  for (const { name } of store.domains.items) yield `do:domain:${name}`;
  for (const { ip } of store.reservedIps.items) yield `do:floatingip:${ip}`;
  for (const [path, type] of Object.entries(TYPES)) {
    for (const { key } of store.resources.in(path).items) yield `do:${type}:${key}`;
  }
}

/** The uniform resource names of what is in a project. */
export function urnsIn(store: Store, project: string): string[] {
  if (project === FIRST_PROJECT) {
    return [...everything(store)].filter((urn) => projectOf(store, urn) === FIRST_PROJECT);
  }
  return store.resources.in(members(project)).items.map(({ key }) => key);
}

/** When something came into the project that it is in. */
export function assignedAt(store: Store, urn: string): string {
  const parts = readUrn(urn) as Urn;
  const since = assignment(store, urn)?.[1].created ?? sinceWhen(store, parts) ?? 0;
  return timestamp(since);
}
