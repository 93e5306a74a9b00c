import type { ListItem, ListKey, Optional, Route, RouteOptions, RouteResult } from "./api/call.ts";
import { type Collections, collections } from "./collections.ts";
import { asciiName } from "./core/domain_name.ts";
import { checkEndpoint, isLocal } from "./core/endpoint.ts";
import { NotFound } from "./core/errors.ts";
import { type Fetch, fetchOnce } from "./core/fetch.ts";
import {
  type IncomingResponse,
  type OutgoingRequest,
  type RequestEvent,
  resolveURL,
  type ResponseEvent,
  send,
  type TransportOptions,
} from "./core/http.ts";
import { List } from "./core/list.ts";
import { exactValue } from "./core/json.ts";
import { checkNumbers } from "./core/numbers.ts";
import { RateLimiter } from "./core/rate_limiter.ts";
import { readPage } from "./core/page.ts";
import { paginate } from "./core/paginate.ts";
import { fillPath } from "./api/path.ts";
import { type RateLimit, rateLimitOf } from "./core/rate_limit.ts";
import type {
  CallOptions,
  ExtraOptions,
  PaginateOptions,
  Requester,
  RequestOptions,
} from "./core/requester.ts";
import { type Fields, identifier, isObject, type Open } from "./core/resource.ts";
import type { RetryOptions } from "./core/retry.ts";
import { redact, redactBytes } from "./core/secret.ts";
import { joinSignals } from "./core/signals.ts";
import { now, type Sleep, sleep } from "./core/sleep.ts";
import { inWords } from "./api/words.ts";
import { actionTarget } from "./links/targets.ts";
import { asItStands, waitEach, type WaitOptions, type WaitTarget } from "./core/wait.ts";
import { Account } from "./resources/account.ts";
import { Action, type ActionRef, type ActionReference } from "./resources/action.ts";
import { Domain, type DomainRef, type DomainReference } from "./resources/domain.ts";
import {
  type CreateDropletOptions,
  Droplet,
  type DropletRef,
  type DropletReference,
  targetOf,
  type WaitDropletsOptions,
} from "./resources/droplet.ts";
import { DropletUpgrade } from "./resources/droplet_upgrade.ts";
import {
  FloatingIP,
  type FloatingIPRef,
  type FloatingIPReference,
} from "./resources/floating_ip.ts";
import { Image, imageId, type ImageRef, type ImageReference, slugOf } from "./resources/image.ts";
import { Region, type RegionRef, type RegionReference } from "./resources/region.ts";
import { Size, type SizeRef, type SizeReference } from "./resources/size.ts";
import { keyId, SSHKey, type SSHKeyRef, type SSHKeyReference } from "./resources/ssh_key.ts";
import { VERSION } from "./version.ts";

/** Options of the {@linkcode DOAPI} constructor. All times are in seconds. */
export interface DOAPIOptions {
  /** The base URL of all requests. Default: {@linkcode DOAPI.DEFAULT_ENDPOINT}. */
  endpoint?: string | undefined;
  /**
   * Whether the token may be sent without encryption, over plain http, to other machines; to the
   * machine that this runs on it always may. Default: `false`.
   */
  allowHttp?: boolean | undefined;
  /** How long to wait for a connection or for more of an answer; `null`, the default, for ever. */
  timeout?: number | null | undefined;
  /** The usual time between two looks at the server while waiting. Default: 5. */
  waitInterval?: number | undefined;
  /** After how long a wait ends; `null` or negative for never. Default: `null`. */
  waitTime?: number | null | undefined;
  /** How many items a page of a list has; `null` leaves it to the API. Default: 200, the most. */
  perPage?: number | null | undefined;
  /**
   * What sends requests. Default: the global `fetch`, kept from repeating changes by itself as
   * Deno's does.
   */
  fetch?: Fetch | undefined;
  /** When failed requests are repeated; `false` for never. */
  retry?: RetryOptions | false | undefined;
  /**
   * How many requests may be sent in any minute; further ones are held back, not refused. `null`
   * for any number. Default: 240, as DigitalOcean allows 250, but `null` for a server on the same
   * machine.
   */
  perMinute?: number | null | undefined;
  /**
   * Called with the seconds for which a request is about to be held back, if it is a second or more;
   * several that are under way at once are each told of.
   */
  onHold?: ((seconds: number) => void) | undefined;
  /** Ends everything that the client does when aborted. */
  signal?: AbortSignal | undefined;
  /** Called before every try of a request. Is never given the token. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after every try of a request. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Replaces waiting, for tests. */
  sleep?: Sleep | undefined;
  /** Replaces the clock (epoch milliseconds, never going back), for tests. */
  now?: (() => number) | undefined;
  /** Replaces chance (a number in [0, 1)), for tests. */
  random?: (() => number) | undefined;
  /** What the `user-agent` header says. Default: the library's name and version. */
  userAgent?: string | undefined;
}

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

