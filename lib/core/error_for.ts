import { counted } from "../api/words.ts";
import { isoSeconds } from "./dates.ts";
import {
  BadRequestError,
  ConflictError,
  DOAPIError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  type RequestSummary,
  ServerError,
  UnauthorizedError,
  UnprocessableEntityError,
} from "./errors/mod.ts";
import { resetTime } from "./rate_limit.ts";
import { summary } from "./summary.ts";

const BY_STATUS: Record<number, typeof DOAPIError> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** Makes the {@linkcode DOAPIError} that fits a response's status. */
export function errorFor(request: RequestSummary, response: Response, body: unknown): DOAPIError {
  const { status } = response;
  let note = "";
  if (status === 429) {
    const after = response.headers.get("retry-after")?.trim();
    const reset = resetTime(response.headers);
    // The one is about the limit of a minute, the other always about that of an hour.
    if (after) {
      note = `; retry after ${
        /^\d+$/.test(after) ? counted(Number(after), "second") : summary(after)
      }`;
    } else if (reset) note = `; the limit resets at ${isoSeconds(reset)}`;
  } else if (status >= 300 && status < 400) {
    note = ` (a redirect to ${
      summary(response.headers.get("location") ?? "nowhere")
    }, which is not followed)`;
  }
  const Kind = BY_STATUS[status] ?? (status >= 500 ? ServerError : DOAPIError);
  return new Kind(request, response, body, note);
}
