/** What can go wrong. */

export * from "./api.ts";
export * from "./base.ts";
export * from "./kind.ts";
export {
  BodyError,
  ConnectionError,
  OriginError,
  RequestError,
  type RequestSummary,
  RequestTimeoutError,
} from "./request.ts";
export * from "./wait.ts";
