import type { JsonObject } from "../state/json.ts";
import { beginTransitions, createResource } from "../kinds/engine.ts";
import type { Kind, KindContext } from "../kinds/kind.ts";
import { kindOf } from "../kinds/all.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Context } from "../http/router.ts";
import type { CollectionFacts } from "./collections.ts";
import type { Place } from "./locate.ts";
import { makeScalar } from "./make.ts";
import { RESULTS } from "./schema.ts";
import { courseOf, statusesOf } from "./status.ts";

/** The kind of a collection: its row, or what the description says. */
export function kindFor(facts: CollectionFacts): Kind {
  const { home, key, keyFrom, keySchema, defaults } = facts;
  const row = kindOf(home);
  if (row) return row;
  const plain: Kind = { path: home, key, keyFrom, defaults, complete: true };
  const { format = "uuid", pattern } = keySchema;
  if (keyFrom !== "uuid" || (format === "uuid" && pattern === undefined)) return plain;
  return {
    ...plain,
    keyFrom: "request",
    // A key of another form than most, such as an address.
    create: ({ store, now }, fields) => {
      const purpose = { number: store.state.counters.resource, key, created: now, updated: now };
      fields[key] = makeScalar(keySchema, key, purpose);
    },
  };
}

/** A request as the hooks of kinds see it. */
export function kindContext(c: Context, place: Place, path: string): KindContext {
  return { ...c, collection: path, parent: place.parent?.record };
}

/** Lets the statuses that the description gives a resource take their course. */
export function beginCourse(c: Context, facts: CollectionFacts, record: ResourceRecord): void {
  if (kindOf(facts.home)) return;
  const courses = new Map(
    facts.schemas.flatMap((schema) => [...statusesOf(schema, RESULTS)])
      .map(([field, schema]) => [field, courseOf(schema)]),
  );
  const transitions = [...courses].flatMap(([field, course]) =>
    course ? [{ field, ...course }] : []
  );
  beginTransitions(c.store, record, transitions);
}

/** Makes a resource in a collection. */
export function make(c: Context, place: Place, path: string, body: JsonObject): ResourceRecord {
  const context = kindContext(c, place, path);
  const record = createResource(context, kindFor(place.facts), body);
  beginCourse(c, place.facts, record);
  return record;
}
