import { type RateLimit, rateLimitOf, resetTime } from "../rate_limit.ts";
import { messageOf } from "./message.ts";
import { RequestError, type RequestSummary, tries } from "./request.ts";

/**
 * The API answered with an error status (4xx or 5xx).
 *
 * Catch a subclass to handle one kind: {@linkcode NotFoundError}, {@linkcode RateLimitError}, ...
 *
 * @see https://docs.digitalocean.com/reference/api/reference/#http-statuses
 *
 * @example
 * ```ts
 * import { DOAPI, DOAPIError, NotFoundError } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * try {
 *   await doapi.fetchDroplet(3);
 * } catch (error) {
 *   console.log(error instanceof NotFoundError, error instanceof DOAPIError); // true true
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
    const said = messageOf(body);
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

/** 400: the request could not be understood. */
export class BadRequestError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "BadRequestError";
}

/** 401: there was no token, or not a valid one. */
export class UnauthorizedError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "UnauthorizedError";
}

/** 403: the token does not allow this. */
export class ForbiddenError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "ForbiddenError";
}

/** 404: there is no such resource. */
export class NotFoundError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "NotFoundError";
}

/** 409: the resource is in a state that does not allow this. */
export class ConflictError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "ConflictError";
}

/** 422: the request was understood and refused; the message says why. */
export class UnprocessableEntityError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "UnprocessableEntityError";
}

/** 429: too many requests, and the wait until more are allowed is longer than the client waits. */
export class RateLimitError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "RateLimitError";

  /** When the limit resets, or `null` when the API did not say. */
  get resetsAt(): Date | null {
    return resetTime(this.response.headers);
  }
}

/** 5xx: the API, or a gateway before it, failed. */
export class ServerError extends DOAPIError {
  /** The name of the class. */
  override readonly name = "ServerError";
}
