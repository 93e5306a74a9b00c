import { ApiError, badRequest, methodNotAllowed, notFound } from "./errors.ts";
import type { FaultRule } from "./fault_rule.ts";
import type { Answer } from "./router.ts";
import type { Sandbox } from "../sandbox.ts";
import type { SandboxSeed } from "../seed/seed.ts";
import type { SandboxState } from "../state/state.ts";
import { parseBody } from "./validate.ts";

/** Where the controls are. */
export const CONTROL_PATH = "/_sandbox";

/** Where seeds are put in. */
export const SEED_PATH = `${CONTROL_PATH}/seed`;

/** Where the page is. */
export const PAGE_PATH = `${CONTROL_PATH}/`;

const PAGE_PARTS: ReadonlySet<string> = new Set(["", "page.css", "page.js", "overview", "items"]);

/** The part of the page that a path names, null if it names the page without its slash. */
export function pagePart(path: string): string | null | undefined {
  if (path === CONTROL_PATH) return null;
  const name = path.slice(PAGE_PATH.length);
  return PAGE_PARTS.has(name) ? name : undefined;
}

type Body = Readonly<Record<string, unknown>>;
type Handler = (sandbox: Sandbox, body: Body, rest: string) => Answer;

const DONE: Answer = { status: 204 };

function clockAnswer({ clock }: Sandbox): Answer {
  const now = clock.now();
  const body = { now: new Date(now).toISOString(), epoch_ms: now, frozen: clock.frozen };
  return { status: 200, body };
}

function turnClock(sandbox: Sandbox, { freeze, advance }: Body): Answer {
  if (freeze !== undefined && typeof freeze !== "boolean") {
    throw badRequest('"freeze" must be true or false.');
  }
  if (advance !== undefined && typeof advance !== "number") {
    throw badRequest('"advance" must be a number of seconds.');
  }
  if (freeze === undefined && advance === undefined) {
    throw badRequest('Either "advance" or "freeze" is needed.');
  }
  if (freeze === true) sandbox.clock.freeze();
  if (freeze === false) sandbox.clock.thaw();
  if (advance !== undefined) sandbox.advance(advance);
  return clockAnswer(sandbox);
}

function clearFaults(sandbox: Sandbox, _body: Body, id: string): Answer {
  if (id === "") sandbox.faults.clear();
  else if (sandbox.faults.list().some((fault) => String(fault.id) === id)) {
    sandbox.faults.clear(Number(id));
  } else throw new ApiError(404, "not_found", `There is no fault ${id}.`);
  return DONE;
}

const HANDLERS: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  health: {
    GET: (sandbox) => ({
      status: 200,
      body: { status: "ok", time: new Date(sandbox.clock.now()).toISOString() },
    }),
  },
  reset: { POST: (sandbox) => (sandbox.reset(), DONE) },
  seed: { POST: (sandbox, body) => (sandbox.seed(body as SandboxSeed), DONE) },
  snapshot: {
    GET: (sandbox) => ({ status: 200, body: sandbox.snapshot() }),
    PUT: (sandbox, body) => (sandbox.restore(body as unknown as SandboxState), DONE),
  },
  faults: {
    GET: (sandbox) => ({ status: 200, body: { faults: sandbox.faults.list() } }),
    POST: (sandbox, body) => ({
      status: 201,
      body: { fault: sandbox.faults.add(body as FaultRule) },
    }),
    DELETE: clearFaults,
  },
  clock: { GET: clockAnswer, POST: turnClock },
  requests: {
    GET: (sandbox) => ({ status: 200, body: { requests: sandbox.requests } }),
    DELETE: (sandbox) => (sandbox.clearRequests(), DONE),
  },
  operations: {
    GET: ({ operations, refused }) => ({ status: 200, body: { operations, refused } }),
  },
};

/**
 * Answers a request under `/_sandbox`: a way to everything the {@linkcode Sandbox} object can do
 * for a program that has only its address.
 *
 * @throws {ApiError} If it cannot be done.
 */
export function control(sandbox: Sandbox, method: string, path: string, text: string): Answer {
  const [name = "", rest = "", ...more] = path.slice(CONTROL_PATH.length + 1).split("/");
  const handlers = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
  const takesId = name === "faults" && method === "DELETE";
  if (handlers === undefined || more.length > 0 || (rest !== "" && !takesId)) throw notFound();
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler === undefined) throw methodNotAllowed(Object.keys(handlers));
  try {
    return handler(sandbox, parseBody(text), rest);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // Whatever else is refused was refused for what the request said.
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}
