import { taggedWith } from "../rules/tags.ts";
import { isIpv4, isIpv6, publicV4, publicV6 } from "../rules/addresses.ts";
import { findRegion } from "../seed/catalogue/regions.ts";
import { timestamp } from "../state/clock.ts";
import { unprocessable } from "../http/errors.ts";
import { isObject, type JsonObject } from "../state/json.ts";
import type { DropletRecord } from "../state/records.ts";
import type { PendingChange, ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { requiredString, tagName } from "../http/validate.ts";
import { regionView } from "../routes/views.ts";
import { checkCertificate } from "./certificates.ts";
import { checkForwardingRules, readForwardingRules } from "./forwarding_rules.ts";
import type { Kind, KindContext } from "./kind.ts";
import { dropletsFor, listOf, numbersOf, textsOf } from "./targets.ts";
import { drawFrom, vpcFor, VPCS } from "./vpcs.ts";

/** Where load balancers are kept. */
export const LOAD_BALANCERS = "/v2/load_balancers";

// How many nodes the sizes have that older load balancers are named by.
const NODES: Readonly<Record<string, number>> = { "lb-small": 1, "lb-medium": 3, "lb-large": 6 };

// The description lets requests have them, and nothing comes of it.
const READ_ONLY = ["id", "ip", "ipv6", "status", "created_at"];

const HEALTH_CHECK: JsonObject = {
  protocol: "http",
  port: 80,
  check_interval_seconds: 10,
  response_timeout_seconds: 5,
  unhealthy_threshold: 5,
  healthy_threshold: 3,
};

function isGlobal({ type }: JsonObject): boolean {
  return type === "GLOBAL";
}

function readHealthCheck(value: unknown): JsonObject {
  const check = { ...HEALTH_CHECK, ...isObject(value) ? value : {} } as JsonObject;
  return check.protocol === "tcp" ? check : { ...check, path: check.path || "/" };
}

function readStickySessions(value: unknown): JsonObject {
  const sessions = { type: "none", ...isObject(value) ? value : {} } as JsonObject;
  if (sessions.type !== "cookies") return { type: "none" };
  for (const name of ["cookie_name", "cookie_ttl_seconds"]) {
    if (!sessions[name]) throw unprocessable(`sticky_sessions.${name} is required for cookies`);
  }
  return sessions;
}

/** Whether a text is `ip:` or `cidr:` with one of these. */
function isSource(text: string): boolean {
  const [, kind, address = "", bits] = text.match(/^(ip|cidr):([^/]+)(?:\/(\d{1,3}))?$/) ?? [];
  const longest = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  return longest > 0 && (kind === "ip") === (bits === undefined) && Number(bits ?? 0) <= longest;
}

function checkFirewall(firewall: unknown): void {
  if (!isObject(firewall)) return;
  const wrong = [...textsOf(firewall.allow), ...textsOf(firewall.deny)]
    .find((text) => !isSource(text));
  if (wrong !== undefined) {
    throw unprocessable(`firewall: ${JSON.stringify(wrong)} must be ip:ADDRESS or cidr:RANGE`);
  }
}

/** What is the same for every type, of a new one and of a changed one. */
function checkCommon(store: Store, fields: JsonObject): void {
  requiredString(fields, "name");
  fields.size_unit ||= NODES[String(fields.size || "lb-small")] as number;
  delete fields.size;
  fields.health_check = readHealthCheck(fields.health_check);
  fields.sticky_sessions = readStickySessions(fields.sticky_sessions);
  checkFirewall(fields.firewall);
  if (fields.tag) tagName(fields.tag);
  if (fields.tag && listOf(fields.droplet_ids).length > 0) {
    throw unprocessable("tag and droplet_ids exclude each other");
  }
  fields.forwarding_rules = readForwardingRules(store, fields.forwarding_rules);
  for (const domain of listOf(fields.domains) as JsonObject[]) {
    checkCertificate(store, domain.certificate_id);
  }
}

function checkTargets(store: Store, ids: readonly string[]): void {
  const wrong = ids.find((id) => {
    const target = store.resources.in(LOAD_BALANCERS).named(id);
    return target === undefined || isGlobal(target.fields);
  });
  if (wrong !== undefined) {
    throw unprocessable(`target_load_balancer_ids: ${wrong} is not a regional load balancer`);
  }
}

/** The ids of droplets that are where a load balancer is. */
function placed(store: Store, ids: unknown, { region, vpc_uuid }: JsonObject): number[] {
  return dropletsFor(store, numbersOf(ids)).map((droplet) => {
    if (droplet.region !== region || droplet.vpc_uuid !== vpc_uuid) {
      throw unprocessable(`droplet ${droplet.id} must be in the VPC of the load balancer`);
    }
    return droplet.id;
  });
}

/** What a regional and a global one differ in; `at` is where it is, or is to be. */
function checkPlace(store: Store, fields: JsonObject, at: JsonObject): void {
  if (isGlobal(at)) return checkTargets(store, textsOf(fields.target_load_balancer_ids));
  checkForwardingRules(fields.forwarding_rules as JsonObject[]);
  fields.droplet_ids = placed(store, fields.droplet_ids, at);
}

function create({ store }: KindContext, fields: JsonObject): void {
  for (const name of READ_ONLY) delete fields[name];
  fields.type ||= "REGIONAL";
  checkCommon(store, fields);
  if (isGlobal(fields)) {
    if (fields.region) throw unprocessable("a GLOBAL load balancer has no region");
    for (const name of ["region", "vpc_uuid", "network"]) delete fields[name];
  } else {
    const region = String(fields.region ?? "");
    if (findRegion(region)?.available !== true) throw unprocessable("Region is invalid");
    fields.vpc_uuid = vpcFor(store, fields.vpc_uuid, region).key;
  }
  checkPlace(store, fields, fields);
}

function update({ store }: KindContext, { fields }: ResourceRecord, changes: JsonObject): void {
  checkCommon(store, changes);
  checkPlace(store, changes, fields);
}

/** It has its addresses when it is up, and not before. */
function transitioned(store: Store, { fields }: ResourceRecord, { set }: PendingChange): void {
  if (set.status !== "active") return;
  const vpc = store.resources.in(VPCS).named(String(fields.vpc_uuid));
  if (fields.network === "INTERNAL" && vpc) {
    fields.ip = drawFrom(store, vpc).ip_address;
    return;
  }
  const number = store.state.counters.address++;
  fields.ip = publicV4(number).ip_address;
  if (isGlobal(fields) || fields.network_stack === "DUALSTACK") {
    fields.ipv6 = publicV6(number).ip_address;
  }
}

function isBehind({ region, vpc_uuid }: JsonObject, droplet: DropletRecord): boolean {
  return droplet.region === region && droplet.vpc_uuid === vpc_uuid;
}

/** The droplets behind it that are still there: those of its ids, or those that have its tag. */
function dropletsOf(store: Store, fields: JsonObject): number[] {
  const droplets = fields.tag
    ? taggedWith(store, "droplets", String(fields.tag)).items.filter((one) => isBehind(fields, one))
    : numbersOf(fields.droplet_ids).map((id) => store.droplets.find(id));
  return droplets.filter((droplet) => droplet !== undefined).map(({ id }) => id);
}

function view(store: Store, { key, created, fields }: ResourceRecord): JsonObject {
  const size = Object.keys(NODES).find((name) => NODES[name] === fields.size_unit);
  const common = {
    id: key,
    created_at: timestamp(created),
    ip: fields.ip ?? "",
    ...(size !== undefined && { size }),
    droplet_ids: dropletsOf(store, fields),
  };
  if (!isGlobal(fields)) {
    return { ...common, region: { ...regionView(String(fields.region)) } as unknown as JsonObject };
  }
  const targets = textsOf(fields.target_load_balancer_ids);
  const { resources } = store;
  return {
    ...common,
    target_load_balancer_ids: targets.filter((id) => resources.in(LOAD_BALANCERS).named(id)),
  };
}

type Action = NonNullable<Kind["actions"]>[string];

/** An action that adds droplets to those behind it, or takes some out. */
function dropletAction(edit: (had: readonly number[], ids: readonly number[]) => number[]): Action {
  return ({ store, body }, { fields }) => {
    if (isGlobal(fields)) throw unprocessable("a GLOBAL load balancer has no droplets");
    if (fields.tag) throw unprocessable("the load balancer has droplets by their tag");
    fields.droplet_ids = edit(dropletsOf(store, fields), numbersOf(body.droplet_ids));
    fields.droplet_ids = placed(store, fields.droplet_ids, fields);
  };
}

/** An action that edits the forwarding rules by those of the body. */
function ruleAction(edit: (had: JsonObject[], rules: JsonObject[]) => JsonObject[]): Action {
  return ({ store, body }, { fields }) => {
    if (isGlobal(fields)) throw unprocessable("a GLOBAL load balancer has no forwarding rules");
    const had = fields.forwarding_rules as JsonObject[];
    const rules = edit(had, readForwardingRules(store, body.forwarding_rules));
    checkForwardingRules(rules);
    fields.forwarding_rules = rules;
  };
}

/** Load balancers, regional and global. */
export const LOAD_BALANCER: Kind = {
  path: LOAD_BALANCERS,
  seed: {
    name: "load_balancers",
    fields: {
      name: "string",
      region: "string",
      type: "string",
      size: "string",
      size_unit: "number",
      tag: "string",
      vpc_uuid: "string",
      forwarding_rules: "list",
      health_check: "object",
      sticky_sessions: "object",
    },
    required: ["name", "region", "forwarding_rules"],
    names: {
      droplets: { in: "/v2/droplets", as: (droplet_ids) => ({ droplet_ids }) },
    },
  },
  defaults: {
    type: "REGIONAL",
    algorithm: "round_robin",
    tag: "",
    droplet_ids: [],
    redirect_http_to_https: false,
    enable_proxy_protocol: false,
    enable_backend_keepalive: false,
    http_idle_timeout_seconds: 60,
    disable_lets_encrypt_dns_records: false,
    network: "EXTERNAL",
    network_stack: "IPV4",
    tls_cipher_policy: "DEFAULT",
  },
  whole: true,
  fixed: [...READ_ONLY, "type", "region", "vpc_uuid", "network", "network_stack"],
  // Whichever of them it needs depends on its type, and droplets can come later.
  lenient: ["droplet_ids", "tag", "region", "forwarding_rules"],
  transitions: [{ field: "status", from: "new", to: "active" }],
  create,
  update,
  transitioned,
  view,
  actions: {
    "POST droplets": dropletAction((had, ids) => [...had, ...ids]),
    "DELETE droplets": dropletAction((had, ids) => had.filter((id) => !ids.includes(id))),
    "POST forwarding_rules": ruleAction((had, rules) => [...had, ...rules]),
    "DELETE forwarding_rules": ruleAction((had, rules) => {
      const gone = new Set(rules.map((rule) => JSON.stringify(rule)));
      return had.filter((rule) => !gone.has(JSON.stringify(rule)));
    }),
  },
};