/** Options of {@linkcode DOAPI.fetchAllDroplets}. */
export interface ListDropletsOptions extends CallOptions {
  /** Only droplets with this tag. Cannot be combined with `name`. */
  tag_name?: string | undefined;
  /** Only droplets with this name, upper and lower case being the same. */
  name?: string | undefined;
  /** Which kind: `"droplets"`, all but those with GPUs, or `"gpus"`. Default: `"droplets"`. */
  type?: "droplets" | "gpus" | undefined;
}

/** Options of {@linkcode DOAPI.fetchAllImages}. */
export interface ListImagesOptions extends CallOptions {
  /** Only images of this type. */
  type?: Open<"distribution" | "application"> | null | undefined;
  /** Only the account's own images. */
  private?: boolean | undefined;
}

/** Where a new floating IP goes: to a droplet, or to a region. */
export type CreateFloatingIPOptions =
  & ExtraOptions
  & (
    | { droplet_id: DropletRef; region?: never }
    | { region: RegionRef; droplet_id?: never }
  );

/**
 * A client for the DigitalOcean API v2.
 *
 * Every method that sends requests throws a {@linkcode DOAPIError} if the API answers with an
 * error, and another {@linkcode RequestError} if there is no usable answer. Lists are in the
 * API's order; they are complete or they throw.
 *
 * A list that changes while it is read has everything that was there all the time, once: what has
 * moved from one page to another is looked for. What no client can see is that as many items were
 * deleted as created between two pages.
 *
 * @see https://docs.digitalocean.com/reference/api/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * // Without the sandbox: new DOAPI(Deno.env.get("DO_API_TOKEN")!)
 * const doapi = new DOAPI("a-token", { fetch: createSandbox({ actionTime: 0 }).fetch });
 *
 * const names = ["web-1", "web-2"];
 * const droplets = await doapi.createMultipleDroplets(names, "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * for await (const d of doapi.waitDroplets(droplets, { status: "active", waitInterval: 0 })) {
 *   console.log(d.name, d.ipAddress);
 * }
 * ```
 */
