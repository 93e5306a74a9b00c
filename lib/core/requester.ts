import type { List } from "./list.ts";
import type { WaitOptions, WaitTarget } from "./wait.ts";

/** Options that every method which sends requests accepts. */
export interface CallOptions {
  /** Ends the request, and its repetitions, when aborted. */
  signal?: AbortSignal | undefined;
}

/** Options of methods that send a body, for fields of it that have no option of their own. */
export interface ExtraOptions extends CallOptions {
  /** Further fields of the API's request body, sent as they are. */
  extra?: Readonly<Record<string, unknown>> | undefined;
}

/** Options of a single request. */
export interface RequestOptions extends CallOptions {
  /** Values to add to the URL's query string; `undefined` and `null` ones are left out. */
  params?: Record<string, unknown> | undefined;
  /** The body: a string is sent as it is, anything else as JSON; `null` sends none. */
  data?: unknown;
  /** GET, POST, PUT, PATCH or DELETE; case does not matter. Default: GET. */
  method?: string | undefined;
  /** Further headers; the token and the user agent cannot be replaced. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The field of the answer to return; an answer without it is an error. Default: all of it. */
  key?: string | undefined;
  /** Return a body that is not JSON as it came, as a `Uint8Array`. Default: that is an error. */
  bytes?: boolean | undefined;
  /** What is being attempted, in words that follow "Cannot"; for error messages. */
  doing?: string | undefined;
  /** Allow an absolute URL on another origin, and send the token there. Default: `false`. */
  allowOtherOrigin?: boolean | undefined;
  /** Send no token, for a URL that is signed itself; any origin will do. Default: `false`. */
  anonymous?: boolean | undefined;
}

/** Options of methods that yield lists. */
export interface ListOptions extends CallOptions {
  /** How many items are wanted: the list ends after them. Default: all. */
  limit?: number | undefined;
  /** Whether pages are fetched before they are needed. Default: `true`. */
  ahead?: boolean | undefined;
}

/** Options of a list. */
export interface PaginateOptions extends ListOptions {
  /** Values to add to the first URL's query string; a `per_page` overrides the client's. */
  params?: Record<string, unknown> | undefined;
  /** What is being attempted, in words that follow "Cannot"; for error messages. */
  doing?: string | undefined;
  /** Treat a `null` among the items as a broken answer. Default: `false`. */
  objects?: boolean | undefined;
  /** Allow an absolute URL on another origin, and send the token there. Default: `false`. */
  allowOtherOrigin?: boolean | undefined;
}

/** What resources see of the client. */
export interface Requester {
  /** The base URL of all requests. */
  readonly endpoint: string;
  /** Sends a request; returns the decoded body, or the field of it that is asked for. */
  request<T = unknown>(url: string, options?: RequestOptions): Promise<T>;
  /** Yields the items of a paginated list. */
  paginate<T = unknown>(url: string, key: string, options?: PaginateOptions): List<T>;
  /** Yields objects when they are done; throws when the wait ends early. */
  wait<T>(
    items: readonly T[],
    target: WaitTarget<T>,
    options?: WaitOptions<T>,
  ): AsyncGenerator<T, void>;
}
