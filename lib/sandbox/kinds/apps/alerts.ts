import { timestamp } from "../../state/clock.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { beginTransitions, createResource, forget } from "../engine.ts";
import type { Kind, KindContext, Transition } from "../kind.ts";
import { APPS } from "./paths.ts";
import { componentsOf } from "./spec.ts";

function specsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) as JsonObject[] : [];
}

/** The alerts that a spec asks for: its own, and those of its components. */
function wanted(spec: JsonObject): JsonObject[] {
  const own = specsIn(spec.alerts).map((one): JsonObject => ({ spec: one }));
  const others = componentsOf(spec).flatMap(([, { name, alerts }]) =>
    specsIn(alerts).map((one): JsonObject => ({ component_name: name ?? "", spec: one }))
  );
  return [...own, ...others];
}

/** What makes two alerts the same, whatever their thresholds are. */
function identity({ component_name = "", spec }: JsonObject): string {
  return `${component_name} ${(spec as JsonObject | undefined)?.rule}`;
}

/** Makes the alerts of an app those that its spec asks for; one that stays keeps its destinations. */
export function syncAlerts(c: KindContext, app: ResourceRecord, spec: JsonObject): void {
  const collection = `${pathOf(APPS, app.key)}/alerts`;
  const rest = new Map(
    c.store.resources.in(collection).items.map((one) => [identity(one.fields), one]),
  );
  for (const fields of wanted(spec)) {
    const same = rest.get(identity(fields));
    rest.delete(identity(fields));
    if (same) same.fields.spec = fields.spec as Json;
    else createResource({ ...c, collection, parent: app }, APP_ALERT, fields);
  }
  for (const record of rest.values()) forget(c.store, record);
}

const COURSE: readonly Transition[] = [{ field: "phase", from: "CONFIGURING", to: "ACTIVE" }];

/** Until someone else is named, the owner of the account is told. */
function create({ store }: KindContext, fields: JsonObject): void {
  fields.emails ??= [store.state.account.email];
  fields.slack_webhooks ??= [];
}

function direct({ store, body }: KindContext, record: ResourceRecord): void {
  const { emails, slack_webhooks } = body as JsonObject;
  record.fields.emails = emails ?? [];
  record.fields.slack_webhooks = slack_webhooks ?? [];
  record.pending = [];
  beginTransitions(store, record, COURSE);
}

function view(_store: Store, { key, updated, fields }: ResourceRecord): JsonObject {
  const done = fields.phase === "ACTIVE";
  const step = {
    name: "configure-alert",
    status: done ? "SUCCESS" : "RUNNING",
    started_at: timestamp(updated),
  };
  return { id: key, progress: { steps: [step] } };
}

/** What an app reports, and to whom. */
export const APP_ALERT: Kind = {
  path: `${APPS}/{}/alerts`,
  transitions: COURSE,
  create,
  view,
  actions: { "POST destinations": direct },
};
