import { ApiServer, ROUTER } from "./api.ts";
import { comesLater, type KindRules, loadKindRules } from "./generic/load.ts";
import { control, CONTROL_PATH, PAGE_PATH, pagePart, SEED_PATH } from "./http/control.ts";
import { ApiError } from "./http/errors.ts";
import { Faults } from "./http/faults.ts";
import type { LoggedRequest } from "./http/log.ts";
import { readRequest, type SandboxRequest } from "./http/request.ts";
import { fromAnswer, fromError, type SandboxResponse } from "./http/response.ts";
import type { RefusedRequest, UsedOperation } from "./http/usage.ts";
import type { SandboxOptions } from "./options.ts";
import { runDue, runManual } from "./rules/due.ts";
import type { Sandbox, SandboxClock } from "./sandbox.ts";
import { applySeed } from "./seed/apply_seed.ts";
import type { SandboxSeed } from "./seed/seed.ts";
import { checkState } from "./state/check_state.ts";
import { copyJson } from "./state/json.ts";
import { emptyState, type SandboxState } from "./state/state.ts";
import { Store } from "./state/store.ts";

// The longest user data, escaped, and room for everything else.
const MAX_BODY = 1024 * 1024;

/** The sandbox behind the interface. */
export class SandboxServer implements Sandbox {
  readonly #options: SandboxOptions;
  readonly #store: Store;
  readonly #api: ApiServer;
  readonly faults: Faults;
  /** Whether a state had something of which only the rest of the API knows what happens to it. */
  #hasLater = false;

  /** @param kinds The rules of kinds beyond the core; left out, they are loaded when needed. */
  constructor(options: SandboxOptions, kinds?: KindRules) {
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
    this.#store.kinds = kinds;
    this.faults = new Faults(this.#store);
    this.#api = new ApiServer(options, this.#store, this.faults);
    if (options.state !== undefined) this.restore(options.state);
    else if (options.seed !== undefined) this.seed(options.seed);
  }

  get clock(): SandboxClock {
    return this.#store.clock;
  }

  get requests(): readonly LoggedRequest[] {
    return this.#api.log.list();
  }

  get operations(): readonly UsedOperation[] {
    return this.#api.usage.used();
  }

  get refused(): readonly RefusedRequest[] {
    return this.#api.usage.refused();
  }

  clearRequests(): void {
    this.#api.log.clear();
    this.#api.usage.clear();
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
    this.#api.rateLimit.clear();
  }

  reset(): void {
    this.#store.load(emptyState());
    this.#api.rateLimit.clear();
    this.clearRequests();
    if (this.#options.seed !== undefined) this.seed(this.#options.seed);
  }

  seed(seed: SandboxSeed): void {
    const before = this.snapshot();
    try {
      applySeed(this.#store, ROUTER, seed);
      this.#store.pages.clear();
    } catch (error) {
      this.#store.load(before);
      throw error;
    }
  }

  readonly fetch = async (
    input: Request | URL | string,
    init?: RequestInit,
  ): Promise<Response> => {
    if (this.#hasLater) await this.#api.rest();
    const request = await readRequest(input, init, this.#longest);
    const { pathname } = request.url;
    if (this.#store.needsKinds || (this.#isControl(pathname) && pathname === SEED_PATH)) {
      this.#store.kinds ??= await loadKindRules();
    }
    if (this.#isControl(pathname)) return respond(await this.#control(request));
    return respond(await this.#api.serve(request));
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
        return await page(this, this.#api.adminGet, method, part, url.searchParams);
      }
      return fromAnswer(control(this, method, url.pathname, text ?? ""));
    } catch (error) {
      if (error instanceof ApiError) return fromError(error);
      throw error;
    }
  }
}

function respond({ status, text, headers }: SandboxResponse): Response {
  const response = new Response(text, { status });
  // With headers from the start, Deno copies the body at once for a server that may not be its own.
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** The part of a sandbox that does not need the rules of kinds before a request has loaded them. */
export type CoreSandbox = Pick<Sandbox, "fetch" | "reset" | "restore" | "toJSON">;

/**
 * Makes a sandbox that starts in half the time: the rules of the kinds beyond the core are loaded
 * with the first request that needs them. Seeds go in by requests, too.
 */
export function createCore(options: Omit<SandboxOptions, "seed">): CoreSandbox {
  return new SandboxServer(options);
}
