import { stringify } from "../encode.ts";
import { summary } from "../summary.ts";

/** How much of a body without a message is told. */
const LONGEST = 500;

/** The message in an error's body, on one line; empty if there is none beside the error's name. */
export function messageOf(body: unknown): string {
  if (typeof body === "string") return summary(body);
  if (typeof body !== "object" || body === null) return body === null ? "" : String(body);
  if (Array.isArray(body)) return cut(words(body));
  const { id: _id, request_id: _request, message, ...rest } = body as Record<string, unknown>;
  if (typeof message === "string" && message.trim() !== "") return line(message);
  const others = message ? { message, ...rest } : rest;
  const [first, ...further] = Object.values(others);
  if (first === undefined) return "";
  return cut(further.length === 0 ? words(first) : stringify(others));
}

/** The texts of a list of errors, as they are or as what their own message says. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join("; ");
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  const { message } = value as Record<string, unknown>;
  const alone = typeof message === "string" && Object.keys(value).length === 1;
  return alone ? message : stringify(value);
}

function line(text: string): string {
  return text.replace(/\s+/g, " ");
}

function cut(text: string): string {
  const all = line(text);
  return all.length > LONGEST ? `${all.slice(0, LONGEST)}...` : all;
}
