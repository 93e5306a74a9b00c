import type { DOAPIOptions } from "./client_options.ts";
import type { ListItem, ListKey, Optional, Route, RouteOptions, RouteResult } from "../api/call.ts";
import { checkEndpoint, isLocal } from "./endpoint.ts";
import { fetchOnce } from "./fetch.ts";
import {
  type IncomingResponse,
  type OutgoingRequest,
  resolveURL,
  send,
  type TransportOptions,
} from "./http.ts";
import { List } from "./list.ts";
import { checkNumbers } from "./numbers.ts";
import { RateLimiter } from "./rate_limiter.ts";
import { type FetchPage, paginate, paginatePages } from "./paginate.ts";
import type { Listing } from "./page.ts";
import { fillPath } from "../api/path.ts";
import { type RateLimit, rateLimitOf } from "./rate_limit.ts";
import type { CallOptions, PaginateOptions, Requester, RequestOptions } from "./requester.ts";
import type { Fields } from "./resource.ts";
import { redact, redactBytes } from "./secret.ts";
import { joinSignals } from "./signals.ts";
import { now, sleep } from "./sleep.ts";
import { waitEach, type WaitOptions, type WaitTarget } from "./wait.ts";
import { VERSION } from "../version.ts";

/** What {@linkcode DOAPI.withResponse} returns. */
export interface WithResponse<T> {
  /** What the calls return. */
  data: T;
  /** The last response to them, its body read; `null` if nothing was sent. */
  response: Response | null;
  /** The `meta` field of that response's body, or `null` if it has none. */
  meta: Fields | null;
  /** The rate limit headers of that response, or `null` if nothing was sent. */
  rateLimit: RateLimit | null;
}

/** The base of {@linkcode DOAPI}: settings, requests, lists and waits, of whatever resources. */
export abstract class Client implements Requester, AsyncDisposable {
  /** The endpoint of DigitalOcean itself. */
  static readonly DEFAULT_ENDPOINT = "https://api.digitalocean.com";

  /** The base URL of all requests. */
  readonly endpoint: string;
  /** Seconds to wait for a connection or for more of an answer; `null` for no limit. */
  timeout: number | null;
  /** The usual number of seconds between two looks at the server while waiting. */
  waitInterval: number;
  /** Seconds after which a wait ends; `null` or negative for never. */
  waitTime: number | null;
  /** How many items a page of a list has; `null` leaves it to the API. */
  perPage: number | null;

  readonly #token: string;
  readonly #options: DOAPIOptions;
  #limiter: RateLimiter | null;
  #closed = new AbortController();
  #lastResponse: Response | null = null;
  #lastMeta: Fields | null = null;

  /**
   * Makes a client; sends nothing.
   *
   * @param token A personal access token or OAuth token.
   * @throws {TypeError} If the token is missing or empty, or if the endpoint is not an http(s) URL,
   * has credentials or a query in it, or is plain http on another machine without `allowHttp`.
   * @throws {RangeError} If a number makes no sense, such as a `timeout` of 0.
   */
  constructor(token: string, options: DOAPIOptions = {}) {
    // An environment variable that is not set is undefined, whatever its declared type.
    if (typeof token !== "string") throw new TypeError("The API token is missing");
    const trimmed = token.trim();
    if (trimmed === "") throw new TypeError("The API token is empty");
    // Anything else would make a header that fetch refuses in an error that shows the token.
    if (!/^[\x21-\x7e]+$/.test(trimmed)) {
      throw new TypeError("The API token has characters that cannot be part of one");
    }
    this.#token = trimmed;
    this.#options = options;
    const { endpoint = Client.DEFAULT_ENDPOINT, allowHttp = false } = options;
    this.endpoint = checkEndpoint(endpoint, allowHttp);
    const { perMinute = isLocal(new URL(endpoint)) ? null : PER_MINUTE } = options;
    this.#limiter = perMinute === null ? null : new RateLimiter(perMinute);
    this.timeout = options.timeout ?? null;
    this.waitInterval = options.waitInterval ?? 5;
    this.waitTime = options.waitTime ?? null;
    this.perPage = options.perPage === undefined ? 200 : options.perPage;
    checkNumbers(this);
  }

  /** The token. A getter, so that showing a client does not show it. */
  get apiToken(): string {
    return this.#token;
  }

  /** The most recent response, or `null` before the first; its body has been read. */
  get lastResponse(): Response | null {
    return this.#lastResponse;
  }

  /** The `meta` field of the most recent answer, or `null` if it had none. */
  get lastMeta(): Fields | null {
    return this.#lastMeta;
  }

  /** The rate limit headers of the most recent response, or `null` before the first. */
  get lastRateLimit(): RateLimit | null {
    return this.#lastResponse && rateLimitOf(this.#lastResponse.headers);
  }

