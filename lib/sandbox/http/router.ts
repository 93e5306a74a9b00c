import { methodNotAllowed, notFound } from "./errors.ts";
import type { Operation } from "../../api/facts.ts";
import type { Store } from "../state/store.ts";

/** What a handler is given. */
export interface Context {
  readonly store: Store;
  /** As the client has sent it, on whose origin links are. */
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The decoded values of the `{placeholders}` of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** The JSON object of the body; empty if there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds by the sandbox's clock. */
  readonly now: number;
}

/** What a handler gives: no body at all when `body` and `text` are undefined. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** A body that is not JSON, with its content type. */
  readonly text?: string;
  readonly type?: string;
}

/** What answers show to some tokens and not to others. */
export interface Withheld {
  /** The scope of those that see it. */
  readonly scope: string;
  /** The body of an answer for the others. */
  readonly strip: (body: unknown) => unknown;
}

/** One operation of the API. */
export interface Route {
  readonly method: string;
  /** As in the vendor's description: `/v2/droplets/{droplet_id}`. */
  readonly path: string;
  /**
   * The scope that a token needs, as `droplet:read`; a space stands between scopes that are all
   * needed, ` | ` between alternatives.
   */
  readonly scope: string;
  /** Whether its body is none of JSON. */
  readonly raw?: boolean;
  /** What of its answers takes a scope beyond its own. */
  readonly withheld?: Withheld | undefined;
  /** What the description says of it; only the rest of the API has it at hand. */
  readonly operation?: Operation;
  readonly handler: (c: Context) => Answer;
}

interface Node {
  readonly literal: Map<string, Node>;
  placeholder?: Node;
  readonly routes: Map<string, { route: Route; names: readonly string[] }>;
}

function node(): Node {
  return { literal: new Map(), routes: new Map() };
}

/** Finds routes by method and path; a literal segment wins over a placeholder. */
export class Router {
  readonly #root: Node = node();

  /** @param besides Paths that have no route here and are not values of placeholders. */
  constructor(routes: readonly Route[], besides: readonly string[] = []) {
    for (const route of routes) {
      const { at, names } = this.#walk(route.path);
      at.routes.set(route.method, { route, names });
    }
    for (const path of besides) this.#walk(path);
  }

  /** The node of a path, made on the way, and the names of its placeholders. */
  #walk(path: string): { at: Node; names: readonly string[] } {
    let at = this.#root;
    const names: string[] = [];
    for (const segment of segments(path)) {
      if (segment.startsWith("{")) {
        names.push(segment.slice(1, -1));
        at = at.placeholder ??= node();
      } else {
        let next = at.literal.get(segment);
        if (next === undefined) at.literal.set(segment, next = node());
        at = next;
      }
    }
    return { at, names };
  }

  /** The route of a request, if it has one; a HEAD has that of the GET. */
  routeOf(method: string, path: string): Route | undefined {
    let at: Node | undefined = this.#root;
    for (const segment of segments(path)) {
      at = at.literal.get(segment) ?? at.placeholder;
      if (at === undefined) return undefined;
    }
    return at.routes.get(method === "HEAD" ? "GET" : method)?.route;
  }

  /**
   * The route of a request with the values of its placeholders.
   *
   * @throws {ApiError} 404 if nothing has that path, 405 if something has, for other methods.
   */
  find(method: string, path: string): { route: Route; params: Record<string, string> } {
    let at: Node | undefined = this.#root;
    const values: string[] = [];
    for (const segment of segments(path)) {
      const literal: Node | undefined = at.literal.get(segment);
      if (literal === undefined) values.push(decode(segment));
      at = literal ?? at.placeholder;
      if (at === undefined) throw notFound();
    }
    const found = at.routes.get(method);
    if (found === undefined) {
      throw at.routes.size === 0 ? notFound() : methodNotAllowed([...at.routes.keys()]);
    }
    const params: Record<string, string> = {};
    found.names.forEach((name, i) => params[name] = values[i] as string);
    return { route: found.route, params };
  }
}

function segments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}
