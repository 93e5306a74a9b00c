import { exactValue } from "./json.ts";
import { type RateLimit, rateLimitOf, resetTime } from "./rate_limit.ts";
import { inWords } from "../api/words.ts";
import { saying } from "./saying.ts";

/** What is known about every failed request. */
export interface RequestSummary {
  /** The HTTP method, upper case. */
  method: string;
  /** The whole URL that was requested. */
  url: string;
  /** How many times it was tried. */
  attempts: number;
  /** What was being attempted, in words that follow "Cannot", such as "fetch droplet 3". */
  doing?: string | undefined;
  /** Whether it would have changed something, and may have, although it failed. */
  uncertain?: boolean | undefined;
}

function opening({ doing, method, url }: RequestSummary): string {
  let target = url;
  try {
    const { origin, pathname, search } = new URL(url);
    // The official endpoint goes without saying; any other one is part of what went wrong.
    target = origin === "https://api.digitalocean.com" ? pathname + search : url;
  } catch { /* Not a URL: shown as it is. */ }
  return doing ? `Cannot ${doing} (${method} ${target})` : `${method} ${target}`;
}

function tries(attempts: number): string {
  return attempts > 1 ? ` (tried ${attempts} times)` : "";
}

/**
 * The base of everything that can go wrong with one request to the API.
 *
 * @example
 * ```ts
 * import { DOAPI, RequestError } from "@doapi/doapi";
 *
 * const fetch = () => Promise.reject(new TypeError("no network"));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof RequestError); // true
 * ```
 */
export class RequestError extends Error {
  /** The name of the class. */
  override readonly name: string = "RequestError";
  /** The HTTP method, upper case. */
  readonly method: string;
  /** The whole URL that was requested. */
  readonly url: string;
  /** How many times the request was tried. */
  readonly attempts: number;

  /**
   * Describes the failure.
   *
   * @param problem What went wrong, as the end of a sentence that names the request.
   */
  constructor(request: RequestSummary, problem: string, options?: ErrorOptions) {
    const doubt = request.uncertain ? "; it may have been done all the same" : "";
    super(`${opening(request)}: ${problem}${doubt}`, options);
    this.method = request.method;
    this.url = request.url;
    this.attempts = request.attempts;
  }
}

/**
 * The API answered with an error status (4xx or 5xx).
 *
 * Catch a subclass to handle one kind: {@linkcode NotFound}, {@linkcode RateLimited}, ...
 *
 * @see https://docs.digitalocean.com/reference/api/reference/#http-statuses
 *
 * @example
 * ```ts
 * import { DOAPI, DOAPIError, NotFound } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * try {
 *   await doapi.fetchDroplet(3);
 * } catch (error) {
 *   console.log(error instanceof NotFound, error instanceof DOAPIError); // true true
 * }
 * ```
 */
export class DOAPIError extends RequestError {
  /** The name of the class. */
  override readonly name: string = "DOAPIError";
  /** The HTTP status. */
  readonly status: number;
  /** The API's short name of the error, such as `"not_found"`; empty when it sent none. */
  readonly id: string;
  /** The API's own message; empty when it sent none. */
  readonly apiMessage: string;
  /** The id under which the vendor's support can find the request, or `null`. */
  readonly requestId: string | null;
  /** The rate limit headers of the answer. */
  readonly rateLimit: RateLimit;
  /** The response; its body has been read already and is in {@linkcode DOAPIError.body}. */
  readonly response: Response;
  /** The decoded body, or its text when it was not JSON. */
  readonly body: unknown;

  /** Describes the failure; the client picks the subclass that fits the status. */
  constructor(request: RequestSummary, response: Response, body: unknown, note = "") {
    const fields = typeof body === "object" && body !== null ? body as Record<string, unknown> : {};
    const id = typeof fields.id === "string" ? fields.id : "";
    const apiMessage = typeof fields.message === "string" ? fields.message : "";
    const requestId = typeof fields.request_id === "string"
      ? fields.request_id
      : response.headers.get("x-request-id");
    const words = [String(response.status), id || response.statusText].filter(Boolean).join(" ");
    const said = saying(body);
    const message = said === words || said === response.statusText ? "" : said;
    super(
      request,
      words + (message ? `: ${message}` : "") + note + tries(request.attempts) +
        (requestId ? ` [request id ${requestId}]` : ""),
    );
    this.status = response.status;
    this.id = id;
    this.apiMessage = apiMessage;
    this.requestId = requestId;
    this.rateLimit = rateLimitOf(response.headers);
    this.response = response;
    this.body = body;
    // A getter on the prototype keeps console.log of the error short.
    Object.defineProperty(this, "response", { enumerable: false });
  }

