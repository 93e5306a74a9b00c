import { loadRest, type Rest } from "./generic/load.ts";
import { Auth } from "./http/auth.ts";
import { ApiError, notStrict, notThere, tooLarge } from "./http/errors.ts";
import type { FaultState } from "./http/fault_rule.ts";
import type { Faults } from "./http/faults.ts";
import { JsonText } from "./http/json_text.ts";
import { RequestLog } from "./http/log.ts";
import { RateLimit } from "./http/rate_limit.ts";
import { forwardedUrl, type SandboxRequest } from "./http/request.ts";
import {
  corrupt,
  fromAnswer,
  fromError,
  fromFault,
  headOf,
  type SandboxResponse,
} from "./http/response.ts";
import { type Answer, type Context, Router } from "./http/router.ts";
import { timer } from "./http/timer.ts";
import { type Endpoint, Usage } from "./http/usage.ts";
import { parseBody } from "./http/validate.ts";
import type { SandboxOptions } from "./options.ts";
import { ROUTES } from "./routes/mod.ts";
import { runDue } from "./rules/due.ts";
import { uuid } from "./state/random.ts";
import type { Store } from "./state/store.ts";

/**
 * Finds the operations of the core. A droplet has a number for its id, and what is below the path
 * beside them belongs to the rest of the API.
 */
export const ROUTER = new Router(ROUTES, ["/v2/droplets/autoscale"]);

const KEYS_PATH = /^\/+v2\/+account\/+keys\/*$/;

// Longer answers are lists, which would push other requests out of the log.
const MAX_LOGGED = 4096;

/** Answers requests to the API: faults, latency, tokens, limits and routes, in this order. */
export class ApiServer {
  readonly log: RequestLog = new RequestLog();
  readonly usage: Usage = new Usage();
  readonly rateLimit: RateLimit;
  readonly #options: SandboxOptions;
  readonly #store: Store;
  readonly #faults: Faults;
  readonly #auth: Auth;
  #loaded: Promise<Rest | undefined> | undefined;

  constructor(options: SandboxOptions, store: Store, faults: Faults) {
    this.#options = options;
    this.#store = store;
    this.#faults = faults;
    this.#auth = new Auth(options.tokens);
    this.rateLimit = new RateLimit(options.rateLimit ?? true);
  }

  /** What the API lists at a path, whatever a token may see; undefined if it lists nothing there. */
  readonly adminGet = async (path: string): Promise<unknown> => {
    const url = new URL(path, "https://api.digitalocean.com");
    const { pathname, searchParams: query } = url;
    const router = ROUTER.routeOf("GET", pathname) ? ROUTER : (await this.rest())?.router;
    if (router?.routeOf("GET", pathname) === undefined) return undefined;
    const { route, params } = router.find("GET", pathname);
    const store = this.#store;
    const now = store.clock.now();
    const c: Context = { store, url, query, headers: new Headers(), params, body: {}, now };
    const { body } = route.handler(c);
    return body instanceof JsonText ? body.toJSON() : body;
  };

