import { counted } from "../../api/words.ts";
import { DOAPIBaseError } from "./base.ts";

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

export function tries(attempts: number): string {
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
export class RequestError extends DOAPIBaseError {
  /** The name of the class. */
  override readonly name: string = "RequestError";
  /** The HTTP method, upper case. */
  readonly method: string;
  /** The whole URL that was requested. */
  readonly url: string;
  /** How many times the request was tried. */
  readonly attempts: number;
  /** What was being attempted, in words that follow "Cannot"; `null` if nobody has said. */
  readonly doing: string | null;
  /** Whether the request may have changed something although it failed. */
  readonly mayHaveHappened: boolean;

  /**
   * Describes the failure.
   *
   * @param problem What went wrong, as the end of a sentence that names the request.
   */
  constructor(request: RequestSummary, problem: string, options?: ErrorOptions) {
    const uncertain = request.uncertain ? "; it may have taken effect" : "";
    super(`${opening(request)}: ${problem}${uncertain}`, options);
    this.method = request.method;
    this.url = request.url;
    this.attempts = request.attempts;
    this.doing = request.doing ?? null;
    this.mayHaveHappened = request.uncertain ?? false;
  }
}

/** The request got no answer: refused, reset, unresolvable. `cause` has the runtime's error. */
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

/** The API did not answer, or stopped in the middle of an answer, for longer than `timeout`. */
export class RequestTimeoutError extends RequestError {
  /** The name of the class. */
  override readonly name = "RequestTimeoutError";

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
    super(
      request,
      `no sign of ${phase} for ${counted(seconds, "second")}${tries(request.attempts)}`,
    );
  }
}

/** The answer had a success status and a body that cannot be used. */
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
export class OriginError extends DOAPIBaseError {
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