  /** The kind of error, the URL that was requested and the body of the response, for people. */
  get httpErrorMsg(): string {
    const kind = this.status >= 500 ? "Server Error" : "Client Error";
    const { body } = this;
    const text = typeof body === "string" ? body : body && JSON.stringify(body, null, 4);
    // HTTP/2 has no words for a status.
    const words = [`${this.status} ${kind}`, this.response.statusText].filter(Boolean).join(": ");
    return `${words} for URL: ${this.url}${text ? `\n${text}` : ""}`;
  }
}

/**
 * 400: the request could not be understood.
 *
 * @example
 * ```ts
 * import { DOAPI, BadRequest } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 400 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof BadRequest); // true
 * ```
 */
export class BadRequest extends DOAPIError {
  /** The name of the class. */
  override readonly name = "BadRequest";
}
/**
 * 401: there was no token, or not a valid one.
 *
 * @example
 * ```ts
 * import { DOAPI, Unauthorized } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 401 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof Unauthorized); // true
 * ```
 */
export class Unauthorized extends DOAPIError {
  /** The name of the class. */
  override readonly name = "Unauthorized";
}
/**
 * 403: the token does not allow this.
 *
 * @example
 * ```ts
 * import { DOAPI, Forbidden } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 403 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof Forbidden); // true
 * ```
 */
export class Forbidden extends DOAPIError {
  /** The name of the class. */
  override readonly name = "Forbidden";
}
/**
 * 404: there is no such resource.
 *
 * @example
 * ```ts
 * import { DOAPI, NotFound } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 404 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof NotFound); // true
 * ```
 */
export class NotFound extends DOAPIError {
  /** The name of the class. */
  override readonly name = "NotFound";
}
/**
 * 409: the resource is in a state that does not allow this.
 *
 * @example
 * ```ts
 * import { DOAPI, Conflict } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 409 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof Conflict); // true
 * ```
 */
export class Conflict extends DOAPIError {
  /** The name of the class. */
  override readonly name = "Conflict";
}
/**
 * 422: the request was understood and refused; the message says why.
 *
 * @example
 * ```ts
 * import { DOAPI, UnprocessableEntity } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 422 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof UnprocessableEntity); // true
 * ```
 */
export class UnprocessableEntity extends DOAPIError {
  /** The name of the class. */
  override readonly name = "UnprocessableEntity";
}
/**
 * 429: too many requests, and the wait until more are allowed is longer than the client waits.
 *
 * @example
 * ```ts
 * import { DOAPI, RateLimited } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 429 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof RateLimited); // true
 * ```
 */
export class RateLimited extends DOAPIError {
  /** The name of the class. */
  override readonly name = "RateLimited";

  /** When the limit resets, or `null` when the API did not say. */
  get resetsAt(): Date | null {
    return resetTime(this.response.headers);
  }
}
/**
 * 5xx: the API, or a gateway before it, failed.
 *
 * @example
 * ```ts
 * import { DOAPI, ServerError } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({}, { status: 503 }));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof ServerError); // true
 * ```
 */
export class ServerError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "ServerError";
}

/**
 * The request got no answer: refused, reset, unresolvable. `cause` has the runtime's error.
 *
 * @example
 * ```ts
 * import { DOAPI, ConnectionError } from "@doapi/doapi";
 *
 * const fetch = () => Promise.reject(new TypeError("no network"));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof ConnectionError); // true
 * ```
 */
export class ConnectionError extends RequestError {
  /** The name of the class. */
  override readonly name = "ConnectionError";

  /**
   * Describes the failure.
   *
   * @param cause What `fetch` threw.
   */
  constructor(request: RequestSummary, cause: unknown) {
    super(request, `connection failed: ${reason(cause)}${tries(request.attempts)}`, { cause });
  }
}

function reason(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  const text = deepest instanceof Error ? deepest.message : String(deepest);
  // Deno names the whole request again before it says what happened.
  return text.replace(/^error sending request (from \S+ )?for (url \(\S*\)|\S+ \(\S+\)): /, "")
    .replace(/^client error \(\w+\): /, "");
}

/**
 * The API did not answer, or stopped in the middle of an answer, for longer than `timeout`.
 *
 * @example
 * ```ts
 * import { DOAPI, TimeoutError } from "@doapi/doapi";
 *
 * const fetch = () => new Promise<Response>(() => {});
 * const doapi = new DOAPI("a-token", { fetch, retry: false, timeout: 0.01 });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof TimeoutError); // true
 * ```
 */
export class TimeoutError extends RequestError {
  /** The name of the class. */
  override readonly name = "TimeoutError";

  /**
   * Describes the failure.
   *
   * @param seconds The `timeout` that ran out.
   */
  constructor(
    request: RequestSummary,
    seconds: number,
    phase: "an answer" | "the rest of the answer",
  ) {
    super(request, `no sign of ${phase} for ${seconds} seconds${tries(request.attempts)}`);
  }
}