export class DOAPI implements Requester, AsyncDisposable {
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
    // What an environment variable that is not set gives, whatever its type was said to be.
    if (typeof token !== "string") throw new TypeError("The API token is missing");
    const trimmed = token.trim();
    if (trimmed === "") throw new TypeError("The API token is empty");
    // Anything else would make a header that fetch refuses in an error that shows the token.
    if (!/^[\x21-\x7e]+$/.test(trimmed)) {
      throw new TypeError("The API token has characters that cannot be part of one");
    }
    this.#token = trimmed;
    this.#options = options;
    const { endpoint = DOAPI.DEFAULT_ENDPOINT, allowHttp = false } = options;
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
  async withResponse<T>(calls: (client: DOAPI) => Promise<T> | T): Promise<WithResponse<T>> {
    const view = new DOAPI(this.#token, this.#options);
    const { timeout, waitInterval, waitTime, perPage } = this;
    Object.assign(view, { timeout, waitInterval, waitTime, perPage });
    view.#limiter = this.#limiter;
    view.#closed = this.#closed;
    const data = await calls(view);
    const { lastResponse: response, lastMeta: meta, lastRateLimit: rateLimit } = view;
    return { data, response, meta, rateLimit };
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
   * Takes the token out of what is about to be shown: answers repeat it, as those of some gateways
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
    return new List(this.#paginate(url, key, options) as AsyncGenerator<T, void, void>);
  }

  async *#paginate(
    url: string,
    key: string,
    options: PaginateOptions,
  ): AsyncGenerator<unknown, void, void> {
    const { params = {}, signal, doing, objects, allowOtherOrigin } = options;
    const perPage = /[?&]per_page=/.test(url) ? undefined : this.perPage;
    const query: Fields = { per_page: perPage, ...params };
    checkNumbers({ perPage: query.per_page && Number(query.per_page) });
    const request = { url, params: query, allowOtherOrigin };
    yield* paginate(
      { url: this.#resolve(request), key, endpoint: this.endpoint, signal, doing, objects },
      (page, signal) => this.request(page, { signal, doing, allowOtherOrigin }),
    );
  }

  /** Fetches the account that the token belongs to. */
  async fetchAccount(options: CallOptions = {}): Promise<Account> {
    return new Account(
      this,
      await this.#one("/v2/account", "account", "fetch the account", options),
    );
  }

  /** Yields all regions. */
  fetchAllRegions(options: CallOptions = {}): List<Region> {
    return this.#all("regions", options, (data) => new Region(this, data as RegionRef));
  }

  /** Yields all sizes. */
  fetchAllSizes(options: CallOptions = {}): List<Size> {
    return this.#all("sizes", options, (data) => new Size(this, data as SizeRef));
  }

  /** Builds a droplet from its id or from (partial) data, without a request. */
  droplet(data: Droplet): Droplet;
  /** Builds a droplet from what identifies it, without a request: other fields may be missing. */
  droplet(data: DropletRef): DropletReference;
  droplet(data: DropletRef): Droplet {
    return new Droplet(this, data);
  }

  /** Fetches a droplet. */
  fetchDroplet(droplet: DropletRef, options: CallOptions = {}): Promise<Droplet> {
    return new Droplet(this, droplet).fetch(options);
  }

  /** Yields all droplets of the account; those with GPUs only with `type: "gpus"`. */
  fetchAllDroplets(options: ListDropletsOptions = {}): List<Droplet> {
    return this.#all("droplets", options, (data) => new Droplet(this, data as DropletRef));
  }

  /**
   * Creates a droplet. The result describes it at the moment of creation, without addresses;
   * {@linkcode Droplet.wait} for status "active" before using it.
   */
  async createDroplet(
    name: string,
    image: ImageRef,
    size: SizeRef,
    region: RegionRef,
    options: CreateDropletOptions = {},
  ): Promise<Droplet> {
    const doing = `create droplet ${name}`;
    const key = "droplet";
    const [droplet] = await this.#createDroplets(
      { name },
      image,
      size,
      region,
      options,
      doing,
      key,
    );
    return droplet as Droplet;
  }

  /**
   * Creates up to ten droplets that differ only in their names.
   *
   * @returns The droplets at the moment of creation, in the order of `names`.
   */
  async createMultipleDroplets(
    names: readonly string[],
    image: ImageRef,
    size: SizeRef,
    region: RegionRef,
    options: CreateDropletOptions = {},
  ): Promise<Droplet[]> {
    const doing = `create droplets ${names.join(", ")}`;
    const key = "droplets";
    return await this.#createDroplets({ names }, image, size, region, options, doing, key);
  }

  /**
   * Yields all sets of droplets that run on the same physical server. Of droplets that the API
   * reports by id alone, the id is the only field.
   */
  fetchAllDropletNeighbors(options: CallOptions = {}): List<DropletReference[]> {
    return new List(this.#dropletNeighbors(options));
  }

  async *#dropletNeighbors(options: CallOptions): AsyncGenerator<DropletReference[], void, void> {
    const list = { doing: "list the droplet neighbors", objects: true, ...options };
    const build = (set: unknown) =>
      (set as DropletRef[]).map((_, i) => this.droplet(exactValue(set as [], String(i)) as number));
    let begun = false;
    try {
      const url = "/v2/reports/droplet_neighbors";
      for await (const set of this.paginate(url, "neighbors", list)) {
        begun = true;
        yield build(set);
      }
    } catch (error) {
      if (begun || !(error instanceof NotFound)) throw error;
      // The vendor has replaced the report of 2016 by one that has ids only.
      const url = "/v2/reports/droplet_neighbors_ids";
      for await (const set of this.paginate(url, "neighbor_ids", list)) {
        yield build(set);
      }
    }
  }

  /** Yields all scheduled droplet upgrades. The vendor has retired these: expect a 404. */
  fetchAllDropletUpgrades(options: CallOptions = {}): List<DropletUpgrade> {
    return new List(this.#dropletUpgrades(options));
  }

  async *#dropletUpgrades(options: CallOptions): AsyncGenerator<DropletUpgrade, void, void> {
    const { signal } = options;
    const doing = "list the droplet upgrades";
    const key = "droplet_upgrades";
    const url = this.#resolve({ url: `/v2/${key}` });
    const body = await this.request(url, { doing, signal });
    // The one list of the API that is neither wrapped in an object nor paginated.
    const page = Array.isArray(body) ? { [key]: body } : body;
    const list = { url, key, endpoint: this.endpoint, doing, objects: true };
    for (const data of readPage(page, url, list).items) {
      yield new DropletUpgrade(this, data as object);
    }
  }

  /**
   * Yields each droplet when it has reached a status or, without `status`, when its most recent
   * action has ended. When `waitTime` runs out or the signal is aborted, the rest is yielded as
   * it stands.
   */
  async *waitDroplets(
    droplets: Iterable<DropletRef> | AsyncIterable<DropletRef>,
    options: WaitDropletsOptions = {},
  ): AsyncGenerator<Droplet, void> {
    yield* asItStands(this.waitEachDroplet(droplets, options));
  }

  /** Builds an action from its id or from (partial) data, without a request. */
  action(data: Action): Action;
  /** Builds an action from what identifies it, without a request: other fields may be missing. */
  action(data: ActionRef): ActionReference;
  action(data: ActionRef): Action {
    return new Action(this, data);
  }

  /** Fetches an action. */
  fetchAction(action: ActionRef, options: CallOptions = {}): Promise<Action> {
    return new Action(this, action).fetch(options);
  }

  /** Fetches the most recent action on the account, or `null` if there has been none. */
  async fetchLastAction(options: CallOptions = {}): Promise<Action | null> {
    const doing = "fetch the last action";
    const list = { params: { per_page: 1 }, doing, objects: true, ...options };
    for await (const data of this.paginate("/v2/actions", "actions", list)) {
      return new Action(this, data as ActionRef);
    }
    return null;
  }

  /** Yields all actions ever performed on the account, most recent first. */
  fetchAllActions(options: CallOptions = {}): List<Action> {
    return this.#all("actions", options, (data) => new Action(this, data as ActionRef));
  }

  /**
   * Yields each action when it has ended, well or not. When `waitTime` runs out or the signal is
   * aborted, the rest is yielded as it stands.
   */
  async *waitActions(
    actions: Iterable<ActionRef> | AsyncIterable<ActionRef>,
    options: WaitOptions<Action> = {},
  ): AsyncGenerator<Action, void> {
    yield* asItStands(this.waitEach(actions, options));
  }

  /**
   * Like {@linkcode waitActions}, but throws when the wait ends early.
   *
   * @throws {WaitTimeoutError} If `waitTime` runs out first.
   * @throws {WaitAbortedError} If the signal is aborted first.
   *
   * @example
   * ```ts
   * import { DOAPI, WaitTimeoutError } from "@doapi/doapi";
   * import { createSandbox } from "@doapi/doapi/sandbox";
   *
   * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
   * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
   * const action = await droplet.fetchLastAction();
   * try {
   *   for await (const _ of doapi.waitEach([action!], { waitTime: 0 }));
   * } catch (error) {
   *   if (error instanceof WaitTimeoutError) console.log(error.remaining.length); // 1
   * }
   * ```
   */
  async *waitEach(
    actions: Iterable<ActionRef> | AsyncIterable<ActionRef>,
    options: WaitOptions<Action> = {},
  ): AsyncGenerator<Action, void> {
    const list = (await toArray(actions)).map((data) => new Action(this, data));
    yield* this.wait(list, actionTarget(this), options);
  }

  /**
   * Like {@linkcode waitDroplets}, but throws when the wait ends early.
   *
   * @throws {WaitTimeoutError} If `waitTime` runs out first.
   * @throws {WaitAbortedError} If the signal is aborted first.
   */
  async *waitEachDroplet(
    droplets: Iterable<DropletRef> | AsyncIterable<DropletRef>,
    options: WaitDropletsOptions = {},
  ): AsyncGenerator<Droplet, void> {
    const list = (await toArray(droplets)).map((data) => new Droplet(this, data));
    yield* this.wait(list, targetOf(this, options), options);
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

  /** Builds an SSH key from its id, its fingerprint or (partial) data, without a request. */
  sshKey(data: SSHKey): SSHKey;
  /** Builds an SSH key from its id, without a request. */
  sshKey(data: number | bigint | { readonly id: number | bigint }): SSHKeyReference<"id">;
  /** Builds an SSH key from its fingerprint, without a request. */
  sshKey(data: string | { readonly fingerprint: string }): SSHKeyReference<"fingerprint">;
  /** Builds an SSH key from what identifies it, without a request. */
  sshKey(data: SSHKeyRef): SSHKeyReference;
  sshKey(data: SSHKeyRef): SSHKey {
    return new SSHKey(this, data);
  }

  /** Fetches an SSH key. */
  fetchSSHKey(key: SSHKeyRef, options: CallOptions = {}): Promise<SSHKey> {
    return new SSHKey(this, key).fetch(options);
  }

  /** Yields all SSH keys of the account. */
  fetchAllSSHKeys(options: CallOptions = {}): List<SSHKey> {
    const list = { doing: "list the SSH keys", objects: true, ...options };
    return this.paginate<SSHKeyRef>("/v2/account/keys", "ssh_keys", list)
      .map((data) => new SSHKey(this, data));
  }

  /**
   * Registers an SSH public key.
   *
   * @param publicKey The key as it stands in an `authorized_keys` file.
   */
  async createSSHKey(
    name: string,
    publicKey: string,
    options: ExtraOptions = {},
  ): Promise<SSHKey> {
    const { signal, extra } = options;
    const data = { name, public_key: publicKey, ...extra };
    const doing = `create SSH key ${name}`;
    return new SSHKey(
      this,
      await this.#one("/v2/account/keys", "ssh_key", doing, { method: "POST", data, signal }) as {
        id: number;
      },
    );
  }

  /** Builds an image from its id, its slug or (partial) data, without a request. */
  image(data: Image): Image;
  /** Builds an image from its id, without a request. */
  image(data: number | bigint | { readonly id: number | bigint }): ImageReference<"id">;
  /** Builds an image from its slug, without a request. */
  image(data: string | { readonly slug: string }): ImageReference<"slug">;
  /** Builds an image from what identifies it, without a request. */
  image(data: ImageRef): ImageReference;
  image(data: ImageRef): Image | ImageReference {
    return new Image(this, data);
  }

  /** Fetches an image. */
  fetchImage(image: ImageRef, options: CallOptions = {}): Promise<Image> {
    return new Image(this, image).fetch(options);
  }

  /** Fetches a public image by its slug. */
  fetchImageBySlug(slug: string, options: CallOptions = {}): Promise<Image> {
    return new Image(this, { slug }).fetch(options);
  }

  /** Yields all images available to the account. */
  fetchAllImages(options: ListImagesOptions = {}): List<Image> {
    const { private: own, ...rest } = options;
    const filters = own ? { ...rest, private: true } : rest;
    return this.#all("images", filters, (data) => new Image(this, data as ImageRef));
  }

  /** Yields all distribution images. */
  fetchAllDistributionImages(options: CallOptions = {}): List<Image> {
    return this.fetchAllImages({ type: "distribution", ...options });
  }

  /** Yields all application images. */
  fetchAllApplicationImages(options: CallOptions = {}): List<Image> {
    return this.fetchAllImages({ type: "application", ...options });
  }

  /** Yields all of the account's own images. */
  fetchAllPrivateImages(options: CallOptions = {}): List<Image> {
    return this.fetchAllImages({ private: true, ...options });
  }

  /** Builds a region from its slug or from (partial) data, without a request. */
  region(data: Region): Region;
  /** Builds a region from what identifies it, without a request: other fields may be missing. */
  region(data: RegionRef): RegionReference;
  region(data: RegionRef): Region {
    return new Region(this, data);
  }

  /** Builds a size from its slug or from (partial) data, without a request. */
  size(data: Size): Size;
  /** Builds a size from what identifies it, without a request: other fields may be missing. */
  size(data: SizeRef): SizeReference;
  size(data: SizeRef): Size {
    return new Size(this, data);
  }

  /** Builds a domain from its name or from (partial) data, without a request. */
  domain(data: Domain): Domain;
  /** Builds a domain from what identifies it, without a request: other fields may be missing. */
  domain(data: DomainRef): DomainReference;
  domain(data: DomainRef): Domain {
    return new Domain(this, data);
  }

  /** Fetches a domain. */
  fetchDomain(domain: DomainRef, options: CallOptions = {}): Promise<Domain> {
    return new Domain(this, domain).fetch(options);
  }

  /** Yields all domains of the account. */
  fetchAllDomains(options: CallOptions = {}): List<Domain> {
    return this.#all("domains", options, (data) => new Domain(this, data as DomainRef));
  }

  /**
   * Makes DigitalOcean's name servers answer for a domain; this does not register the domain.
   *
   * @param name The domain name; one that is not in ASCII is sent in its ASCII form.
   * @param ipAddress The address that the domain points to, as text or as a floating IP. Without
   * one, it points nowhere yet.
   */
  async createDomain(
    name: string,
    ipAddress?: Exclude<FloatingIPRef, number | bigint> | null,
    options: ExtraOptions = {},
  ): Promise<Domain> {
    const { signal, extra } = options;
    const address = ipAddress === undefined || ipAddress === null
      ? {}
      : { ip_address: identifier(ipAddress, "floating_ip", { string: "ip" }) };
    const data = { name: asciiName(name), ...address, ...extra };
    const request = { method: "POST", data, signal };
    const doing = `create domain ${name}`;
    return new Domain(
      this,
      await this.#one("/v2/domains", "domain", doing, request) as { name: string },
    );
  }

  /** Builds a floating IP from its address or from (partial) data, without a request. */
  floatingIp(data: FloatingIP): FloatingIP;
  /** Builds a floating IP from what identifies it, without a request: other fields may be missing. */
  floatingIp(data: FloatingIPRef): FloatingIPReference;
  floatingIp(data: FloatingIPRef): FloatingIP {
    return new FloatingIP(this, data);
  }

  /** Fetches a floating IP. */
  fetchFloatingIp(ip: FloatingIPRef, options: CallOptions = {}): Promise<FloatingIP> {
    return new FloatingIP(this, ip).fetch(options);
  }

  /** Yields all floating IPs of the account. */
  fetchAllFloatingIps(options: CallOptions = {}): List<FloatingIP> {
    return this.#all(
      "floating_ips",
      options,
      (data) => new FloatingIP(this, data as FloatingIPRef),
    );
  }

