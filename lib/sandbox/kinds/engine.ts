import { conflict, unprocessable } from "../errors.ts";
import { copyJson, type JsonObject } from "../json.ts";
import { uuid } from "../random.ts";
import { getField, type PendingChange, type ResourceRecord, setField } from "../resources.ts";
import type { Store } from "../store.ts";
import type { Kind, KindContext, Transition } from "./kind.ts";

/** When something is over that takes so many of the times that an action takes. */
export function dueAfter(store: Store, actionTimes = 1): number | null {
  const { actionTime } = store.options;
  return Number.isFinite(actionTime) ? store.clock.now() + actionTimes * actionTime : null;
}

/** Begins the transitions of a resource: the fields have their first values from now on. */
export function beginTransitions(
  store: Store,
  record: ResourceRecord,
  transitions: readonly Transition[],
): void {
  for (const { field, from, to, after } of transitions) {
    setField(record.fields, field, from);
    store.resources.change(record, { at: dueAfter(store, after), set: { [field]: to } });
  }
}

function checkUnique(
  c: KindContext,
  unique: readonly string[],
  fields: JsonObject,
  except?: ResourceRecord,
): void {
  const same = c.store.resources.in(c.collection).items.some((other) =>
    other !== except &&
    unique.every((name) =>
      JSON.stringify(getField(other.fields, name)) === JSON.stringify(getField(fields, name))
    )
  );
  if (same) throw conflict(`${unique.join(" and ")} already in use`);
}

function newKey(c: KindContext, kind: Kind, fields: JsonObject): string {
  const { key = "id", keyFrom = "uuid" } = kind;
  const number = c.store.state.counters.resource;
  if (keyFrom === "request") {
    const given = fields[key];
    if (given === undefined || given === null || given === "") {
      throw unprocessable(`${key} is required`);
    }
    const name = String(given);
    if (c.store.resources.in(c.collection).named(name)) {
      throw conflict(`${key} ${JSON.stringify(name)} is already in use`);
    }
    return name;
  }
  fields[key] = keyFrom === "number" ? number : uuid(kind.path, number);
  return String(fields[key]);
}

/** Makes a resource out of the fields of a request's body. */
export function createResource(c: KindContext, kind: Kind, body: JsonObject): ResourceRecord {
  const { store, collection } = c;
  const fields: JsonObject = { ...copyJson(kind.defaults ?? {}), ...copyJson(body) };
  for (const name of kind.required ?? []) {
    if (fields[name] === undefined || fields[name] === null) {
      throw unprocessable(`${name} is required`);
    }
  }
  kind.create?.(c, fields);
  if (kind.unique) checkUnique(c, kind.unique, fields);
  const key = newKey(c, kind, fields);
  const now = store.clock.now();
  const record = store.resources.add(collection, {
    key,
    created: now,
    updated: now,
    fields,
    pending: [],
  });
  if (kind.transitions) beginTransitions(store, record, kind.transitions);
  kind.created?.(c, record);
  return record;
}

/** Writes the fields of a request's body over those of a resource. */
export function updateResource(
  c: KindContext,
  kind: Kind,
  record: ResourceRecord,
  body: JsonObject,
): void {
  const changes = copyJson(body);
  kind.update?.(c, record, changes);
  const { key = "id", keyFrom = "uuid" } = kind;
  const collection = c.store.resources.in(c.collection);
  if (keyFrom === "request" && changes[key] !== undefined) {
    const name = String(changes[key]);
    if (name !== record.key && collection.named(name)) {
      throw conflict(`${key} ${JSON.stringify(name)} is already in use`);
    }
    collection.rename(record, name);
  } else delete changes[key];
  const next = { ...record.fields, ...changes };
  if (kind.unique) checkUnique(c, kind.unique, next, record);
  record.fields = next;
  record.updated = c.now;
}

/** Deletes a resource with all that belongs to it. */
export function removeResource(c: KindContext, kind: Kind, record: ResourceRecord): void {
  kind.remove?.(c, record);
  c.store.resources.remove(record);
}

/** Lets happen to a resource what has fallen due; `at` is null for what waits for a hand. */
export function settleResource(
  store: Store,
  kind: Kind | undefined,
  record: ResourceRecord,
  at: number | null,
): void {
  const due = (change: PendingChange): boolean =>
    at === null ? change.at === null : change.at !== null && change.at <= at;
  const changes = record.pending.filter(due);
  record.pending = record.pending.filter((change) => !due(change));
  for (const change of changes) {
    for (const [field, value] of Object.entries(change.set)) setField(record.fields, field, value);
    kind?.settled?.(store, record, change);
  }
}