/**
 * The answer had a success status and a body that cannot be used.
 *
 * @example
 * ```ts
 * import { DOAPI, BodyError } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(new Response("<html>"));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof BodyError); // true
 * ```
 */
export class BodyError extends RequestError {
  /** The name of the class. */
  override readonly name = "BodyError";
  /** The HTTP status of the answer. */
  readonly status: number;

  /**
   * Describes the failure.
   *
   * @param problem What is wrong with the body.
   */
  constructor(request: RequestSummary, status: number, problem: string, options?: ErrorOptions) {
    super(request, `${status}, but ${problem}${tries(request.attempts)}`, options);
    this.status = status;
  }
}

/**
 * A URL on another origin than the endpoint's: the token is not sent there.
 *
 * @example
 * ```ts
 * import { DOAPI, OriginError } from "@doapi/doapi";
 *
 * const doapi = new DOAPI("a-token");
 * const error = await doapi.request("https://elsewhere.example/").catch((error) => error);
 * console.log(error instanceof OriginError); // true
 * ```
 */
export class OriginError extends Error {
  /** The name of the class. */
  override readonly name = "OriginError";
  /** The URL that was refused. */
  readonly url: string;

  /**
   * Describes the failure.
   *
   * @param what Where the URL came from, such as "The next page".
   */
  constructor(what: string, url: string, endpoint: string) {
    super(`${what} is at ${url}, which is not part of ${endpoint}: the token is not sent there`);
    this.url = url;
  }
}

/**
 * An action ended otherwise than "completed".
 *
 * @example
 * ```ts
 * import { ActionError, DOAPI } from "@doapi/doapi";
 *
 * const action = new DOAPI("a-token").action({ id: 1 });
 * action.status = "errored";
 * try {
 *   action.throwIfErrored();
 * } catch (error) {
 *   console.log(error instanceof ActionError); // true
 * }
 * ```
 */
export class ActionError<A = unknown> extends Error {
  /** The name of the class. */
  override readonly name = "ActionError";
  /** The action as the API last described it. */
  readonly action: A;

  /**
   * Describes the failure.
   *
   * @param action The action, named in the message by its `type` and `id`.
   */
  constructor(
    action: A & {
      id: number;
      type: string;
      status?: string;
      resource_type: string;
      resource_id: number;
      fields?: object;
    },
  ) {
    const { type, status = "errored", resource_type, fields = action } = action;
    const what = `${inWords(String(resource_type))} ${exactValue(fields, "resource_id")}`;
    const end = status === "errored" ? status : `ended with the status ${JSON.stringify(status)}`;
    super(`Action ${exactValue(fields, "id")} (${type} of ${what}) ${end}`);
    this.action = action;
  }
}

/**
 * A wait that ended before everything was done: the base of the two below.
 *
 * @example
 * ```ts
 * import { DOAPI, WaitError } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * const wait = doapi.waitEachDroplet([droplet], { status: "active", waitTime: 0 });
 * const error = await wait.next().catch((error) => error);
 * console.log(error instanceof WaitError, error.remaining.length); // true 1
 * ```
 */
export class WaitError<T = unknown> extends Error {
  /** The name of the class. */
  override readonly name: string = "WaitError";
  /** What had finished, in the order of finishing. */
  readonly finished: readonly T[];
  /** What had not, each as last seen, in the order given. */
  readonly remaining: readonly T[];

  /**
   * Describes the failure.
   *
   * @param message The whole sentence.
   */
  constructor(message: string, finished: readonly T[], remaining: readonly T[], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.finished = finished;
    this.remaining = remaining;
  }
}

/**
 * `waitTime` ran out.
 *
 * @example
 * ```ts
 * import { DOAPI, WaitTimeoutError } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * const wait = doapi.waitEachDroplet([droplet], { status: "active", waitTime: 0 });
 * const error = await wait.next().catch((error) => error);
 * console.log(error instanceof WaitTimeoutError, error.remaining.length); // true 1
 * ```
 */
export class WaitTimeoutError<T = unknown> extends WaitError<T> {
  /** The name of the class. */
  override readonly name = "WaitTimeoutError";
}

/**
 * The wait's `signal` was aborted; `cause` is the signal's reason.
 *
 * @example
 * ```ts
 * import { DOAPI, WaitAbortedError } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * const wait = doapi.waitEachDroplet([droplet], { status: "active", signal: AbortSignal.abort() });
 * const error = await wait.next().catch((error) => error);
 * console.log(error instanceof WaitAbortedError, error.remaining.length); // true 1
 * ```
 */
export class WaitAbortedError<T = unknown> extends WaitError<T> {
  /** The name of the class. */
  override readonly name = "WaitAbortedError";
}
