import { errorFor } from "./error_for.ts";
import { BodyError, type RequestSummary } from "./errors/mod.ts";
import type { Answer } from "./exchange.ts";
import { parseJSON } from "./json.ts";
import { redact } from "./secret.ts";
import { summary } from "./summary.ts";

/** What an answer's body is to be. */
export interface Wanted {
  /** The field that it must have: an object or a list. */
  key?: string | undefined;
  /** Whether a body that is not JSON is returned as it came. */
  bytes?: boolean | undefined;
  /** Whether text and files that some operations answer with are returned, each as its type. */
  media?: boolean | undefined;
}

/**
 * Decodes the body of an answer; `null` where it is empty or white space.
 *
 * @throws {DOAPIError} If the status is not one of success.
 * @throws {BodyError} If the body is not JSON, or has not what it must have.
 */
export function decode(
  answer: Answer,
  info: RequestSummary,
  token: string,
  wanted: Wanted,
): unknown {
  const { response } = answer;
  if (!response.ok) {
    // Some gateways repeat the request's headers in their error pages.
    throw errorFor(info, response, errorBody(redact(textOf(answer), token)));
  }
  const body = bodyOf(answer, info, token, wanted);
  if (wanted.key !== undefined) requireKey(body, wanted.key, response, info);
  return body;
}

const textOf = ({ bytes }: Answer): string => new TextDecoder().decode(bytes);

function errorBody(text: string): unknown {
  try {
    return text.trim() === "" ? null : parseJSON(text);
  } catch {
    // A gateway's error page: its text says more than that it is not JSON.
    return text;
  }
}

/** Content types of answers beside JSON; an HTML page comes from a gateway. */
const TEXT = /^(text\/(?!html)|application\/(x-)?yaml$)/i;
const FILE = /^application\/(pdf|octet-stream)$/i;

function bodyOf(answer: Answer, info: RequestSummary, token: string, wanted: Wanted): unknown {
  const { response, bytes } = answer;
  const { bytes: asBytes = false, media = false } = wanted;
  const type = response.headers.get("content-type")?.split(";")[0]?.trim() || "unknown type";
  const isJSON = /[/+]json$/i.test(type);
  if (media && FILE.test(type)) return bytes;
  if (media && TEXT.test(type) && !looksLikeJSON(bytes)) return textOf(answer);
  if (asBytes && bytes.length > 0 && !isJSON && !looksLikeJSON(bytes)) return bytes;
  const text = textOf(answer);
  if (text.trim() === "") return null;
  try {
    return parseJSON(text);
  } catch {
    if (asBytes && !isJSON) return bytes;
    const problem = looksLikeJSON(bytes)
      ? "the body is not whole JSON"
      : `the body is not JSON but ${summary(type)}: ${summary(redact(text, token))}`;
    throw new BodyError(info, response.status, problem);
  }
}

/** Whether a body begins like an object or a list. */
function looksLikeJSON(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}

function requireKey(body: unknown, key: string, response: Response, info: RequestSummary): void {
  const value = typeof body === "object" && body !== null
    ? (body as Record<string, unknown>)[key]
    : undefined;
  if (typeof value === "object" && value !== null) return;
  const name = JSON.stringify(key);
  const problem = value === undefined || value === null
    ? `the response body has no key ${name}`
    : `${name} in the response body is not an object`;
  throw new BodyError(info, response.status, problem);
}
