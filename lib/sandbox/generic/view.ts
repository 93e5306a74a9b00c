import type { Operation, Schema } from "../../api/facts.ts";
import type { Json, JsonObject } from "../state/json.ts";
import { projectOf, urnOf } from "../kinds/membership.ts";
import { kindOf } from "../kinds/all.ts";
import { pageInfo, spanOf } from "../http/paging.ts";
import { pathOf, type ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import { type CollectionFacts, COLLECTIONS, oneKey } from "./collections.ts";
import type { Purpose } from "./make.ts";
import { ABOUT, answerOf, listKey } from "./plan.ts";
import { fieldsOf, resolve, RESULTS } from "./schema.ts";
import { shapeFields } from "./shape.ts";

/** A resource with what is known about its collection. */
export interface Subject {
  readonly record: ResourceRecord;
  readonly facts: CollectionFacts;
}

const NONE: ReadonlySet<string> = new Set();

/** Below this path a file can be sent to the URL that an answer gave for it. */
export const UPLOADS = "/uploads";

/** What values are made for that belong to no resource: the same when read, new when made. */
function purposeOf(c: Context, { method, path }: Operation): Purpose {
  const key = Object.values(c.params).at(-1) ?? "example";
  let number = 0;
  for (const char of path) number = (Math.imul(number, 31) + char.charCodeAt(0)) | 0;
  if (method !== "GET") number = c.store.state.counters.resource++;
  return { number: Math.abs(number), key, created: c.now, updated: c.now };
}

/** Lists in a resource that show what there is below it: the alerts of an app in its `alerts`. */
function shown(store: Store, { record, facts }: Subject, schema: Schema): JsonObject {
  const lists: JsonObject = {};
  const path = store.resources.place(record.id)?.path;
  if (path === undefined) return lists;
  for (const name of Object.keys(fieldsOf(schema, RESULTS))) {
    const below = COLLECTIONS.get(`${facts.home}/{}/${name}`);
    const collection = `${pathOf(path, record.key)}/${name}`;
    if (below === undefined || below.single || !store.resources.has(collection)) continue;
    lists[name] = store.resources.in(collection).items.map((inner) => ({
      ...inner.fields,
      [below.key]: inner.key,
    }));
  }
  return lists;
}

/** The fields that a schema has. */
function known(schema: Schema, values: JsonObject): JsonObject {
  const names = fieldsOf(schema, RESULTS);
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(names, name)));
}

/** A resource as the answers of a schema show it. */
export function view(store: Store, subject: Subject, schema: Schema): JsonObject {
  const { record, facts } = subject;
  const kind = kindOf(facts.home);
  const derived = kind?.view?.(store, record);
  const urn = urnOf(facts.home, record.key);
  const values = {
    ...record.fields,
    ...(urn !== undefined && { project_id: projectOf(store, urn) }),
    ...derived,
  };
  if (kind && !kind.complete) return { ...known(schema, values), ...derived };
  const { id: number, key, created, updated } = record;
  return shapeFields(
    schema,
    {
      ...values,
      ...(kind ? {} : shown(store, subject, schema)),
      [facts.key]: facts.keyFrom === "number" ? Number(key) : key,
    },
    { purpose: { number, key, created, updated }, settable: facts.settable },
    0,
    true,
  );
}

/** Fields of an answer that are none of the request's and none of a resource's. */
function others(
  c: Context,
  operation: Operation,
  schema: Schema,
  values: JsonObject,
  subject: Subject | undefined,
  except: ReadonlySet<string>,
): JsonObject {
  const resolved = resolve(schema, RESULTS);
  const fields = Object.fromEntries(
    Object.entries(fieldsOf(resolved, RESULTS)).filter(([name]) => !except.has(name)),
  );
  if (Object.keys(fields).length === 0) return {};
  const record = subject?.record;
  const purpose = record
    ? { number: record.id, key: record.key, created: record.created, updated: record.updated }
    : purposeOf(c, operation);
  const { required = [] } = resolved;
  const rest = { type: "object", fields, required: required.filter((one) => !except.has(one)) };
  return shapeFields(rest as Schema, values, { purpose, settable: NONE }, 0, true);
}

