import { decode } from "./decode.ts";
import { checkTarget } from "./endpoint.ts";
import {
  BodyError,
  ConnectionError,
  OriginError,
  RequestError,
  type RequestSummary,
} from "./errors/mod.ts";
import { type Answer, exchange } from "./exchange.ts";
import type { Fetch } from "./fetch.ts";
import { stringify } from "./encode.ts";
import type { RateLimiter } from "./rate_limiter.ts";
import { isUnsent, isUntrusted, retryDelay, type RetryOptions } from "./retry.ts";
import { hasSecret, redactHead } from "./secret.ts";
import type { Sleep } from "./sleep.ts";

/** The HTTP methods that {@linkcode Transport} sends. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const METHODS: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Such a token would be in every error and in every server's log. */
const TOKEN_IN_URL = "The URL has the API token in it, which is sent in a header";

/** A request that is about to be sent. Never holds the token. */
export interface RequestEvent {
  /** The HTTP method, upper case. */
  method: string;
  /** The whole URL. */
  url: string;
  /** 1 for the first try. */
  attempt: number;
  /** The JSON text of the body, or `null`. */
  body: string | null;
  /** What is being attempted, in words that follow "Cannot", if the caller has said so. */
  doing: string | undefined;
  /** Seconds that it was held back, so that no more requests are sent in a minute than allowed. */
  heldBack: number;
}

/** What became of one try of a request. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status, or `null` when there was no answer. */
  status: number | null;
  /** The answer's headers, or `null` when there was no answer. */
  headers: Headers | null;
  /** Seconds from sending the request to having read the whole answer. */
  seconds: number;
  /** What went wrong, if there was no usable answer. */
  error: unknown;
  /** Seconds until the request is tried again, or `null` when it is not. */
  retryIn: number | null;
}

/** Everything that sending needs to know and that stays the same between requests. */
export interface TransportOptions {
  endpoint: string;
  /** Whether the token may be sent over plain http. */
  allowHttp: boolean;
  token: string;
  userAgent: string;
  /** Seconds without a sign of life after which a request fails; `null` for no limit. */
  timeout: number | null;
  retry: RetryOptions;
  /** What keeps requests under the limit of a minute, if there is one. */
  limiter: RateLimiter | null;
  fetch: Fetch;
  sleep: Sleep;
  now: () => number;
  random: () => number;
  onHold?: ((seconds: number) => void) | undefined;
  onRequest?: ((event: RequestEvent) => void) | undefined;
  onResponse?: ((event: ResponseEvent) => void) | undefined;
}

/** One request. */
export interface OutgoingRequest {
  /** A path on the endpoint, with a leading slash, or an absolute URL. */
  url: string;
  /** Case does not matter. Default: GET. */
  method?: string | undefined;
  /** Added to the URL's query string; `undefined` and `null` are left out, arrays repeated. */
  params?: Record<string, unknown> | undefined;
  /** The body: a string is sent as it is, anything else as JSON. */
  data?: unknown;
  /** Further headers. */
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
  /** The field that the answer must have: an object or a list. */
  key?: string | undefined;
  /** Whether a body that is not JSON is returned as it came. */
  bytes?: boolean | undefined;
  /** Whether text and files that some operations answer with are returned, each as its type. */
  media?: boolean | undefined;
  /** What is being attempted, in words that follow "Cannot". */
  doing?: string | undefined;
  /** Allow an absolute URL on another origin than the endpoint's, and send the token there. */
  allowOtherOrigin?: boolean | undefined;
  /** Send no token; then any origin will do. */
  anonymous?: boolean | undefined;
}

/** An answer with a success status. */
export interface IncomingResponse {
  response: Response;
  /** The decoded body, or its bytes; `null` when it was empty or white space. */
  body: unknown;
}

/**
 * Makes the URL of a request.
 *
 * @throws {OriginError} If it is on another origin than the endpoint's.
 * @throws {TypeError} If it is not a URL, or one that the token cannot be sent to or is part of.
 */
