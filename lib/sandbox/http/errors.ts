/** An answer that refuses a request, thrown where the reason is found. */
export class ApiError extends Error {
  readonly status: number;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    id: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.id = id;
    this.headers = headers;
  }
}

/** 400: the request cannot be read. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, "bad_request", message);
}

/** 401: no token, or one that is not known. */
export function unauthorized(): ApiError {
  return new ApiError(401, "unauthorized", "Unable to authenticate you");
}

/** 403: the token is known and may not do this. */
export function forbidden(): ApiError {
  return new ApiError(403, "forbidden", "You are not authorized to perform this operation");
}

const NOTHING = "The resource you were accessing could not be found.";

/** 404: nothing there. */
export function notFound(message = NOTHING): ApiError {
  return new ApiError(404, "not_found", message);
}

/** 400: the request is wrong by the letter, and a strict sandbox takes it by that. */
export function notStrict(
  { method, path }: { readonly method: string; readonly path: string },
  reasons: readonly string[],
): ApiError {
  const message = `The simulator is strict about ${method} ${path}: ${reasons.join("; ")}.`;
  return new ApiError(400, "strict", message);
}

/** 501: something of the API's, perhaps, that this sandbox was made without. */
export function notThere(method: string, path: string): ApiError {
  return new ApiError(
    501,
    "not_implemented",
    `This is a simulator of DigitalOcean without the rest of its API, and it does not have ` +
      `${method} ${path}.`,
  );
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** 405: there is something there, for other methods. */
export function methodNotAllowed(allow: readonly string[]): ApiError {
  return new ApiError(
    405,
    "method_not_allowed",
    "The method is not allowed for the requested resource.",
    { allow: allow.toSorted((a, b) => METHODS.indexOf(a) - METHODS.indexOf(b)).join(", ") },
  );
}

/** 409: the state of the resource forbids it. */
export function conflict(message: string): ApiError {
  return new ApiError(409, "conflict", message);
}

/** 413: more than anyone would send in earnest. */
export function tooLarge(): ApiError {
  return new ApiError(413, "payload_too_large", "The request body is too large.");
}

/** 422: the request can be read and makes no sense. */
export function unprocessable(message: string): ApiError {
  return new ApiError(422, "unprocessable_entity", message);
}

/** 429: too many requests; only the limits of a minute say how many seconds to wait. */
export function tooManyRequests(retryAfter?: number): ApiError {
  return new ApiError(
    429,
    "too_many_requests",
    "API Rate limit exceeded.",
    retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  );
}
