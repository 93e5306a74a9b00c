import { badRequest } from "../../http/errors.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";

/** The kinds of components of an app, by the list of its spec that they are in. */
export const COMPONENT_LISTS = [
  "services",
  "static_sites",
  "workers",
  "jobs",
  "functions",
  "databases",
] as const;

/** The list of a spec that a component is in. */
export type ComponentList = typeof COMPONENT_LISTS[number];

// What requests for the app can lead to.
const PUBLIC: readonly ComponentList[] = ["services", "static_sites", "functions"];

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) as JsonObject[] : [];
}

/** The components of a list of a spec. */
export function componentsIn(spec: JsonObject, list: ComponentList): JsonObject[] {
  return listOf(spec[list]);
}

/** Every component of a spec with the list that it is in. */
export function componentsOf(spec: JsonObject): [list: ComponentList, component: JsonObject][] {
  return COMPONENT_LISTS.flatMap((list) =>
    componentsIn(spec, list).map((one): [ComponentList, JsonObject] => [list, one])
  );
}

/** The domains that a spec names. */
export function domainsIn(spec: JsonObject): JsonObject[] {
  return listOf(spec.domains);
}

/** How many instances a component runs. */
export function instancesOf({ instance_count: count, autoscaling }: JsonObject): number {
  if (isObject(autoscaling)) return Number(autoscaling.min_instance_count ?? 1);
  return Number(count ?? 1);
}

function refuse(field: string, why: string): never {
  throw badRequest(`error validating app spec field ${JSON.stringify(field)}: ${why}`);
}

function checkNames(spec: JsonObject): void {
  const seen = new Set<string>();
  for (const [list, { name }] of componentsOf(spec)) {
    const text = String(name ?? "");
    if (text === "") refuse(`${list}.name`, "a name is required");
    if (seen.has(text)) {
      refuse(`${list}.name`, `the name ${JSON.stringify(text)} is that of another component`);
    }
    seen.add(text);
  }
}

function checkScaling(list: ComponentList, { autoscaling, instance_count }: JsonObject): void {
  if (!isObject(autoscaling)) return;
  if (instance_count) {
    refuse(`${list}.instance_count`, "it cannot be set where autoscaling is configured");
  }
  const { min_instance_count: min = 1, max_instance_count: max = 1 } = autoscaling;
  if (Number(min) > Number(max)) {
    refuse(`${list}.autoscaling`, "max_instance_count must be at least min_instance_count");
  }
}

function rulesOf({ ingress }: JsonObject): JsonObject[] {
  return isObject(ingress) ? listOf(ingress.rules as Json) : [];
}

function checkRules(spec: JsonObject): void {
  const names = new Set(
    PUBLIC.flatMap((list) => componentsIn(spec, list)).map(({ name }) => name),
  );
  for (const { component } of rulesOf(spec)) {
    if (!isObject(component) || names.has(component.name as Json)) continue;
    const name = JSON.stringify(component.name);
    refuse("ingress.rules.component.name", `no component of that name serves requests: ${name}`);
  }
}

/** The rules that the older routes of a component mean; all of the app's, if it has none. */
function rulesFor(component: JsonObject): JsonObject[] {
  const routes = listOf(component.routes);
  const paths = routes.length > 0 ? routes : [{ path: "/" }];
  return paths.map(({ path, preserve_path_prefix }) => ({
    match: { path: { prefix: path ?? "/" } },
    component: {
      name: component.name as Json,
      ...(preserve_path_prefix === true && { preserve_path_prefix }),
    },
    ...(isObject(component.cors) && { cors: component.cors }),
  }));
}

/** Whether a component has a port for requests from outside. */
function isPublic(component: JsonObject): boolean {
  return !(listOf(component.routes).length === 0 && isInternal(component));
}

function isInternal({ http_port: port, internal_ports: ports }: JsonObject): boolean {
  return !port && Array.isArray(ports) && ports.length > 0;
}

/** A spec that says nothing about its ingress leads requests to what serves them. */
function completeIngress(spec: JsonObject): void {
  if (isObject(spec.ingress)) return;
  const serving = PUBLIC.flatMap((list) => componentsIn(spec, list)).filter(isPublic);
  if (serving.length > 0) spec.ingress = { rules: serving.flatMap(rulesFor) };
}

const ENCRYPTED = /^EV\[/;

/** A secret is encrypted when it comes, and known by that from then on. */
function encrypt(variable: JsonObject): void {
  const { type, value, key } = variable;
  if (type !== "SECRET" || typeof value !== "string" || value === "") return;
  if (ENCRYPTED.test(value)) return;
  const hex = (number: number) => uuid(`${key}=${value}`, number).replaceAll("-", "");
  variable.value = `EV[1:${btoa(hex(1)).slice(0, 32)}:${btoa(hex(2) + hex(3))}]`;
}

/** The first of the domains is the primary one, if none says that it is. */
function completeDomains(spec: JsonObject): void {
  const domains = domainsIn(spec);
  const primary = domains.filter(({ type }) => type === "PRIMARY").length;
  if (primary > 1) refuse("domains.type", "there can be only one primary domain");
  let needed = primary === 0;
  for (const domain of domains) {
    if (domain.type !== undefined && domain.type !== "" && domain.type !== "UNSPECIFIED") continue;
    domain.type = needed ? "PRIMARY" : "ALIAS";
    needed = false;
  }
}

/**
 * Checks a spec, and says in it what it leaves to the API.
 *
 * @throws {ApiError} 400 if it is not consistent.
 */
export function completeSpec(spec: JsonObject): void {
  checkNames(spec);
  checkRules(spec);
  for (const [list, component] of componentsOf(spec)) {
    checkScaling(list, component);
    for (const variable of listOf(component.envs)) encrypt(variable);
    if (list === "services" && !isInternal(component)) component.http_port ||= 8080;
  }
  for (const variable of listOf(spec.envs)) encrypt(variable);
  completeDomains(spec);
  completeIngress(spec);
  spec.region ||= "nyc";
}