  /** Answers a request; rejects if a fault drops its connection or its signal is aborted. */
  async serve(request: SandboxRequest): Promise<SandboxResponse> {
    const { method, url } = request;
    const store = this.#store;
    runDue(store);
    const requestId = this.#options.requestId?.() ??
      uuid("request", store.state.counters.request++);
    const fault = this.#faults.take(method, url.pathname);
    const time = store.clock.now();
    const log = (status: number | null, place?: Endpoint, answer?: string | null): void => {
      this.log.add({
        id: requestId,
        time,
        method,
        path: url.pathname + url.search,
        body: request.text ?? "",
        status,
        ...(answer && answer.length <= MAX_LOGGED && { answer }),
        ...(fault && { fault: fault.id }),
      });
      if (place) this.usage.add(place, status);
    };

    const latency = (this.#options.latency ?? 0) + (fault?.latency ?? 0);
    if (latency > 0) {
      const { signal } = request;
      signal?.throwIfAborted();
      await (this.#options.sleep ?? timer)(latency, signal);
      signal?.throwIfAborted();
      runDue(store);
    }
    if (fault?.drop === "before") {
      log(null);
      throw new TypeError("Connection lost before the request was read (a fault of the sandbox)");
    }
    const core = ROUTER.routeOf(method, url.pathname);
    const rest = core === undefined || this.#options.strict ? await this.rest() : undefined;
    const place = core ?? rest?.router.routeOf(method, url.pathname);
    if (this.#options.strict && rest && !place) {
      this.usage.refuse({ method, path: url.pathname }, "the API has no such operation");
    }
    let outgoing = (fault && fromFault(fault, requestId)) ??
      this.#answer(request, requestId, fault, core ? ROUTER : rest?.router, rest);
    if (fault?.drop === "after") {
      log(null, place);
      throw new TypeError("Connection lost before the answer was sent (a fault of the sandbox)");
    }
    if (fault) outgoing = corrupt(outgoing, fault);
    log(outgoing.status, place, outgoing.text);
    if (method === "HEAD") outgoing = headOf(outgoing);
    return { ...outgoing, headers: { ...outgoing.headers, "x-request-id": requestId } };
  }

  /** Loads the rest of the API, once. */
  async rest(): Promise<Rest | undefined> {
    this.#loaded ??= loadRest(this.#options.rest);
    const rest = await this.#loaded;
    if (rest) this.#store.kinds ??= rest.kinds;
    return rest;
  }

  #answer(
    request: SandboxRequest,
    requestId: string,
    fault: FaultState | undefined,
    router: Router | undefined,
    rest: Rest | undefined,
  ): SandboxResponse {
    const { url, headers, text } = request;
    // A HEAD is answered as the GET would be, but for the body.
    const method = request.method === "HEAD" ? "GET" : request.method;
    let limits: Record<string, string> = {};
    let outgoing: SandboxResponse;
    try {
      if (text === null) throw tooLarge();
      const now = this.#store.clock.now();
      const token = this.#auth.token(headers);
      const listsKeys = method === "GET" && KEYS_PATH.test(url.pathname);
      try {
        this.rateLimit.take(token.token, now, listsKeys);
      } finally {
        limits = this.rateLimit.headers(token.token, now);
      }
      if (router === undefined) throw notThere(method, url.pathname);
      const { route, params } = router.find(method, url.pathname);
      this.#auth.check(token, route.scope, method);
      const body = route.raw ? {} : parseBody(text);
      if (this.#options.strict) this.#insist(method, url, body, rest);
      const store = this.#store;
      store.started = [];
      let answer: Answer = route.handler({
        store,
        url: forwardedUrl(url, headers),
        query: url.searchParams,
        headers,
        params,
        body,
        now,
      });
      const { withheld } = route;
      if (withheld && !this.#auth.has(token, withheld.scope)) {
        answer = { ...answer, body: withheld.strip(answer.body) };
      }
      if (fault?.errorAction) { for (const action of store.started) action.outcome = "errored"; }
      outgoing = fromAnswer(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      outgoing = fromError(error, requestId);
    } finally {
      // What only reads the core changes nothing of it.
      if (method !== "GET" || router !== ROUTER) this.#store.pages.clear();
    }
    return { ...outgoing, headers: { ...outgoing.headers, ...limits } };
  }

  /** @throws {ApiError} 400 if a strict sandbox has something against a request. */
  #insist(
    method: string,
    { pathname, searchParams }: URL,
    body: Readonly<Record<string, unknown>>,
    rest: Rest | undefined,
  ): void {
    // A bundle may have left the description out, without which nothing can be held against it.
    if (rest === undefined) throw notThere(method, pathname);
    const route = rest.router.routeOf(method, pathname);
    if (route?.operation === undefined) return;
    const reasons = rest.objections(route.operation, searchParams, body);
    for (const reason of reasons) this.usage.refuse(route, reason);
    if (reasons.length > 0) throw notStrict(route, reasons);
  }
}
