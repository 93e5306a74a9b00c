import { taggedWith, tagNamed } from "../rules/tags.ts";
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

/** Whom the rules of a list are about. */
const PEERS: Readonly<Record<string, string>> = {
  inbound_rules: "sources",
  outbound_rules: "destinations",
};

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
    throw unprocessable(`ports ${JSON.stringify(ports)} are not a port, a range or "all"`);
  }
  return String(ports);
}

/** A rule as answers have it: whom it is not about is not shown. */
function ruleOf(rule: JsonObject, peers: string): JsonObject {
  const given = isObject(rule[peers]) ? rule[peers] as JsonObject : {};
  const shown = Object.entries(given).filter(([, some]) => listOf(some).length > 0);
  return {
    protocol: rule.protocol as string,
    ports: portsOf(rule),
    [peers]: Object.fromEntries(shown),
  };
}

/** The items of a list in a body, as answers have them. */
function itemsOf(body: Readonly<Record<string, unknown>>, name: string): Json[] {
  const peers = PEERS[name];
  if (peers) return (listOf(body[name]) as JsonObject[]).map((rule) => ruleOf(rule, peers));
  return name === "tags" ? textsOf(body[name]) : numbersOf(body[name]);
}

function checkTags(store: Store, tags: readonly string[]): void {
  const unknown = tags.find((tag) => tagNamed(store, tag) === undefined);
  if (unknown !== undefined) throw unprocessable(`tag ${unknown} does not exist`);
}

/** Checks whom a rule is about. */
function checkPeers(store: Store, peers: JsonObject, name: string): void {
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
}

function checkItems(store: Store, name: string, items: readonly Json[]): void {
  const peers = PEERS[name];
  if (peers) {
    for (const rule of items) {
      checkPeers(store, (rule as JsonObject)[peers] as JsonObject, peers);
    }
  } else if (name === "tags") checkTags(store, textsOf(items));
  else dropletsFor(store, numbersOf(items));
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
  for (const name of [...RULES, "droplet_ids", "tags"]) {
    const items = once(itemsOf(fields, name));
    checkItems(store, name, items);
    fields[name] = items;
  }
  checkLimits(fields);
}

/** What of its targets is still there. */
function targets(store: Store, fields: JsonObject): JsonObject {
  return {
    droplet_ids: numbersOf(fields.droplet_ids).filter((id) => store.droplets.find(id)),
    tags: textsOf(fields.tags).filter((tag) => tagNamed(store, tag)),
  };
}

/** The droplets behind a firewall, by their ids and by their tags. */
function behind(store: Store, fields: JsonObject): Set<number> {
  const tagged = textsOf(fields.tags).flatMap((tag) => taggedWith(store, "droplets", tag).items);
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

/** Changes lists of a firewall, and puts it into force. */
function change(
  store: Store,
  record: ResourceRecord,
  names: readonly string[],
  edit: (had: Json[], name: string) => Json[],
): void {
  const before = record.fields;
  const next = { ...before, ...targets(store, before) };
  for (const name of names) next[name] = edit(listOf(next[name]), name);
  checkLimits(next);
  record.fields = next;
  apply(store, record, before);
}

/** An action that adds the items of the lists of its body. */
function add(...names: string[]): Action {
  return ({ store, body }, record) =>
    change(store, record, names, (had, name) => {
      const items = itemsOf(body, name);
      checkItems(store, name, items);
      return once([...had, ...items]);
    });
}

/** An action that takes items out; those that are not there, or of what is gone, do not matter. */
function take(...names: string[]): Action {
  return ({ store, body }, record) =>
    change(store, record, names, (had, name) => {
      const gone = new Set(itemsOf(body, name).map(textOf));
      return had.filter((item) => !gone.has(textOf(item)));
    });
}

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

function transitioned(_store: Store, { fields }: ResourceRecord, { set }: PendingChange): void {
  if (set.status !== undefined) fields.pending_changes = [];
}

/** Firewalls before droplets. */
export const FIREWALL: Kind = {
  path: FIREWALLS,
  seed: {
    name: "firewalls",
    fields: { name: "string", inbound_rules: "list", outbound_rules: "list", tags: "list" },
    required: ["name"],
    names: {
      droplets: { in: "/v2/droplets", as: (droplet_ids) => ({ droplet_ids }) },
    },
  },
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
  transitioned,
  actions: {
    "POST droplets": add("droplet_ids"),
    "DELETE droplets": take("droplet_ids"),
    "POST tags": add("tags"),
    "DELETE tags": take("tags"),
    "POST rules": add(...RULES),
    "DELETE rules": take(...RULES),
  },
};
