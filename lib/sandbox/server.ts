import { Auth } from "./http/auth.ts";
import { checkState } from "./state/check_state.ts";
import { control, CONTROL_PATH, PAGE_PATH, pagePart } from "./http/control.ts";
import { ApiError, notStrict, notThere, tooLarge } from "./http/errors.ts";
import type { FaultState } from "./http/fault_rule.ts";
import { Faults } from "./http/faults.ts";
import { forwardedUrl, readRequest, type SandboxRequest } from "./http/request.ts";
import { copyJson } from "./state/json.ts";
import { type LoggedRequest, RequestLog } from "./http/log.ts";
import type { SandboxOptions } from "./options.ts";
import {
  corrupt,
  fromAnswer,
  fromError,
  fromFault,
  headOf,
  type SandboxResponse,
} from "./http/response.ts";
import { uuid } from "./state/random.ts";
import { RateLimit } from "./http/rate_limit.ts";
import { type Answer, type Context, Router } from "./http/router.ts";
import { loadRest, type Rest } from "./generic/load.ts";
import { type Endpoint, type RefusedRequest, Usage, type UsedOperation } from "./http/usage.ts";
import { ROUTES } from "./routes/mod.ts";
import type { Sandbox, SandboxClock } from "./sandbox.ts";
import { applySeed } from "./seed/apply_seed.ts";
import type { SandboxSeed } from "./seed/seed.ts";
import { comesLater } from "./kinds/mod.ts";
import { runDue, runManual } from "./rules/due.ts";
import { emptyState, type SandboxState } from "./state/state.ts";
import { Store } from "./state/store.ts";
import { parseBody } from "./http/validate.ts";

// A droplet has a number for its id, and what is below this path belongs to the rest of the API.
const ROUTER = new Router(ROUTES, ["/v2/droplets/autoscale"]);

const KEYS_PATH = /^\/+v2\/+account\/+keys\/*$/;

// The longest user data, escaped, and room for everything else.
const MAX_BODY = 1024 * 1024;

// Longer answers are lists, which would push other requests out of the log.
const MAX_LOGGED = 4096;

/** The most milliseconds that a timer can be set to: more than three weeks. */
const LONGEST = 2 ** 31 - 1;

