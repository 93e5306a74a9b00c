import { isObject, type Json, jsonType } from "../state/json.ts";
import { unit } from "../state/random.ts";
import type { Store } from "../state/store.ts";

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

const KINDS: { readonly [key in keyof FaultRule]-?: readonly string[] } = {
  method: ["string"],
  path: ["string"],
  times: ["number"],
  probability: ["number"],
  status: ["number"],
  body: ["object", "list", "string", "number", "boolean", "null"],
  headers: ["object"],
  latency: ["number"],
  drop: ["string"],
  truncate: ["boolean", "number"],
  html: ["boolean"],
  badJson: ["boolean"],
  errorAction: ["boolean"],
};

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

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
  for (const [key, found] of Object.entries(value)) {
    const kinds = (KINDS as Record<string, readonly string[] | undefined>)[key];
    if (kinds === undefined) throw new TypeError(`A fault rule has no "${key}"`);
    if (!kinds.includes(jsonType(found))) {
      throw new TypeError(`"${key}" of a fault rule must be of the kind ${kinds.join(" or ")}`);
    }
  }
  const rule = value as FaultRule;
  if (!CONSEQUENCES.some((key) => rule[key] !== undefined && rule[key] !== false)) {
    throw new TypeError(`A fault rule needs one of ${CONSEQUENCES.join(", ")}`);
  }
  for (const [key, [isFine, must]] of Object.entries(RANGES)) {
    const found = rule[key as keyof FaultRule];
    if (found === undefined || isFine(found as never)) continue;
    throw new TypeError(`"${key}" of a fault rule must be ${must}`);
  }
  return rule;
}

function isCount(n: number): boolean {
  return Number.isInteger(n) && n >= 0;
}

function isHeaders(headers: Record<string, unknown>): boolean {
  try {
    new Headers(headers as Record<string, string>);
    return Object.values(headers).every((value) => typeof value === "string");
  } catch {
    return false;
  }
}

/** What a value must be beyond its kind, and how that is said. */
const RANGES: {
  readonly [key in keyof FaultRule]: readonly [
    isFine: (value: NonNullable<FaultRule[key]>) => boolean,
    must: string,
  ];
} = {
  method: [(m) => METHODS.includes(m.toUpperCase()), `one of ${METHODS.join(", ")}`],
  path: [(path) => /^[/*]/.test(path), "a path that begins with / or *"],
  times: [(n) => isCount(n) && n > 0, "a whole number above 0"],
  probability: [(p) => p >= 0 && p <= 1, "from 0 to 1"],
  status: [(n) => isCount(n) && n >= 200 && n <= 599, "from 200 to 599"],
  headers: [isHeaders, "header names with their values as text"],
  // A timer takes no more.
  latency: [(n) => n >= 0 && n <= 86_400, "a number of seconds from 0 to 86400"],
  drop: [(when) => when === "before" || when === "after", '"before" or "after"'],
  truncate: [(at) => typeof at === "boolean" || isCount(at), "true or a whole number"],
};

function pattern(path: string): RegExp {
  const parts = path.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

function applies(fault: FaultState, method: string, path: string): boolean {
  return fault.left !== 0 &&
    (fault.method === undefined || fault.method.toUpperCase() === method) &&
    (fault.path === undefined || pattern(fault.path).test(path));
}

/** The rules in force: they live in the state, so that a snapshot has them too. */
export class Faults {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Puts a rule in force, behind those that already are.
   *
   * @returns The rule with its number.
   * @throws {TypeError} If the rule makes no sense.
   */
  add(rule: FaultRule): FaultState {
    const checked = structuredClone(checkRule(rule));
    const state = this.#store.state;
    const fault = { ...checked, id: state.counters.fault++, left: checked.times ?? null };
    state.faults.push(fault);
    return structuredClone(fault);
  }

  /** The rules in force. */
  list(): FaultState[] {
    return structuredClone(this.#store.state.faults);
  }

  /** Takes one rule out of force, or all of them. */
  clear(id?: number): void {
    const state = this.#store.state;
    state.faults = id === undefined ? [] : state.faults.filter((fault) => fault.id !== id);
  }

  /** The first rule that hits a request, counted down. */
  take(method: string, path: string): FaultState | undefined {
    const state = this.#store.state;
    if (state.faults.length === 0) return undefined;
    const hit = state.faults.find((fault) =>
      applies(fault, method, path) &&
      (fault.probability === undefined || unit(state.counters.random++) < fault.probability)
    );
    if (hit?.left != null && --hit.left === 0) this.clear(hit.id);
    return hit;
  }
}
