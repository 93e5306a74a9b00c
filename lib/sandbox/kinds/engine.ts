import { conflict, unprocessable } from "../http/errors.ts";
import { copyJson, type JsonObject } from "../state/json.ts";
import { uuid } from "../state/random.ts";
import { getField, type PendingChange, type ResourceRecord, setField } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { changeBilling, endBilling, ofRow } from "./billing/charges.ts";
import type { Kind, KindContext, Transition } from "./kind.ts";
import { joinProject, leaveProject, moveToProject } from "./membership.ts";
import { TAGGED, takeTags } from "./tags.ts";

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
  { fields: names, message }: NonNullable<Kind["unique"]>,
  fields: JsonObject,
  except?: ResourceRecord,
): void {
  const collection = c.store.resources.in(c.collection);
  const others = names.includes("name")
    ? collection.withName(String(fields.name ?? ""))
    : collection.items;
  const same = others.some((other) =>
    other !== except &&
    names.every((name) =>
      JSON.stringify(getField(other.fields, name)) === JSON.stringify(getField(fields, name))
    )
  );
  if (same) throw conflict(message);
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

/** The fields of a body, with the defaults of those that it leaves out. */
function completed({ defaults = {} }: Kind, body: JsonObject): JsonObject {
  const given = Object.entries(body)
    .filter(([name, value]) => value !== null || !Object.hasOwn(defaults, name));
  return copyJson({ ...defaults, ...Object.fromEntries(given) });
}

/** Makes a resource out of the fields of a request's body. */
export function createResource(c: KindContext, kind: Kind, body: JsonObject): ResourceRecord {
  const { store, collection } = c;
  const fields = completed(kind, body);
  kind.create?.(c, fields);
  if (kind.unique) checkUnique(c, kind.unique, fields);
  const key = newKey(c, kind, fields);
  const now = store.clock.now();
  const project = joinProject(store, collection, key, fields);
  // From here on nothing refuses but a wrong tag, before the first of them is made.
  if (kind.path in TAGGED) takeTags(store, fields);
  const record = store.resources.add(collection, {
    key,
    created: now,
    updated: now,
    fields,
    pending: [],
  });
  project?.();
  if (kind.transitions) beginTransitions(store, record, kind.transitions);
  kind.created?.(c, record);
  return record;
}

/** Changes a resource, for which another price may hold from then on. */
export function reprice(store: Store, record: ResourceRecord, change: () => void): void {
  const path = store.resources.place(record.id)?.path ?? "";
  changeBilling(store, () => ofRow(path, record), change);
}

/** Writes the fields of a request's body over those of a resource. */
export function updateResource(
  c: KindContext,
  kind: Kind,
  record: ResourceRecord,
  body: JsonObject,
): void {
  const changes = kind.whole ? completed(kind, body) : copyJson(body);
  for (const name of kind.fixed ?? []) delete changes[name];
  kind.update?.(c, record, changes);
  const project = moveToProject(c.store, c.collection, record.key, changes);
  const { key = "id", keyFrom = "uuid" } = kind;
  const collection = c.store.resources.in(c.collection);
  const renamed = keyFrom === "request" && changes[key] !== undefined ? String(changes[key]) : null;
  if (renamed === null) delete changes[key];
  else if (renamed !== record.key && collection.named(renamed)) {
    throw conflict(`${key} ${JSON.stringify(renamed)} is already in use`);
  }
  const next = { ...record.fields, ...changes };
  if (kind.unique) checkUnique(c, kind.unique, next, record);
  if (kind.path in TAGGED && changes.tags !== undefined) takeTags(c.store, next);
  if (renamed !== null) collection.rename(record, renamed);
  const before = record.fields;
  reprice(c.store, record, () => collection.write(record, next));
  project?.();
  record.updated = c.now;
  kind.updated?.(c, record, before);
}

/** Deletes a resource with all that belongs to it; where that takes time, it begins. */
export function removeResource(c: KindContext, kind: Kind, record: ResourceRecord): void {
  kind.remove?.(c, record);
  beginRemoval(c.store, kind, record);
}

/** The same without a request that could be refused. */
export function beginRemoval(store: Store, kind: Kind, record: ResourceRecord): void {
  if (kind.deleting === undefined) {
    forget(store, record);
    return;
  }
  if (record.pending.some(({ gone }) => gone)) return;
  const { field, value } = kind.deleting;
  setField(record.fields, field, value);
  record.pending = [];
  store.resources.change(record, { at: dueAfter(store), set: {}, gone: true });
}

/** Takes a resource out, and out of its project. */
export function forget(store: Store, record: ResourceRecord): void {
  const place = store.resources.place(record.id);
  if (place) {
    endBilling(store, ofRow(place.path, record));
    leaveProject(store, place.path, record.key);
  }
  store.resources.remove(record);
}

/** Lets happen to a resource what has fallen due; `at` is null for what waits for a hand. */
export function applyDueChanges(
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
    reprice(store, record, () => {
      for (const [field, value] of Object.entries(change.set)) {
        setField(record.fields, field, value);
      }
      kind?.transitioned?.(store, record, change);
    });
    if (change.gone) forget(store, record);
  }
}