function timer(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const id = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, Math.min(seconds * 1000, LONGEST));
    const abort = (): void => {
      clearTimeout(id);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** The sandbox behind the interface. */
export class SandboxServer implements Sandbox {
  readonly #options: SandboxOptions;
  readonly #store: Store;
  readonly #auth: Auth;
  readonly #rateLimit: RateLimit;
  readonly #log: RequestLog = new RequestLog();
  readonly #usage: Usage = new Usage();
  readonly faults: Faults;
  #loaded: Promise<Rest | undefined> | undefined;
  /** Whether a state had something of which only the rest of the API knows what happens to it. */
  #hasLater = false;

  constructor(options: SandboxOptions) {
    this.#options = options;
    const { actionTime = 2, statusLag = 0, listLag = 0, latency = 0 } = options;
    for (const [name, value] of Object.entries({ actionTime, statusLag, listLag, latency })) {
      if (value === "manual" && name === "actionTime") continue;
      if (typeof value === "number" && value >= 0) continue;
      throw new RangeError(`The ${name} of a sandbox cannot be ${value} seconds`);
    }
    if (options.strict && options.rest === false) {
      throw new Error("A strict sandbox needs the rest of the API, which has the description");
    }
    this.#store = new Store(emptyState(), {
      now: options.now ?? Date.now,
      actionTime: actionTime === "manual" ? Infinity : actionTime * 1000,
      statusLag: statusLag * 1000,
      listLag: listLag * 1000,
      limited: options.limits ?? true,
    });
    this.#auth = new Auth(options.tokens);
    this.#rateLimit = new RateLimit(options.rateLimit ?? true);
    this.faults = new Faults(this.#store);
    if (options.state !== undefined) this.restore(options.state);
    else if (options.seed !== undefined) this.seed(options.seed);
  }

  get clock(): SandboxClock {
    return this.#store.clock;
  }

  get requests(): readonly LoggedRequest[] {
    return this.#log.list();
  }

  get operations(): readonly UsedOperation[] {
    return this.#usage.used();
  }

  get refused(): readonly RefusedRequest[] {
    return this.#usage.refused();
  }

  clearRequests(): void {
    this.#log.clear();
    this.#usage.clear();
  }

  advance(seconds: number): void {
    this.#store.clock.advance(seconds);
    runDue(this.#store);
    if (seconds > 0) runManual(this.#store);
  }

  snapshot(): SandboxState {
    return copyJson(this.toJSON());
  }

  toJSON(): SandboxState {
    runDue(this.#store);
    return this.#store.state;
  }

  restore(state: SandboxState): void {
    this.#store.load(checkState(state));
    this.#hasLater = Object.keys(this.#store.state.resources).some(comesLater);
    this.#rateLimit.clear();
  }

  reset(): void {
    this.#store.load(emptyState());
    this.#rateLimit.clear();
    this.clearRequests();
    if (this.#options.seed !== undefined) this.seed(this.#options.seed);
  }

  seed(seed: SandboxSeed): void {
    const before = this.snapshot();
    try {
      applySeed(this.#store, ROUTER, seed);
    } catch (error) {
      this.#store.load(before);
      throw error;
    }
  }

  readonly fetch = async (
    input: Request | URL | string,
    init?: RequestInit,
  ): Promise<Response> => {
    if (this.#hasLater) await this.#rest();
    const request = await readRequest(input, init, this.#longest);
    if (this.#isControl(request.url.pathname)) return respond(await this.#control(request));
    return respond(await this.#serve(request));
  };

  #isControl(path: string): boolean {
    return this.#options.control !== false &&
      (path === CONTROL_PATH || path.startsWith(CONTROL_PATH + "/"));
  }

  // A state may be of any size, and those who may use the controls have all of it anyway.
  readonly #longest = (path: string): number => this.#isControl(path) ? Infinity : MAX_BODY;

  async #control({ method, url, text }: SandboxRequest): Promise<SandboxResponse> {
    try {
      const part = pagePart(url.pathname);
      if (part === null) return { status: 308, text: null, headers: { location: PAGE_PATH } };
      if (part !== undefined) {
        const { page } = await import("./page/mod.ts");
        return await page(this, this.#adminGet, method, part, url.searchParams);
      }
      return fromAnswer(control(this, method, url.pathname, text ?? ""));
    } catch (error) {
      if (error instanceof ApiError) return fromError(error);
      throw error;
    }
  }

  /** What the API lists at a path, whatever a token may see; undefined if it lists nothing there. */
  readonly #adminGet = async (path: string): Promise<unknown> => {
    const url = new URL(path, "https://api.digitalocean.com");
    const { pathname, searchParams: query } = url;
    const router = ROUTER.routeOf("GET", pathname) ? ROUTER : (await this.#rest())?.router;
    if (router?.routeOf("GET", pathname) === undefined) return undefined;
    const { route, params } = router.find("GET", pathname);
    const store = this.#store;
    const now = store.clock.now();
    const c: Context = { store, url, query, headers: new Headers(), params, body: {}, now };
    return route.handler(c).body;
  };

  async #serve(request: SandboxRequest): Promise<SandboxResponse> {
    const { method, url } = request;
    const store = this.#store;
    runDue(store);
    const requestId = this.#options.requestId?.() ??
      uuid("request", store.state.counters.request++);
    const fault = this.faults.take(method, url.pathname);
    const time = store.clock.now();
    const log = (status: number | null, place?: Endpoint, answer?: string | null): void => {
      this.#log.add({
        id: requestId,
        time,
        method,
        path: url.pathname + url.search,
        body: request.text ?? "",
        status,
        ...(answer && answer.length <= MAX_LOGGED && { answer }),
        ...(fault && { fault: fault.id }),
      });
      if (place) this.#usage.add(place, status);
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
    const rest = core === undefined || this.#options.strict ? await this.#rest() : undefined;
    const place = core ?? rest?.router.routeOf(method, url.pathname);
    if (this.#options.strict && rest && !place) {
      this.#usage.refuse({ method, path: url.pathname }, "the API has no such operation");
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
  async #rest(): Promise<Rest | undefined> {
    this.#loaded ??= loadRest(this.#options.rest);
    return await this.#loaded;
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
        this.#rateLimit.take(token.token, now, listsKeys);
      } finally {
        limits = this.#rateLimit.headers(token.token, now);
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
    for (const reason of reasons) this.#usage.refuse(route, reason);
    if (reasons.length > 0) throw notStrict(route, reasons);
  }
}

function respond({ status, text, headers }: SandboxResponse): Response {
  return new Response(text, { status, headers });
}