export function resolveURL(
  { url, params, allowOtherOrigin, anonymous }: OutgoingRequest,
  { endpoint, allowHttp, token }: Pick<TransportOptions, "endpoint" | "allowHttp" | "token">,
): string {
  if (hasSecret(url, token)) throw new TypeError(TOKEN_IN_URL);
  const base = endpoint.replace(/\/+$/, "");
  let target: URL;
  try {
    // Joined as text, so that an endpoint with a path keeps it.
    target = new URL(url.startsWith("/") ? base + url : url);
  } catch {
    throw new TypeError(
      `${JSON.stringify(url)} is neither an absolute URL nor a path like /v2/account`,
    );
  }
  if (!allowOtherOrigin && !anonymous && target.origin !== new URL(base).origin) {
    throw new OriginError("The URL", target.href, base);
  }
  checkTarget(target, allowHttp);
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) target.searchParams.append(name, String(one));
    }
  }
  if (hasSecret(target.href, token)) throw new TypeError(TOKEN_IN_URL);
  return target.href;
}

/**
 * Sends one request, again where that is safe, and decodes its answer.
 *
 * @throws {DOAPIError} If the API answers with an error status.
 * @throws {RequestError} If there is no usable answer.
 * @throws {TypeError} If the URL or the method is not one.
 */
export async function send(
  request: OutgoingRequest,
  options: TransportOptions,
  onAnswer: (response: Response) => void,
): Promise<IncomingResponse> {
  const method = (request.method ?? "GET").toUpperCase();
  if (!METHODS.includes(method)) {
    throw new TypeError(`Unrecognized HTTP method: ${JSON.stringify(request.method)}`);
  }
  const url = resolveURL(request, options);
  const headers = new Headers(request.headers);
  const any = request.bytes || request.media;
  const accept = any ? "application/json, */*;q=0.5" : "application/json";
  if (!headers.has("accept")) headers.set("accept", accept);
  headers.set("user-agent", options.userAgent);
  headers.delete("authorization");
  if (!request.anonymous) headers.set("authorization", `Bearer ${options.token}`);
  const { data, signal, doing } = request;
  const body = data === undefined || data === null
    ? null
    : typeof data === "string"
    ? data
    : stringify(data);
  if (body !== null && !headers.has("content-type")) {
    headers.set("content-type", "application/json");
  }
  const init: RequestInit = { method, headers, body, redirect: "manual" };
  // Whether an earlier try may have reached the server although its answer never came.
  let mayHaveHappened = false;

  for (let attempt = 1;; attempt++) {
    const known: RequestSummary = { method, url, attempts: attempt, doing };
    const unknown = { ...known, uncertain: method !== "GET" };
    const heldBack = await options.limiter?.turn(options, signal, options.onHold) ?? 0;
    const event: RequestEvent = { method, url, attempt, body, doing, heldBack };
    options.onRequest?.(event);
    const started = options.now();
    let answer: Answer | null = null;
    let result: unknown = null;
    let failure: unknown = null;
    try {
      const { fetch, timeout, token } = options;
      answer = await exchange(url, init, { fetch, timeout, signal, info: unknown });
      answer.response = redactHead(answer.response, token);
      onAnswer(answer.response);
      // A repeated delete that finds nothing has done its work the first time.
      const gone = method === "DELETE" && answer.response.status === 404 && mayHaveHappened;
      const info = mayHaveHappened || !isRefusal(answer.response) ? unknown : known;
      if (!gone) result = decode(answer, info, token, request);
    } catch (error) {
      failure = signal?.aborted ? signal.reason : error;
    }
    const response = answer?.response ?? null;
    const ended = failure !== null && signal?.aborted;
    const unsent = !response && isUnsent(failure);
    const retryIn =
      failure === null || ended || failure instanceof BodyError || isUntrusted(failure)
        ? null
        : retryDelay({ method, attempt, response, unsent }, options.retry, options);
    options.onResponse?.({
      ...event,
      status: response?.status ?? null,
      headers: response?.headers ?? null,
      seconds: (options.now() - started) / 1000,
      error: failure,
      retryIn,
    });
    if (failure === null && response) return { response, body: result };
    if (ended) throw failure;
    if (retryIn === null) {
      // With an answer, it was not the connection.
      if (failure instanceof RequestError || response) throw failure;
      throw new ConnectionError(unsent && !mayHaveHappened ? known : unknown, failure);
    }
    mayHaveHappened ||= !unsent && !isRefusal(response);
    await options.sleep(retryIn, signal);
  }
}

/** Whether an answer says that nothing was done. */
function isRefusal(response: Response | null): boolean {
  return response !== null && response.status >= 300 && response.status < 500 &&
    response.status !== 408;
}
