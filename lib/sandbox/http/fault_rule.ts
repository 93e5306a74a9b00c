import { isObject, type Json } from "../state/json.ts";
import {
  anything,
  either,
  exact,
  flag,
  nullable,
  number,
  object,
  type ObjectSchema,
  oneOf,
  value,
  whole,
} from "../state/schema.ts";

/**
 * A rule that makes requests go wrong. It says which requests (`method`, `path`), how often
 * (`times` or `probability`; without either, always) and what goes wrong: any of the rest.
 *
 * @example A connection that is lost after the droplet was made
 * ```ts
 * import { assertEquals, assertRejects } from "@std/assert";
 * import { createSandbox, type FaultRule } from "@doapi/doapi/sandbox";
 *
 * const lost: FaultRule = { method: "POST", path: "/v2/droplets", times: 1, drop: "after" };
 * const sandbox = createSandbox();
 * sandbox.faults.add(lost);
 * const body = '{"name":"web","size":"s-1vcpu-1gb","image":"debian-12-x64"}';
 * const create = () =>
 *   sandbox.fetch("https://api.digitalocean.com/v2/droplets", {
 *     method: "POST",
 *     headers: { authorization: "Bearer any" },
 *     body,
 *   });
 * await assertRejects(create, TypeError, "Connection lost");
 * assertEquals(sandbox.snapshot().droplets.length, 1);
 * ```
 */
export interface FaultRule {
  /** The method, as `POST`; left out, every method. */
  method?: string;
  /** The path, without the query; `*` stands for any run of characters. Left out, every path. */
  path?: string;
  /** Only the next so many requests that match. */
  times?: number;
  /** A share of the requests that match, from 0 to 1, chosen the same way in every run. */
  probability?: number;
  /** Answers with this status instead of doing anything. */
  status?: number;
  /** The body of that answer: JSON, or a text sent as it is. Left out, an error body that fits. */
  body?: Json;
  /** More headers of that answer, as `retry-after`. */
  headers?: { [name: string]: string };
  /** Seconds to wait before the answer. */
  latency?: number;
  /** Rejects like a lost connection, `before` or `after` the request has had its effect. */
  drop?: "before" | "after";
  /** Cuts the body of the answer in half, or after so many characters. */
  truncate?: boolean | number;
  /** Sends an HTML page, as a proxy would, instead of JSON. */
  html?: boolean;
  /** Sends a body that is not JSON, under the content type of JSON. */
  badJson?: boolean;
  /** Lets the actions that the request starts end errored. */
  errorAction?: boolean;
}

/** A rule that is in force. */
export interface FaultState extends FaultRule {
  /** The number of the rule, to clear it by. */
  id: number;
  /** How many more requests it will hit; null if there is no bound. */
  left: number | null;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

function between(least: number, most: number, be: string) {
  return value<number>(be, (n) => typeof n === "number" && n >= least && n <= most);
}

function isHeaders(headers: unknown): boolean {
  try {
    new Headers(headers as Record<string, string>);
    return isObject(headers) && Object.values(headers).every((value) => typeof value === "string");
  } catch {
    return false;
  }
}

const RULE: ObjectSchema<FaultRule> = object({}, {
  method: value<string>(
    `one of ${METHODS.join(", ")}`,
    (method) => typeof method === "string" && METHODS.includes(method.toUpperCase()),
  ),
  path: value<string>(
    "a path that begins with / or *",
    (path) => typeof path === "string" && /^[/*]/.test(path),
  ),
  times: whole(1),
  probability: between(0, 1, "a number from 0 to 1"),
  status: whole(200, 599),
  body: anything<Json>(),
  headers: value<Record<string, string>>("header names with their values as text", isHeaders),
  // A timer takes no more.
  latency: between(0, 86_400, "a number of seconds from 0 to 86400"),
  drop: oneOf("before", "after"),
  truncate: either("true, false or a whole number from 0", flag, whole(0)),
  html: flag,
  badJson: flag,
  errorAction: flag,
});

const CHECKED = exact(RULE);

/** A rule that is in force, as a state has it. */
export const FAULT: ObjectSchema<FaultState> = object(
  { id: number, left: nullable(number) },
  RULE.fields,
);

const CONSEQUENCES = [
  "status",
  "latency",
  "drop",
  "truncate",
  "html",
  "badJson",
  "errorAction",
] as const;

/**
 * A rule out of JSON that someone wrote by hand.
 *
 * @throws {TypeError} If a key is unknown, a value is of the wrong kind or nothing would go wrong.
 */
export function checkRule(value: unknown): FaultRule {
  if (!isObject(value)) throw new TypeError("A fault rule must be a JSON object");
  const issue = CHECKED.check(value);
  if (issue) {
    const { path, problem } = issue;
    const field = path === "" ? "A fault rule" : `"${path.slice(1)}" of a fault rule`;
    throw new TypeError(`${field} ${problem}`);
  }
  const rule = value as FaultRule;
  if (!CONSEQUENCES.some((key) => rule[key] !== undefined && rule[key] !== false)) {
    throw new TypeError(`A fault rule needs one of ${CONSEQUENCES.join(", ")}`);
  }
  return rule;
}
