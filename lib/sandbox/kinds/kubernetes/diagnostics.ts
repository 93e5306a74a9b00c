import { notFound, unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { CLUSTERS, requestedCluster } from "./places.ts";

// So many messages of a cluster are kept, the latest.
const MOST_MESSAGES = 50;

function messagesOf({ hidden }: ResourceRecord): JsonObject[] {
  return (hidden?.messages ?? []) as JsonObject[];
}

/** Adds to the messages about the state of a cluster. */
export function report(store: Store, cluster: ResourceRecord, message: string): void {
  const all = [...messagesOf(cluster), { message, timestamp: timestamp(store.clock.now()) }];
  cluster.hidden = { ...cluster.hidden, messages: all.slice(-MOST_MESSAGES) };
}

function listMessages(c: Context): Answer {
  const messages = messagesOf(requestedCluster(c));
  const since = c.query.get("since");
  const time = since === null ? 0 : Date.parse(since);
  if (Number.isNaN(time)) throw unprocessable("since must be a time");
  const chosen = messages.filter((one) => Date.parse(String(one.timestamp)) >= time);
  return { status: 200, body: { messages: chosen } };
}

function runsOf({ key }: ResourceRecord): string {
  return `${pathOf(CLUSTERS, key)}/clusterlint`;
}

function runLint(c: Context): Answer {
  const path = runsOf(requestedCluster(c));
  const key = uuid(path, c.store.state.counters.resource);
  const draft = { key, created: c.now, updated: c.now, fields: {}, pending: [] };
  c.store.resources.add(path, draft);
  return { status: 202, body: { run_id: key } };
}

/** What a run found: nothing, for there is nothing in a simulated cluster. */
function readLint(c: Context): Answer {
  const runs = c.store.resources.in(runsOf(requestedCluster(c)));
  const id = c.query.get("run_id");
  const run = id ? runs.named(id) : runs.items.at(-1);
  if (run === undefined) throw notFound();
  const at = timestamp(run.created);
  const body = { run_id: run.key, requested_at: at, completed_at: at, diagnostics: [] };
  return { status: 200, body };
}

const PATH = "/v2/kubernetes/clusters/{cluster_id}";

/** The findings about a cluster. */
export const DIAGNOSTICS: Readonly<Record<string, (c: Context) => Answer>> = {
  [`GET ${PATH}/status_messages`]: listMessages,
  [`POST ${PATH}/clusterlint`]: runLint,
  [`GET ${PATH}/clusterlint`]: readLint,
};
