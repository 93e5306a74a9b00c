import { isIpv4 } from "../../rules/addresses.ts";
import { timestamp } from "../../state/clock.ts";
import { unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { readRange } from "../ranges.ts";
import { clusterOf, pick } from "./cluster.ts";

const MOST = 100;

/** Whether what a rule names is there, by the type of the rule; tags need not be on anything. */
const THERE: Readonly<Record<string, (store: Store, value: string) => boolean>> = {
  ip_addr: (_store, value) => isIpv4(value) || readRange(value) !== undefined,
  droplet: (store, value) => store.droplets.find(Number(value)) !== undefined,
  k8s: (store, value) => store.resources.in("/v2/kubernetes/clusters").named(value) !== undefined,
  app: (store, value) => store.resources.in("/v2/apps").named(value) !== undefined,
  tag: (_store, value) => value !== "",
};

function rulesIn({ fields }: ResourceRecord): JsonObject[] {
  return Array.isArray(fields.rules) ? fields.rules as JsonObject[] : [];
}

/** The rules of a cluster; those go whose droplet, app or Kubernetes cluster is gone. */
export function rulesOf(store: Store, cluster: ResourceRecord): JsonObject[] {
  return rulesIn(cluster).filter(({ type, value }) => THERE[String(type)]?.(store, String(value)));
}

/**
 * The rules of a request, checked.
 *
 * @throws {ApiError} 422 if one of them names nothing or there are too many.
 */
export function checkRules(store: Store, value: unknown): JsonObject[] {
  const rules = (Array.isArray(value) ? value : []).filter(isObject) as JsonObject[];
  if (rules.length > MOST) throw unprocessable(`a cluster has at most ${MOST} firewall rules`);
  for (const { type, value } of rules) {
    if (THERE[String(type)]?.(store, String(value))) continue;
    throw unprocessable(`invalid firewall rule: ${type} ${JSON.stringify(value)} is not valid`);
  }
  return rules.map((rule) => pick(rule, ["uuid", "type", "value", "description"]));
}

/** Gives a cluster these rules and no others; one that it had keeps its UUID. */
export function setRules(
  store: Store,
  cluster: ResourceRecord,
  rules: readonly JsonObject[],
): void {
  const before = rulesIn(cluster);
  cluster.fields.rules = rules.map((rule): Json => {
    const same = before.find(({ type, value }) => type === rule.type && value === rule.value);
    return {
      uuid: same?.uuid ?? uuid("rule", store.state.counters.resource++),
      cluster_uuid: cluster.key,
      type: rule.type as Json,
      value: rule.value as Json,
      created_at: same?.created_at ?? timestamp(store.clock.now()),
      ...(rule.description !== undefined && { description: rule.description }),
    };
  });
}

function listRules(c: Context): Answer {
  return { status: 200, body: { rules: rulesOf(c.store, clusterOf(c)) } };
}

function replaceRules(c: Context): Answer {
  const cluster = clusterOf(c);
  setRules(c.store, cluster, checkRules(c.store, c.body.rules));
  return { status: 204 };
}

/** The operations about the firewall rules of a cluster, which are a list as a whole. */
export const FIREWALL_ROUTES = {
  "GET /v2/databases/{database_cluster_uuid}/firewall": listRules,
  "PUT /v2/databases/{database_cluster_uuid}/firewall": replaceRules,
};
