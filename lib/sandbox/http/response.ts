import type { ApiError } from "./errors.ts";
import type { FaultState } from "./fault_rule.ts";
import { JsonText } from "./json_text.ts";
import type { Answer } from "./router.ts";

/** An answer in the form in which it is sent. */
export interface SandboxResponse {
  readonly status: number;
  readonly text: string | null;
  readonly headers: Record<string, string>;
}

const JSON_TYPE = { "content-type": "application/json" };

/** A handler's answer. */
export function fromAnswer(answer: Answer): SandboxResponse {
  if (answer.text !== undefined) {
    const type = answer.type ?? "text/plain";
    return { status: answer.status, text: answer.text, headers: { "content-type": type } };
  }
  if (answer.body === undefined) return { status: answer.status, text: null, headers: {} };
  const { body } = answer;
  const text = body instanceof JsonText ? body.text : JSON.stringify(body);
  return { status: answer.status, text, headers: { ...JSON_TYPE } };
}

/** A refusal; only those of the API have a request id. */
export function fromError(error: ApiError, requestId?: string): SandboxResponse {
  const { id, message } = error;
  const body = { id, message, ...(requestId !== undefined && { request_id: requestId }) };
  return {
    status: error.status,
    text: JSON.stringify(body),
    headers: { ...JSON_TYPE, ...error.headers },
  };
}

const ERROR_IDS: Readonly<Record<number, readonly [id: string, message: string]>> = {
  400: ["bad_request", "The request could not be read."],
  401: ["unauthorized", "Unable to authenticate you"],
  403: ["forbidden", "You are not authorized to perform this operation"],
  404: ["not_found", "The resource you were accessing could not be found."],
  422: ["unprocessable_entity", "The request could not be processed."],
  429: ["too_many_requests", "API Rate limit exceeded."],
  503: ["service_unavailable", "Service temporarily unavailable, please try again."],
};

function html(status: number): string {
  const title = `${status} | error`;
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head>` +
    `<body><h1>${title}</h1></body></html>\n`;
}

/** What a fault answers in place of the API, if it does. */
export function fromFault(fault: FaultState, requestId: string): SandboxResponse | undefined {
  const extra = fault.headers ?? {};
  if (fault.html) {
    const status = fault.status ?? 502;
    return { status, text: html(status), headers: { "content-type": "text/html", ...extra } };
  }
  if (fault.status === undefined) return undefined;
  const { status, body } = fault;
  // These may have no body by the rules of HTTP, and a Response refuses one.
  if ([204, 205, 304].includes(status)) return { status, text: null, headers: { ...extra } };
  if (typeof body === "string") {
    return { status, text: body, headers: { "content-type": "text/plain", ...extra } };
  }
  const [id, message] = ERROR_IDS[status] ?? ["server_error", "Unexpected server-side error"];
  const json = body ?? { id, message, request_id: requestId };
  return { status, text: JSON.stringify(json), headers: { ...JSON_TYPE, ...extra } };
}

/** The answer to a HEAD: all of the other but its body. */
export function headOf({ status, text, headers }: SandboxResponse): SandboxResponse {
  const length = new TextEncoder().encode(text ?? "").length;
  return { status, text: null, headers: { ...headers, "content-length": String(length) } };
}

/** An answer as a fault spoils it. */
export function corrupt(outgoing: SandboxResponse, fault: FaultState): SandboxResponse {
  const { text } = outgoing;
  if (fault.badJson) {
    return {
      status: outgoing.status === 204 ? 200 : outgoing.status,
      text: '{"this is": not JSON',
      headers: { ...outgoing.headers, ...JSON_TYPE },
    };
  }
  if (text === null || fault.truncate === undefined || fault.truncate === false) return outgoing;
  const length = fault.truncate === true ? Math.floor(text.length / 2) : fault.truncate;
  return { ...outgoing, text: text.slice(0, length) };
}
