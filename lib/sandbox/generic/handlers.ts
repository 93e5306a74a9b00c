import { notFound, unprocessable } from "../http/errors.ts";
import type { Json, JsonObject } from "../state/json.ts";
import { createResource, removeResource, updateResource } from "../kinds/engine.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import { act } from "./act.ts";
import { selected } from "./filter.ts";
import { bodyOf, fill, keysAbove, named, type Place, recordsOf } from "./locate.ts";
import type { Planned, Role } from "./plan.ts";
import { kindContext, kindFor, make } from "./resource.ts";
import { answer, answerList } from "./view.ts";

type Handler = (c: Context, planned: Planned, place: Place) => Answer;

function pathIn(place: Place): string {
  if (place.path === undefined) throw notFound();
  return place.path;
}

const create: Handler = (c, { operation }, place) => {
  const record = make(c, place, pathIn(place), bodyOf(c, operation));
  const made = answer(c, operation, { record, facts: place.facts });
  for (const name of kindFor(place.facts).once ?? []) delete record.fields[name];
  return made;
};

const list: Handler = (c, { operation }, place) => {
  const { facts } = place;
  const chosen = selected(c, operation, recordsOf(c, facts, keysAbove(c, place)), facts);
  const ordered = kindFor(facts).newestFirst ? chosen.toReversed() : chosen;
  return answerList(c, operation, ordered, facts);
};

const get: Handler = (c, { operation }, place) => {
  const { record } = named(c, place);
  return answer(c, operation, { record, facts: place.facts });
};

const update: Handler = (c, { operation }, place) => {
  const { record, path } = named(c, place);
  updateResource(kindContext(c, place, path), kindFor(place.facts), record, bodyOf(c, operation));
  return answer(c, operation, { record, facts: place.facts });
};

const remove: Handler = (c, { operation }, place) => {
  const { record, path } = named(c, place);
  const subject = { record, facts: place.facts };
  const gone = answer(c, operation, subject);
  removeResource(kindContext(c, place, path), kindFor(place.facts), record);
  // What takes its time is shown as it is by now.
  return c.store.resources.place(record.id) ? answer(c, operation, subject) : gone;
};

/** Makes what the path names, or changes it if it is there. */
const attach: Handler = (c, planned, place) => {
  const { operation } = planned;
  const path = pathIn(place);
  const key = place.key as string;
  if (c.store.resources.in(path).named(key)) return update(c, planned, place);
  const { facts } = place;
  const kind = { ...kindFor(facts), keyFrom: "request" as const };
  const body = { ...bodyOf(c, operation), [facts.key]: key };
  const record = createResource(kindContext(c, place, path), kind, body);
  return answer(c, operation, { record, facts });
};

/** Deletes what a query chooses; one that chooses by nothing would delete everything. */
const deleteSome: Handler = (c, { operation }, place) => {
  const { facts } = place;
  if ([...c.query.keys()].length === 0) throw unprocessable("A query parameter is required");
  const chosen = selected(c, operation, recordsOf(c, facts, keysAbove(c, place)), facts);
  if (chosen.length === 0) throw notFound();
  const context = kindContext(c, place, pathIn(place));
  for (const record of [...chosen]) removeResource(context, kindFor(facts), record);
  return answer(c, operation);
};

/** Puts a whole list in the place of another. */
const replace: Handler = (c, { operation }, place) => {
  const path = pathIn(place);
  const items = Object.values(bodyOf(c, operation)).find((value) => Array.isArray(value)) ?? [];
  const context = kindContext(c, place, path);
  const kind = kindFor(place.facts);
  for (const record of [...c.store.resources.in(path).items]) removeResource(context, kind, record);
  for (const item of items as Json[]) make(c, place, path, item as JsonObject);
  return answer(c, operation);
};

/** What there is one of; undefined if no request has made or changed it yet. */
function single(c: Context, place: Place): ResourceRecord | undefined {
  const above = Object.values(c.params);
  return recordsOf(c, place.facts, above).at(-1);
}

const read: Handler = (c, { operation }, place) => {
  const { facts, parent } = place;
  const record = single(c, place);
  if (record) return answer(c, operation, { record, facts });
  if (facts.madeFirst) throw notFound();
  return answer(c, operation, undefined, parent?.record.fields);
};

const write: Handler = (c, { operation }, place) => {
  const path = fill(place.facts.pattern, Object.values(c.params));
  const found = single(c, place);
  if (found) {
    updateResource(kindContext(c, place, path), kindFor(place.facts), found, bodyOf(c, operation));
  }
  const record = found ?? make(c, place, path, bodyOf(c, operation));
  return answer(c, operation, { record, facts: place.facts });
};

const clear: Handler = (c, { operation }, place) => {
  const record = single(c, place);
  if (record === undefined) throw notFound();
  const gone = answer(c, operation, { record, facts: place.facts });
  removeResource(kindContext(c, place, pathIn(place)), kindFor(place.facts), record);
  return gone;
};

/** What answers an operation of each role. */
export const HANDLERS: Readonly<Record<Role, Handler>> = {
  list,
  create,
  get,
  update,
  delete: remove,
  attach,
  deleteSome,
  replace,
  read,
  write,
  clear,
  act,
};