/** The ids in an answer that names what was made by nothing else: `eval_run_uuid`. */
function idsIn(schema: Schema, { record }: Subject): JsonObject {
  const ids: JsonObject = {};
  for (const [name, field] of Object.entries(fieldsOf(schema, RESULTS))) {
    const { type } = resolve(field, RESULTS);
    if (/(^|_)(id|uuid)$/.test(name)) ids[name] = record.key;
    if (/_(id|uuid)s$/.test(name) && type === "array") ids[name] = [record.key];
  }
  return ids;
}

/** Whether an answer names its resource and says nothing else of it, or nothing of what is gone. */
function namesOnly({ method }: Operation, schema: Schema): boolean {
  const names = Object.keys(fieldsOf(schema, RESULTS));
  return (names.length > 0 || method === "DELETE") &&
    names.every((name) => /(^|_)(id|uuid)$/.test(name));
}

/**
 * The answer of an operation that is not a list.
 *
 * @param subject The resource that it is about.
 * @param values What else is known of the fields of the answer.
 */
export function answer(
  c: Context,
  operation: Operation,
  subject?: Subject,
  values: JsonObject = {},
): Answer {
  const { status, type } = operation;
  if (type === null) return { status };
  if (type !== undefined) return { status, type, text: `${operation.id}\n` };
  const schema = answerOf(operation);
  if (schema === undefined) return { status, body: {} };
  const upload = `${c.url.origin}${UPLOADS}/${c.store.state.counters.resource}`;
  const given: JsonObject = { upload_url: upload, ...c.params, ...c.body as JsonObject, ...values };
  if (subject === undefined) {
    return { status, body: others(c, operation, schema, given, subject, NONE) };
  }
  const fields = fieldsOf(schema, RESULTS);
  const key = oneKey(operation);
  if (key === undefined) {
    const body = { ...idsIn(schema, subject), ...view(c.store, subject, schema), ...values };
    return { status, body: namesOnly(operation, schema) ? known(schema, body) : body };
  }
  const body: JsonObject = { [key]: view(c.store, subject, fields[key] as Schema) };
  if (subject.record.hidden) delete subject.record.hidden.once;
  const more = { ...idsIn(schema, subject), ...given };
  return {
    status,
    body: { ...body, ...others(c, operation, schema, more, subject, new Set([key])) },
  };
}

/** The fields of a list's answer that say which part of it this is. */
function about(
  schema: Schema,
  total: number,
  page: number,
  perPage: number,
  keys: readonly string[],
): JsonObject {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const known: JsonObject = {
    total,
    total_items: total,
    total_count: total,
    count: total,
    page,
    current_page: page,
    pages,
    total_pages: pages,
    has_more: page < pages,
    first_id: keys[0] ?? "",
    last_id: keys.at(-1) ?? "",
  };
  const names = Object.keys(fieldsOf(schema, RESULTS));
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)));
}

/** The answer of an operation that lists resources. */
export function answerList(
  c: Context,
  operation: Operation,
  records: readonly ResourceRecord[],
  facts: CollectionFacts,
): Answer {
  const schema = answerOf(operation) as Schema;
  const fields = fieldsOf(schema, RESULTS);
  const key = listKey(operation) as string;
  const items = resolve(fields[key] as Schema, RESULTS).items ?? {};
  const paged = operation.params?.some(({ name }) => name === "per_page") === true;
  const span = spanOf(c.query);
  const page = paged ? records.slice(span.offset, span.offset + span.perPage) : records;
  const list: Json = page.map((record) => view(c.store, { record, facts }, items));
  const keys = page.map((record) => record.key);
  const total = records.length;
  const perPage = paged ? span.perPage : Math.max(1, total);
  const { links, meta } = pageInfo(c.url, { ...span, perPage }, total);
  const bottom = resolve(fields.meta ?? {}, RESULTS);
  const top = about(schema, total, span.page, perPage, keys);
  const except = new Set([...ABOUT, key]);
  const body: JsonObject = {
    ...others(c, operation, schema, top, undefined, except),
    [key]: list,
  };
  if (fields.links) body.links = paged ? { ...links } : {};
  if (fields.meta) body.meta = { ...about(bottom, total, span.page, perPage, keys), ...meta };
  return { status: operation.status, body };
}
