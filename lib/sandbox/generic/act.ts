import type { Operation, Schema } from "../../api/facts.ts";
import type { Json, JsonObject } from "../json.ts";
import { kindOf } from "../kinds/mod.ts";
import { setField } from "../resources.ts";
import type { Answer, Context } from "../router.ts";
import { type CollectionFacts, COLLECTIONS, collectionsOf } from "./collections.ts";
import { bodyOf, fill, type Place } from "./locate.ts";
import { itemRef, patternOf, type Planned } from "./plan.ts";
import { kindContext, make } from "./resource.ts";
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

/** Writes into a resource what the request says of fields that it has. */
function apply(subject: Subject, method: string, body: JsonObject): void {
  const { record, facts } = subject;
  const fields = fieldsIn(facts);
  for (const [name, value] of Object.entries(body)) {
    const field = fields[name];
    if (field === undefined || value === null || name === facts.key) continue;
    if (!Array.isArray(value) || method === "PUT" || method === "PATCH") {
      if (method !== "DELETE") record.fields[name] = value;
      continue;
    }
    const { type } = resolve(field, RESULTS);
    const had = record.fields[name];
    if (type === "array") record.fields[name] = edit(method, Array.isArray(had) ? had : [], value);
  }
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

/** Does what the words after a resource, or after nothing, say. */
export function act(c: Context, { operation }: Planned, place: Place): Answer {
  const subject: Subject | undefined = place.parent;
  const body = bodyOf(c, operation);
  if (subject) {
    const { record, facts } = subject;
    const kind = kindOf(facts.home);
    const hook = kind?.actions?.[verbOf(operation)];
    if (hook) hook(kindContext(c, place, place.parent?.path ?? ""), record);
    else if (/\/cancel$/.test(operation.path)) cancel(subject);
    else apply(subject, operation.method, body);
    record.updated = c.now;
  }
  const collection = made(operation, subject);
  if (collection) {
    const path = fill(collection.home, Object.values(c.params));
    const record = make(c, { ...place, facts: collection }, path, body);
    return answer(c, operation, { record, facts: collection });
  }
  const ref = itemRef(operation);
  const about = subject && ref !== undefined && subject.facts.refs.has(ref);
  return about ? answer(c, operation, subject) : answer(c, operation, undefined, body);
}