  /**
   * Creates a floating IP for a droplet or in a region. The assignment to a droplet may not be
   * complete when this returns; {@linkcode FloatingIP.wait} for it.
   *
   * @throws {TypeError} If both or neither of `droplet_id` and `region` are given.
   */
  async createFloatingIp(options: CreateFloatingIPOptions): Promise<FloatingIP> {
    const { signal, extra, droplet_id, region } = options;
    const toDroplet = droplet_id !== undefined && droplet_id !== null;
    if (toDroplet === (region !== undefined && region !== null)) {
      throw new TypeError("Exactly one of droplet_id and region must be given");
    }
    const place = toDroplet
      ? { droplet_id: identifier(droplet_id, "droplet", { number: "id" }) }
      : { region: slugOf(region as string) };
    const doing = "create a floating IP";
    const request = { method: "POST", data: { ...place, ...extra }, signal };
    return new FloatingIP(
      this,
      await this.#one("/v2/floating_ips", "floating_ip", doing, request) as { ip: string },
    );
  }

  /** How Deno's `console.log` shows the client: without the token. */
  [Symbol.for("Deno.customInspect")](): string {
    return `DOAPI ${this.endpoint}`;
  }

  /** How `console.log` of Node and Bun shows the client: without the token. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `DOAPI ${this.endpoint}`;
  }

  async #send(url: string, options: Omit<OutgoingRequest, "url">): Promise<IncomingResponse> {
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

  /** Sends a request whose answer wraps one object. */
  async #one(url: string, key: string, doing: string, options: RequestOptions): Promise<object> {
    return await this.request(url, { doing, key, ...options }) as object;
  }

  /** Lists a collection whose key is also its path. */
  #all<T>(key: string, options: CallOptions, build: (data: unknown) => T): List<T> {
    const { signal, ...params } = options;
    const doing = `list the ${inWords(key)}`;
    return this.paginate(`/v2/${key}`, key, { params, signal, doing, objects: true }).map(build);
  }

  async #createDroplets(
    named: Fields,
    image: ImageRef,
    size: SizeRef,
    region: RegionRef,
    options: CreateDropletOptions,
    doing: string,
    key: string,
  ): Promise<Droplet[]> {
    const { signal, extra, ssh_keys, ...fields } = options;
    const data: Fields = {
      ...named,
      image: imageId(image),
      size: slugOf(size),
      region: slugOf(region),
    };
    if (ssh_keys) data.ssh_keys = [...ssh_keys].map(keyId);
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined && value !== null) data[name] = value;
    }
    Object.assign(data, extra);
    const request = { method: "POST", data, doing, key, signal };
    const { body } = await this.#send("/v2/droplets", request);
    return createdDroplets(this, [(body as Fields)[key]].flat() as DropletRef[], body as Fields);
  }
}

/** The collections of all kinds are also properties of a client. */
export interface DOAPI extends Collections {}

Object.defineProperties(DOAPI.prototype, collections());

/** The options of a call, whatever its route. */
interface AnyRouteOptions extends CallOptions {
  path?: Record<string, string | number | bigint>;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Builds the droplets of an answer, each with the action that creates it. */
function createdDroplets(client: Requester, data: DropletRef[], { links }: Fields): Droplet[] {
  const { actions = null } = isObject(links) ? links as Fields : {};
  const started = Array.isArray(actions) && actions.length === data.length ? actions : [];
  return data.map((one, i) => {
    const droplet = new Droplet(client, one);
    const id = isObject(started[i]) ? exactValue(started[i], "id") : null;
    if (typeof id === "number" || typeof id === "bigint") droplet.creation = new Action(client, id);
    return droplet;
  });
}

/** A few less than DigitalOcean allows, for other programs with the same token. */
const PER_MINUTE = 240;

async function toArray<T>(items: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
