import type { Operation, Schema } from "../../api/facts.ts";
import type { Json, JsonObject } from "../state/json.ts";
import { removeResource, reprice } from "../kinds/engine.ts";
import type { Kind } from "../kinds/kind.ts";
import { kindOf } from "../kinds/all.ts";
import { setField } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import { type CollectionFacts, COLLECTIONS, collectionsOf, oneKey } from "./collections.ts";
import { bodyOf, fill, type Place } from "./locate.ts";
import { answerOf, itemRef, patternOf, type Planned } from "./plan.ts";
import { kindContext, kindFor, make } from "./resource.ts";
import { fieldsOf, resolve, RESULTS } from "./schema.ts";
import { canceledStatus, statusesOf } from "./status.ts";
import { answer, type Subject } from "./view.ts";

/** Collections whose resources an operation makes though neither its path nor its answer says so. */
const MAKES: Readonly<Record<string, string>> = {
  organizations_create_team: "/v2/organizations/teams",
};

function fieldsIn({ schemas }: CollectionFacts): Readonly<Record<string, Schema>> {
  return Object.assign({}, ...schemas.map((schema) => fieldsOf(schema, RESULTS)));
}

/** Adds to, or takes from, a list of a resource the items of the request. */
function edit(method: string, list: readonly Json[], items: readonly Json[]): Json[] {
  const texts = new Set(items.map((item) => JSON.stringify(item)));
  const others = list.filter((item) => !texts.has(JSON.stringify(item)));
  return method === "DELETE" ? others : [...others, ...items];
}

/** The fields of a resource with what the request says of them. */
function applied({ record, facts }: Subject, method: string, body: JsonObject): JsonObject {
  const next = { ...record.fields };
  const fields = fieldsIn(facts);
  for (const [name, value] of Object.entries(body)) {
    const field = fields[name];
    if (field === undefined || value === null || name === facts.key) continue;
    if (!Array.isArray(value) || method === "PUT" || method === "PATCH") {
      if (method !== "DELETE") next[name] = value;
      continue;
    }
    const { type } = resolve(field, RESULTS);
    const had = next[name];
    if (type === "array") next[name] = edit(method, Array.isArray(had) ? had : [], value);
  }
  return next;
}

/** Calls off what a resource is about to become. */
function cancel({ record, facts }: Subject): void {
  for (const schema of facts.schemas) {
    for (const [name, status] of statusesOf(schema, RESULTS)) {
      const canceled = canceledStatus(status);
      if (canceled !== undefined) setField(record.fields, name, canceled);
    }
  }
  record.pending = [];
}

/** What comes after the resource in the path, with its method: `PUT resize`. */
export function verbOf(operation: Operation): string {
  const pattern = patternOf(operation.path);
  return `${operation.method} ${pattern.slice(pattern.lastIndexOf("{}/") + "{}/".length)}`;
}

/** The modelled kind that an operation is about, if it is one. */
export function kindAbout({ operation, role, pattern }: Planned): Kind | undefined {
  if (role !== "act") return kindOf(COLLECTIONS.get(pattern)?.home ?? "");
  const path = patternOf(operation.path);
  const above = path.slice(0, path.lastIndexOf("/{}/"));
  return kindOf(COLLECTIONS.get(above)?.home ?? above);
}

/** Where what an operation makes beside its subject is kept: a deployment of a restarted app. */
function made(operation: Operation, subject: Subject | undefined): CollectionFacts | undefined {
  const named = MAKES[operation.id];
  if (named !== undefined) return COLLECTIONS.get(named);
  const ref = itemRef(operation);
  if (ref === undefined || operation.method === "GET" || subject?.facts.refs.has(ref)) {
    return undefined;
  }
  return collectionsOf(ref)[0];
}

/** Changes the resource that an operation is about. */
function change(c: Context, operation: Operation, place: Place): void {
  const { parent } = place;
  if (parent === undefined) return;
  const { method, path } = operation;
  const { record, facts, path: collection } = parent;
  const kind = kindFor(facts);
  const context = kindContext(c, place, collection);
  const hook = kind.actions?.[verbOf(operation)];
  record.updated = c.now;
  if (hook) reprice(c.store, record, () => hook(context, record));
  else if (path.endsWith("/cancel")) cancel(parent);
  // The resource goes with all, or with some, of what was made of it.
  else if (method === "DELETE" && /\/(dangerous|selective)$/.test(path)) {
    removeResource(context, kind, record);
  } else {
    const body = bodyOf(c, operation);
    c.store.resources.in(collection).write(record, applied(parent, method, body));
  }
}

/** Whether an operation answers with the resource that it is about. */
function answersWith(operation: Operation, { facts }: Subject): boolean {
  const ref = itemRef(operation);
  if (ref !== undefined) return facts.refs.has(ref);
  const answer = answerOf(operation);
  return answer !== undefined && oneKey(operation) === undefined &&
    facts.key in fieldsOf(answer, RESULTS);
}

/** Does what the words after a resource, or after nothing, say. */
export function act(c: Context, { operation }: Planned, place: Place): Answer {
  const subject: Subject | undefined = place.parent;
  change(c, operation, place);
  const collection = made(operation, subject);
  const body = bodyOf(c, operation);
  if (collection) {
    const path = fill(collection.home, Object.values(c.params));
    const record = make(c, { ...place, facts: collection }, path, body);
    return answer(c, operation, { record, facts: collection });
  }
  if (subject && answersWith(operation, subject)) return answer(c, operation, subject);
  return answer(c, operation, undefined, body);
}
