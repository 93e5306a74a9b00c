import type { Operation, Schema } from "../../api/facts.ts";
import type { Json, JsonObject } from "../state/json.ts";
import { ALL_KINDS, kindOf } from "../kinds/all.ts";
import { answerOf, itemRef, listKey, objectKeys, PLAN, type Planned, type Role } from "./plan.ts";
import { fieldsOf, isObjectSchema, REQUESTS, resolve, RESULTS } from "./schema.ts";

/** What the description says about the resources of a collection. */
export interface CollectionFacts {
  readonly pattern: string;
  /** The pattern of the collection in which the resources are kept. */
  readonly home: string;
  /** The names of the schemas of its resources. */
  readonly refs: ReadonlySet<string>;
  /** The schemas themselves: of a list's items, of a single one. */
  readonly schemas: readonly Schema[];
  /** The field that paths name a resource by. */
  readonly key: string;
  readonly keyFrom: "uuid" | "number" | "request";
  readonly keySchema: Schema;
  /** Fields that requests may set. */
  readonly settable: ReadonlySet<string>;
  /** What fields have when the request that makes a resource leaves them out. */
  readonly defaults: JsonObject;
  /** Whether requests can make resources of it. */
  readonly made: boolean;
  /** Whether there is only one, which a path names without a key. */
  readonly single: boolean;
  /** Whether it is not there until a request has made it. */
  readonly madeFirst: boolean;
}

const MAKING: ReadonlySet<Role> = new Set(["create", "attach", "replace", "write"]);

const BY_PATTERN = Map.groupBy(PLAN, ({ pattern }) => pattern);

function ofRole(pattern: string, ...roles: Role[]): Planned[] {
  return (BY_PATTERN.get(pattern) ?? []).filter(({ role }) => roles.includes(role));
}

function parameterOf(pattern: string): string | undefined {
  const item = (BY_PATTERN.get(pattern) ?? [])
    .find(({ role }) => ["get", "update", "delete", "attach"].includes(role));
  return item?.operation.path.match(/\{(\w+)\}$/)?.[1];
}

/** The schema of what an operation answers with: in a field of its own, or the whole answer. */
export function oneOf(operation: Operation): Schema | undefined {
  const answer = answerOf(operation);
  if (answer === undefined) return undefined;
  const key = oneKey(operation);
  return key === undefined ? answer : fieldsOf(answer, RESULTS)[key];
}

/** The field of an answer that has the resource; undefined if it is the whole answer. */
export function oneKey(operation: Operation): string | undefined {
  const keys = objectKeys(operation);
  const answer = answerOf(operation);
  if (keys.length === 0 || answer === undefined) return undefined;
  const others = Object.keys(fieldsOf(answer, RESULTS)).length - keys.length;
  // An answer with many fields of its own is the resource, whatever objects are among them.
  return others > 4 ? undefined : keys[0];
}

function itemsOf(operation: Operation): Schema | undefined {
  const key = listKey(operation);
  const answer = answerOf(operation);
  if (key === undefined || answer === undefined) return undefined;
  return resolve(fieldsOf(answer, RESULTS)[key] as Schema, RESULTS).items;
}

function schemasOf(pattern: string): Schema[] {
  const lists = ofRole(pattern, "list").map(({ operation }) => itemsOf(operation));
  const ones = ofRole(pattern, "get", "create", "update", "read", "write")
    .map(({ operation }) => oneOf(operation));
  return [...lists, ...ones].filter((schema) => schema !== undefined);
}

function refsOf(pattern: string): Set<string> {
  const planned = ofRole(pattern, "list", "get", "create", "update", "read", "write");
  return new Set(
    planned.map(({ operation }) => itemRef(operation)).filter((ref) => ref !== undefined),
  );
}

/** The end of a parameter's name that may be a field: `uuid` of `agent_uuid`. */
function endOf(parameter: string): string {
  const end = parameter.split("_").at(-1) as string;
  return end === "username" ? "name" : end;
}

