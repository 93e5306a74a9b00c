import { isIpv4, isIpv6 } from "../rules/addresses.ts";
import { timestamp } from "../state/clock.ts";
import { unprocessable } from "../http/errors.ts";
import { isObject, type Json, type JsonObject } from "../state/json.ts";
import type { PendingChange, ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { beginTransitions } from "./engine.ts";
import type { Kind, KindContext, Transition } from "./kind.ts";
import { dropletsFor, listOf, numbersOf, textsOf } from "./targets.ts";

const FIREWALLS = "/v2/firewalls";

const APPLYING: readonly Transition[] = [
  { field: "status", from: "waiting", to: "succeeded" },
];

type Action = NonNullable<Kind["actions"]>[string];

const RULES = ["inbound_rules", "outbound_rules"];

const MOST_RULES = 50;
const MOST_DROPLETS = 10;
const MOST_TAGS = 5;

function isAddress(text: string): boolean {
  const [ip = "", bits, ...more] = text.split("/");
  const longest = isIpv4(ip) ? 32 : isIpv6(ip) ? 128 : -1;
  return more.length === 0 && longest > 0 &&
    (bits === undefined || /^\d{1,3}$/.test(bits) && Number(bits) <= longest);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** The ports of a rule as answers have them: "0" are all of them, and those of ICMP. */
function portsOf({ protocol, ports }: JsonObject): string {
  if (!ports || ports === "all" || ports === "0") {
    if (!ports && protocol !== "icmp") throw unprocessable("ports are required");
    return "0";
  }
  const [first = "", last = first, ...more] = String(ports).split("-");
  if (more.length > 0 || !isPort(first) || !isPort(last) || Number(last) < Number(first)) {
    throw unprocessable(`ports ${JSON.stringify(ports)} are no port, no range and not "all"`);
  }
  return String(ports);
}

/** Checks whom a rule is about; what there is none of is not shown. */
function peersOf(store: Store, value: Json | undefined, name: string): JsonObject {
  const given = isObject(value) ? value as JsonObject : {};
  const peers = Object.fromEntries(Object.entries(given).filter(([, some]) => listOf(some).length));
  if (Object.keys(peers).length === 0) throw unprocessable(`${name} must have at least one item`);
  const wrong = textsOf(peers.addresses).find((text) => !isAddress(text));
  if (wrong !== undefined) {
    throw unprocessable(`address ${JSON.stringify(wrong)} is neither an IP address nor a CIDR`);
  }
  checkTags(store, textsOf(peers.tags));
  dropletsFor(store, numbersOf(peers.droplet_ids));
  const lost = textsOf(peers.load_balancer_uids)
    .find((id) => store.resources.in("/v2/load_balancers").named(id) === undefined);
  if (lost !== undefined) throw unprocessable(`load balancer ${lost} could not be found`);
  return peers;
}

function checkTags(store: Store, tags: readonly string[]): readonly string[] {
  const unknown = tags.find((tag) => store.tagNamed(tag) === undefined);
  if (unknown !== undefined) throw unprocessable(`tag ${unknown} does not exist`);
  return tags;
}

function readRules(peers: string) {
  return (store: Store, rules: readonly Json[]): Json[] =>
    (rules as JsonObject[]).map((rule) => ({
      protocol: rule.protocol as string,
      ports: portsOf(rule),
      [peers]: peersOf(store, rule[peers], peers),
    }));
}

/** The lists of a firewall, and what checks their items. */
const LISTS: Readonly<Record<string, (store: Store, items: readonly Json[]) => readonly Json[]>> = {
  inbound_rules: readRules("sources"),
  outbound_rules: readRules("destinations"),
  droplet_ids: (store, ids) => dropletsFor(store, numbersOf(ids)).map(({ id }) => id),
  tags: (store, tags) => checkTags(store, textsOf(tags)),
};

/** The items of a list in a body, checked. */
function itemsOf(store: Store, body: Readonly<Record<string, unknown>>, name: string): Json[] {
  return [...LISTS[name]?.(store, listOf(body[name])) ?? []];
}

function checkLimits(fields: JsonObject): void {
  const rules = RULES.flatMap((name) => listOf(fields[name])).length;
  if (rules === 0) {
    throw unprocessable("at least one of inbound_rules and outbound_rules is required");
  }
  if (rules > MOST_RULES) throw unprocessable(`at most ${MOST_RULES} rules are allowed`);
  if (listOf(fields.droplet_ids).length > MOST_DROPLETS) {
    throw unprocessable(`at most ${MOST_DROPLETS} droplet_ids are allowed; use a tag for more`);
  }
  if (listOf(fields.tags).length > MOST_TAGS) {
    throw unprocessable(`at most ${MOST_TAGS} tags are allowed`);
  }
}

/** Each item once. */
function once(items: readonly Json[]): Json[] {
  return [...new Map(items.map((item) => [textOf(item), item])).values()];
}

function check({ store }: KindContext, fields: JsonObject): void {
  for (const name of Object.keys(LISTS)) fields[name] = once(itemsOf(store, fields, name));
  checkLimits(fields);
}

/** What of its targets is still there. */
function targets(store: Store, fields: JsonObject): JsonObject {
  return {
    droplet_ids: numbersOf(fields.droplet_ids).filter((id) => store.droplets.find(id)),
    tags: textsOf(fields.tags).filter((tag) => store.tagNamed(tag)),
  };
}

/** The droplets behind a firewall, by their ids and by their tags. */
function behind(store: Store, fields: JsonObject): Set<number> {
  const tagged = textsOf(fields.tags).flatMap((tag) => store.dropletsWith(tag).items);
  return new Set([...numbersOf(fields.droplet_ids), ...tagged.map(({ id }) => id)]);
}

/** Puts a firewall into force at each droplet that is, or was, behind it. */
function apply(store: Store, record: ResourceRecord, before: JsonObject): void {
  const after = behind(store, record.fields);
  record.fields.pending_changes = [...new Set([...behind(store, before), ...after])]
    .filter((id) => store.droplets.find(id) !== undefined)
    .map((id) => ({ droplet_id: id, removing: !after.has(id), status: "waiting" }));
  record.pending = [];
  beginTransitions(store, record, APPLYING);
}

/** An action that edits lists of a firewall by those of the body, and puts it into force. */
function edit(names: readonly string[], by: (had: Json[], items: Json[]) => Json[]): Action {
  return ({ store, body }, record) => {
    const before = record.fields;
    const next = { ...before, ...targets(store, before) };
    for (const name of names) next[name] = by(listOf(next[name]), itemsOf(store, body, name));
    checkLimits(next);
    record.fields = next;
    apply(store, record, before);
  };
}

const add = (...names: string[]): Action => edit(names, (had, items) => once([...had, ...items]));

/** What is not there need not be taken out. */
const take = (...names: string[]): Action =>
  edit(names, (had, items) => {
    const gone = new Set(items.map(textOf));
    return had.filter((item) => !gone.has(textOf(item)));
  });

/** A rule, or a key, as a text, however its fields are ordered. */
function textOf(item: Json): string {
  return JSON.stringify(
    item,
    (_key, value) => isObject(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );
}

/** Droplets and tags that are gone are not behind it any longer. */
function view(store: Store, { key, created, fields }: ResourceRecord): JsonObject {
  return {
    id: key,
    created_at: timestamp(created),
    ...targets(store, fields),
  };
}

function settled(_store: Store, { fields }: ResourceRecord, { set }: PendingChange): void {
  if (set.status !== undefined) fields.pending_changes = [];
}

/** Firewalls before droplets. */
export const FIREWALL: Kind = {
  path: FIREWALLS,
  unique: { fields: ["name"], message: "duplicate name" },
  defaults: { droplet_ids: [], tags: [], inbound_rules: [], outbound_rules: [] },
  whole: true,
  // The description asks it of ICMP, too, which has no ports.
  lenient: ["inbound_rules[].ports", "outbound_rules[].ports", "inbound_rules", "outbound_rules"],
  also: {
    "/v2/droplets/{}/firewalls": ({ store, params }, record) =>
      behind(store, record.fields).has(Number(params.droplet_id)),
  },
  create: check,
  created: ({ store }, record) => apply(store, record, {}),
  update: (c, _record, changes) => check(c, changes),
  updated: ({ store }, record, before) => apply(store, record, before),
  view,
  settled,
  actions: {
    "POST droplets": add("droplet_ids"),
    "DELETE droplets": take("droplet_ids"),
    "POST tags": add("tags"),
    "DELETE tags": take("tags"),
    "POST rules": add(...RULES),
    "DELETE rules": take(...RULES),
  },
};
