import { ANSWERS } from "../../api/answers.ts";
import type { Operation, Schema } from "../../api/facts.ts";
import { OPERATIONS } from "../../api/operations.ts";
import { fieldsOf, isObjectSchema, REQUESTS, resolve, RESULTS } from "./schema.ts";

/**
 * What an operation does, as far as its method and its path tell: `attach` makes what its path
 * names, `read`, `write` and `clear` are about something that there is one of, `replace` about a
 * whole list, `act` about something that there is, or about nothing.
 */
export type Role =
  | "list"
  | "create"
  | "get"
  | "update"
  | "delete"
  | "attach"
  | "deleteSome"
  | "replace"
  | "read"
  | "write"
  | "clear"
  | "act";

/** An operation with its place among the others. */
export interface Planned {
  readonly operation: Operation;
  readonly role: Role;
  /** The pattern of the collection that it is about; of an action, the one of its path. */
  readonly pattern: string;
}

/** The path with `{}` for each of its parameters. */
export function patternOf(path: string): string {
  return path.replace(/\{\w+\}/g, "{}");
}

/** The pattern of the collection that a pattern is an item of. */
function collectionOf(pattern: string): string {
  return pattern.slice(0, -"/{}".length);
}

/** Fields of answers that are about the list and not in it. */
export const ABOUT: ReadonlySet<string> = new Set(["links", "meta"]);

/** The answer of an operation. */
export function answerOf({ id }: Operation): Schema | undefined {
  const schema = ANSWERS[id];
  return schema && resolve(schema, RESULTS);
}

/** The field of an answer that has its list, if the items are objects. */
export function listKey(operation: Operation): string | undefined {
  const answer = answerOf(operation);
  if (answer === undefined) return undefined;
  const fields = fieldsOf(answer, RESULTS);
  const isList = (key: string): boolean => {
    const { type, items } = resolve(fields[key] ?? {}, RESULTS);
    return type === "array" && (items === undefined || isObjectSchema(items, RESULTS));
  };
  const { list } = operation;
  if (list) return isList(list.key) ? list.key : undefined;
  return Object.keys(fields).find(isList);
}

/** The fields of an answer that are single objects. */
export function objectKeys(operation: Operation): string[] {
  const answer = answerOf(operation);
  if (answer === undefined) return [];
  return Object.entries(fieldsOf(answer, RESULTS))
    .filter(([key, schema]) => !ABOUT.has(key) && isObjectSchema(schema, RESULTS))
    .map(([key]) => key);
}

/** The name of the schema of what an operation lists or answers with. */
export function itemRef(operation: Operation): string | undefined {
  const answer = ANSWERS[operation.id];
  if (answer === undefined) return undefined;
  const fields = fieldsOf(answer, RESULTS);
  const key = listKey(operation);
  if (operation.method === "GET" && key !== undefined) {
    return resolve(fields[key] as Schema, RESULTS).items?.ref;
  }
  const [one] = objectKeys(operation);
  return one === undefined ? answer.ref : fields[one]?.ref;
}

type Methods = ReadonlyMap<string, Operation>;

function byPattern(): ReadonlyMap<string, Methods> {
  const patterns = new Map<string, Map<string, Operation>>();
  for (const operation of Object.values(OPERATIONS)) {
    const pattern = patternOf(operation.path);
    const methods = patterns.get(pattern) ?? new Map();
    patterns.set(pattern, methods.set(operation.method, operation));
  }
  return patterns;
}

const PATTERNS = byPattern();

function isListPath(pattern: string): boolean {
  const get = PATTERNS.get(pattern)?.get("GET");
  if (get === undefined || listKey(get) === undefined) return false;
  return get.list !== undefined || PATTERNS.has(`${pattern}/{}`);
}

const ITEM_ROLES: Readonly<Record<string, Role>> = {
  GET: "get",
  PUT: "update",
  PATCH: "update",
  DELETE: "delete",
  POST: "attach",
};

function itemRole({ method }: Operation, pattern: string): Role {
  const collection = PATTERNS.get(collectionOf(pattern));
  const item = PATTERNS.get(pattern);
  // What there is one of may be had for each of something, too: read whether it was written or not.
  const settings = collection?.has("GET") === true && !isListPath(collectionOf(pattern));
  // Where nothing can be found, made or deleted, the path is a question.
  const question = collection === undefined && item?.size === 1;
  if (method === "GET" && (settings || question)) return "read";
  if (method === "PUT" && settings && item?.has("GET")) return "write";
  return ITEM_ROLES[method] as Role;
}

/** Whether a request has the whole list in the field in which the list is answered. */
function hasWholeList({ body }: Operation, pattern: string): boolean {
  const get = PATTERNS.get(pattern)?.get("GET");
  const key = get && listKey(get);
  return key !== undefined && body !== undefined && key in fieldsOf(body.schema, REQUESTS);
}

function roleOf(operation: Operation, pattern: string): Role {
  if (pattern.endsWith("/{}")) return itemRole(operation, pattern);
  const { method } = operation;
  const listed = isListPath(pattern);
  if (method === "GET") return listed ? "list" : "read";
  const read = !listed && PATTERNS.get(pattern)?.has("GET") === true;
  if (read) return method === "DELETE" ? "clear" : "write";
  const collection = listed || PATTERNS.has(`${pattern}/{}`);
  if (!collection) return "act";
  if (method === "POST") return "create";
  if (method === "DELETE") return "deleteSome";
  return method === "PUT" && hasWholeList(operation, pattern) ? "replace" : "act";
}

/** Every operation of the description with its role. */
export const PLAN: readonly Planned[] = Object.values(OPERATIONS).map((operation) => {
  const path = patternOf(operation.path);
  const role = roleOf(operation, path);
  const inside = path.endsWith("/{}") && role !== "read" && role !== "write";
  return { operation, role, pattern: inside ? collectionOf(path) : path };
});