function keyOf(pattern: string, fields: Readonly<Record<string, Schema>>): string {
  const parameter = parameterOf(pattern);
  const ids = ofRole(pattern, "list").flatMap(({ operation }) => operation.list?.ids ?? []);
  const named = parameter === undefined ? [] : [parameter, endOf(parameter)];
  const likely = [...named, ...ids, "id", "uuid", "name", "slug"];
  return likely.find((name) => fields[name] !== undefined) ?? parameter ?? "id";
}

function bodiesOf(pattern: string, ...roles: Role[]): Schema[] {
  return ofRole(pattern, ...roles)
    .map(({ operation }) => operation.body?.schema)
    .filter((schema) => schema !== undefined);
}

function defaultsOf(pattern: string): JsonObject {
  const defaults: JsonObject = {};
  for (const body of bodiesOf(pattern, "create")) {
    for (const [name, field] of Object.entries(fieldsOf(body, REQUESTS))) {
      const { default: value } = resolve(field, REQUESTS);
      if (value !== undefined) defaults[name] = value as Json;
    }
  }
  return defaults;
}

function keySource(
  pattern: string,
  key: string,
  schema: Schema | undefined,
): CollectionFacts["keyFrom"] {
  const given = bodiesOf(pattern, "create", "write").some((body) =>
    key in fieldsOf(body, REQUESTS)
  );
  // An id in a request's schema is there because the answer shares it.
  if (given && !/(^|_)(uu)?id$/.test(key)) return "request";
  const { type } = resolve(schema ?? {}, RESULTS);
  return type === "integer" || type === "number" ? "number" : "uuid";
}

function readFacts(pattern: string): Omit<CollectionFacts, "home"> {
  const schemas = schemasOf(pattern);
  const fields = Object.assign({}, ...schemas.map((schema) => fieldsOf(schema, RESULTS)));
  const key = kindOf(pattern)?.key ?? keyOf(pattern, fields);
  const settable = bodiesOf(pattern, "create", "update", "write", "attach")
    .flatMap((body) => Object.keys(fieldsOf(body, REQUESTS)));
  const single = ofRole(pattern, "read").length > 0;
  return {
    pattern,
    refs: refsOf(pattern),
    schemas: schemas.filter((schema) => isObjectSchema(schema, RESULTS)),
    key,
    keyFrom: keySource(pattern, key, fields[key]),
    keySchema: resolve(fields[key] ?? {}, RESULTS),
    settable: new Set(settable),
    defaults: defaultsOf(pattern),
    made: ofRole(pattern, ...MAKING).length > 0,
    single,
    madeFirst: single && ofRole(pattern, "clear", "delete", "update").length > 0,
  };
}

const DRAFTS = [...BY_PATTERN.keys()].map(readFacts);

/** How many segments two patterns begin with that are the same. */
function shared(a: string, b: string): number {
  const other = b.split("/");
  const segments = a.split("/");
  const differs = segments.findIndex((segment, i) => segment !== other[i]);
  return differs < 0 ? segments.length : differs;
}

/** Where the resources are that a collection shows, if none can be made in it. */
function homeOf({ pattern, refs, made }: typeof DRAFTS[number]): string {
  const elsewhere = ALL_KINDS.find(({ also }) => also?.[pattern]);
  if (elsewhere) return elsewhere.path;
  if (made || kindOf(pattern)) return pattern;
  const homes = DRAFTS
    .filter((other) => other.made && [...refs].some((ref) => other.refs.has(ref)))
    .sort((a, b) =>
      shared(b.pattern, pattern) - shared(a.pattern, pattern) ||
      a.pattern.length - b.pattern.length
    );
  return homes[0]?.pattern ?? pattern;
}

/** Every collection, and everything that there is one of, by pattern. */
export const COLLECTIONS: ReadonlyMap<string, CollectionFacts> = new Map(
  DRAFTS.map((draft) => {
    const home = homeOf(draft);
    const { pattern, single, madeFirst } = draft;
    // The latest of others, such as of scans, is not there before one of them is.
    return [pattern, { ...draft, home, madeFirst: madeFirst || (single && home !== pattern) }];
  }),
);

/** The collections whose resources have a schema of that name and in which they are kept. */
export function collectionsOf(ref: string): CollectionFacts[] {
  return [...COLLECTIONS.values()].filter(({ refs, home, pattern, single }) =>
    !single && home === pattern && refs.has(ref)
  );
}