  /**
   * Makes calls and returns their result together with the response to them, however many other
   * calls are under way: {@linkcode lastResponse} is that of any of them.
   *
   * @param calls Makes the calls with the client that it is passed: a view of this one, which shares
   * its settings, its pace and its end.
   * @throws What `calls` throws.
   *
   * @example
   * ```ts
   * import { DOAPI } from "@doapi/doapi";
   * import { createSandbox } from "@doapi/doapi/sandbox";
   *
   * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
   * const { data, response } = await doapi.withResponse((client) => client.fetchAccount());
   * console.log(data.status, response?.status); // active 200
   * ```
   */
  async withResponse<T>(calls: (client: this) => Promise<T> | T): Promise<WithResponse<T>> {
    const view = this.another(this.#token, this.#options);
    const { timeout, waitInterval, waitTime, perPage } = this;
    Object.assign(view, { timeout, waitInterval, waitTime, perPage });
    view.#limiter = this.#limiter;
    view.#closed = this.#closed;
    const data = await calls(view);
    const { lastResponse: response, lastMeta: meta, lastRateLimit: rateLimit } = view;
    return { data, response, meta, rateLimit };
  }

  /**
   * Makes another client of the same class, for {@linkcode withResponse}. A subclass whose constructor
   * takes something else overrides it.
   */
  protected another(token: string, options: DOAPIOptions): this {
    return Reflect.construct(this.constructor, [token, options]);
  }

  /** Ends what is under way; nothing can be sent afterwards. */
  close(): void {
    this.#closed.abort(new Error("The client was closed"));
  }

  /** Closes the client at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  /**
   * Removes the token from what is about to be shown: answers repeat it, as those of some gateways
   * do, and an answer's body is given as it came.
   *
   * @returns The same with `[token]` in its place.
   */
  redact<T extends string | Uint8Array>(shown: T): T {
    const clean = typeof shown === "string"
      ? redact(shown, this.#token)
      : redactBytes(shown, this.#token);
    return clean as T;
  }

  /**
   * Sends a request and returns the decoded body, or `null` where it is empty; with `key`, what the
   * body has under it; with `bytes`, a body that is not JSON as a `Uint8Array`.
   *
   * @param url A path such as `/v2/account`, or an absolute URL on the endpoint's origin.
   * @throws {DOAPIError} If the API answers with an error.
   * @throws {RequestError} If there is no usable answer.
   * @throws {OriginError} If an absolute URL is on another origin.
   * @throws {TypeError} If the URL or the method is not one.
   */
  async request<T = unknown>(url: string, options: RequestOptions = {}): Promise<T> {
    const { key } = options;
    const { body } = await this.#send(url, options);
    return (key === undefined ? body : (body as Fields)[key]) as T;
  }

  /**
   * Sends the request of any operation of the API and returns its answer; the compiler knows the
   * parameters, the body and the answer of each.
   *
   * @param route The method and the path, with its parameters in braces.
   * @throws {DOAPIError} If the API answers with an error.
   * @throws {RequestError} If there is no usable answer.
   * @throws {TypeError} If a path parameter is missing or empty.
   *
   * @example
   * ```ts
   * import { DOAPI } from "@doapi/doapi";
   * import { createSandbox } from "@doapi/doapi/sandbox";
   *
   * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
   * await doapi.call("POST /v2/tags", { body: { name: "web" } });
   * const { tag } = await doapi.call("GET /v2/tags/{tag_id}", { path: { tag_id: "web" } });
   * console.log(tag?.name); // web
   * ```
   */
  async call<R extends Route>(
    route: R,
    ...[options]: Optional<RouteOptions<R>>
  ): Promise<RouteResult<R>> {
    const { path, query, headers, body, signal } = (options ?? {}) as AnyRouteOptions;
    const [method, template] = route.split(" ") as [string, string];
    const url = fillPath(template, path);
    const request = { method, params: query, headers, data: body, signal, media: true };
    return (await this.#send(url, request)).body as RouteResult<R>;
  }

  /**
   * Yields the items of a list that an operation of the API answers with: complete, in order, or an
   * error.
   *
   * @param route The method and the path, with its parameters in braces.
   * @param key The field of the answer that has the list.
   * @throws {DOAPIError} If the API answers with an error.
   * @throws {BodyError} If a page is not an object with a list under `key`.
   * @throws {TypeError} If a path parameter is missing or empty.
   *
   * @example
   * ```ts
   * import { DOAPI } from "@doapi/doapi";
   * import { createSandbox } from "@doapi/doapi/sandbox";
   *
   * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
   * for await (const { slug, price_monthly } of doapi.list("GET /v2/sizes", "sizes")) {
   *   console.log(slug, price_monthly);
   * }
   * ```
   */
  list<R extends Route, K extends ListKey<R>>(
    route: R,
    key: K,
    ...[options]: Optional<RouteOptions<R>>
  ): List<ListItem<R, K>> {
    const { path, query, signal } = (options ?? {}) as AnyRouteOptions;
    const url = fillPath(route.slice("GET ".length), path);
    return this.paginate(url, key, { params: query, signal });
  }

  /**
   * Yields the items of a paginated list: complete, in order, or an error.
   *
   * @param url A path such as `/v2/droplets`, or an absolute URL on the endpoint's origin.
   * @param key The field of each page that holds the items.
   * @throws {DOAPIError} If the API answers with an error.
   * @throws {BodyError} If a page is not an object with a list under `key`, the list ends before the
   * number of items that it names, or it changes faster than it can be read.
   * @throws {RangeError} If `per_page` is not a number of items.
   */
  paginate<T = unknown>(url: string, key: string, options: PaginateOptions = {}): List<T> {
    const open = () => this.#listing(url, key, options);
    return new List(itemsOf<T>(open), { chunks: () => chunksOf<T>(open) });
  }

  #listing(url: string, key: string, options: PaginateOptions): [Listing, FetchPage] {
    const { params = {}, signal, doing, objects, allowOtherOrigin, limit, ahead } = options;
    const perPage = /[?&]per_page=/.test(url) ? undefined : this.perPage;
    const query: Fields = { per_page: perPage, ...params };
    checkNumbers({ perPage: query.per_page && Number(query.per_page), limit });
    if (limit !== undefined && limit < Number(query.per_page)) query.per_page = limit;
    const request = { url, params: query, allowOtherOrigin };
    return [
      {
        url: this.#resolve(request),
        key,
        endpoint: this.endpoint,
        signal,
        doing,
        objects,
        limit,
        ahead,
      },
      (page, signal) => this.request(page, { signal, doing, allowOtherOrigin }),
    ];
  }

  /**
   * Waits for objects of any kind: yields each when it is done, in the order of finishing.
   *
   * @param target What it means to be done, and how to look at the server.
   * @throws {WaitTimeoutError} If `waitTime` runs out first.
   * @throws {WaitAbortedError} If the signal is aborted first.
   */
  wait<T>(
    items: readonly T[],
    target: WaitTarget<T>,
    options: WaitOptions<T> = {},
  ): AsyncGenerator<T, void> {
    const { waitInterval, waitTime } = this;
    return waitEach(items, target, options, { ...this.#clock, waitInterval, waitTime });
  }

  /** How Deno's `console.log` shows the client: without the token. */
  [Symbol.for("Deno.customInspect")](): string {
    return `DOAPI ${this.endpoint}`;
  }

  /** How `console.log` of Node and Bun shows the client: without the token. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `DOAPI ${this.endpoint}`;
  }

  /** Sends a request, and returns the whole body of an answer that has something under `key`. */
  protected async answer(
    url: string,
    options: RequestOptions & { key: string },
  ): Promise<Fields> {
    return (await this.#send(url, options)).body as Fields;
  }

  async #send(
    url: string,
    options: Omit<OutgoingRequest, "url">,
  ): Promise<IncomingResponse> {
    this.#closed.signal.throwIfAborted();
    this.#lastMeta = null;
    const own = [this.#closed.signal, this.#options.signal];
    const { signal, release } = joinSignals([...own, options.signal]);
    try {
      const answer = await send({ url, ...options, signal }, this.#transport(), (response) => {
        this.#lastResponse = response;
      });
      const meta = (answer.body as { meta?: Fields } | null)?.meta;
      this.#lastMeta = typeof meta === "object" ? meta : null;
      return answer;
    } finally {
      release();
    }
  }

  #resolve(request: OutgoingRequest): string {
    return resolveURL(request, this.#transport());
  }

  #transport(): TransportOptions {
    const { fetch = fetchOnce, retry, random = Math.random } = this.#options;
    checkNumbers({ timeout: this.timeout });
    return {
      endpoint: this.endpoint,
      allowHttp: this.#options.allowHttp ?? false,
      token: this.#token,
      userAgent: this.#options.userAgent ?? `doapi/${VERSION}`,
      timeout: this.timeout,
      retry: retry === false ? { retries: 0 } : retry ?? {},
      limiter: this.#limiter,
      fetch: (url, init) => fetch(url, init),
      random,
      ...this.#clock,
      onHold: this.#options.onHold,
      onRequest: this.#options.onRequest,
      onResponse: this.#options.onResponse,
    };
  }

  get #clock(): Pick<TransportOptions, "now" | "sleep"> {
    return { now: this.#options.now ?? now, sleep: this.#options.sleep ?? sleep };
  }
}

async function* itemsOf<T>(open: () => [Listing, FetchPage]): AsyncGenerator<T, void, void> {
  yield* paginate(...open()) as AsyncGenerator<T, void, void>;
}

async function* chunksOf<T>(open: () => [Listing, FetchPage]): AsyncGenerator<T[], void, void> {
  let isFirst = true;
  for await (const { items, prefetch } of paginatePages(...open())) {
    const page = items as T[];
    if (isFirst) yield page.splice(0, 1);
    isFirst = false;
    prefetch();
    if (page.length > 0) yield page;
  }
}

/** The options of a call, whatever its route. */
interface AnyRouteOptions extends CallOptions {
  path?: Record<string, string | number | bigint>;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A few less than DigitalOcean allows, for other programs with the same token. */
const PER_MINUTE = 240;
