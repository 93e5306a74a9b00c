import type { Numbered, SortedList } from "../state/sorted.ts";
import { sortedAnswer } from "./paging.ts";
import type { Answer, Context, Route } from "./router.ts";

/** Resources of one kind, as the operations that all kinds have see them. */
export interface Resource<T extends Numbered> {
  /** The path of the list, as `/v2/domains`. */
  readonly path: string;
  /** The placeholder of one of them, as `domain_name`. */
  readonly key: string;
  /** The names of one and of the list in answers. */
  readonly names: readonly [one: string, many: string];
  /** What scopes begin with, as `domain` of `domain:read`. */
  readonly scope: string;
  /** The scopes that are others, by the operation. */
  readonly scopes?: Partial<Record<Verb, string>>;
  readonly view: (c: Context, item: T) => unknown;
  /** The one that the path names; throws an `ApiError` if there is none. */
  readonly find: (c: Context) => T;
  /** All of them; a handler where the list is not in the order of ids, or can be filtered. */
  readonly list: ((c: Context) => SortedList<T>) | { readonly handler: Route["handler"] };
  readonly create?: (c: Context) => Answer;
  readonly update?: (c: Context, item: T) => void;
  /** The methods of an update; PUT if left out. */
  readonly updates?: readonly string[];
  readonly remove?: (c: Context, item: T) => void;
}

type Verb = "list" | "create" | "get" | "update" | "delete";

/** The operations list, create, get, update and delete of a kind. */
export function crud<T extends Numbered>(resource: Resource<T>): Route[] {
  const { path, key, names: [one, many], find, view, list, create, update, remove } = resource;
  const route = (method: string, verb: Verb, handler: Route["handler"]): Route => {
    const { scope, scopes = {} } = resource;
    const isRead = verb === "list" || verb === "get";
    return {
      method,
      path: verb === "list" || verb === "create" ? path : `${path}/{${key}}`,
      scope: scopes[verb] ?? `${scope}:${isRead ? "read" : verb}`,
      handler,
    };
  };
  const shown = (c: Context, item: T): Answer => ({ status: 200, body: { [one]: view(c, item) } });
  const listed = typeof list === "function"
    ? (c: Context) => sortedAnswer(c, many, list(c), (item) => view(c, item))
    : list.handler;
  const updated = (c: Context): Answer => {
    const item = find(c);
    update?.(c, item);
    return shown(c, item);
  };
  const removed = (c: Context): Answer => {
    remove?.(c, find(c));
    return { status: 204 };
  };
  return [
    route("GET", "list", listed),
    ...create ? [route("POST", "create", create)] : [],
    route("GET", "get", (c) => shown(c, find(c))),
    ...update
      ? (resource.updates ?? ["PUT"]).map((method) => route(method, "update", updated))
      : [],
    ...remove ? [route("DELETE", "delete", removed)] : [],
  ];
}
