import { isObject, type Json } from "../state/json.ts";
import type { SandboxSeed } from "../seed/seed.ts";
import type { SandboxState } from "../state/state.ts";

/** A request with its answer, as a fixture has them. */
export interface RecordedExchange {
  /** The method in capitals. */
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  /** The body of the request: JSON, or the text of one that is not; left out if there was none. */
  readonly body?: Json;
  /** The status of the answer; null if the connection was lost. */
  readonly status: number | null;
  /** The headers of the answer. */
  readonly headers: { readonly [name: string]: string };
  /** The body of the answer, likewise; `{endpoint}` stands for the origin of the request. */
  readonly answer?: Json;
}

/** What a client did: all that was said, and what came of it. */
export interface SandboxRecording {
  /** The version of this shape. */
  readonly version: 1;
  /** The account at the end, as a seed that can be edited. */
  readonly seed: SandboxSeed;
  /**
   * The same as a state, where something in it cannot be seeded; a sandbox that is to go on from
   * there takes it rather than the seed. Left out where the seed says all.
   */
  readonly state?: SandboxState;
  /** The requests with their answers, in the order in which they were answered. */
  readonly exchanges: readonly RecordedExchange[];
}

const ENDPOINT = "{endpoint}";

/** Shorter ones are made up, and words that are elsewhere too. */
const SHORTEST_SECRET = 16;

const BEARER = /^bearer +(\S+) *$/i;

/** A request, read to its end. */
export interface ReadRequest {
  readonly request: Request;
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly text: string;
  /** The token, if it has to be kept secret. */
  readonly secret: string | undefined;
}

/** Reads the arguments of `fetch`. */
export async function readRequest(
  input: Request | URL | string,
  init?: RequestInit,
): Promise<ReadRequest> {
  const given = init === undefined && input instanceof Request ? input : new Request(input, init);
  const { origin, pathname, search } = new URL(given.url);
  const text = given.body === null ? "" : await given.clone().text();
  const token = BEARER.exec(given.headers.get("authorization") ?? "")?.[1];
  const secret = token !== undefined && token.length >= SHORTEST_SECRET ? token : undefined;
  const path = withoutSecret(pathname + search, secret);
  return { request: given, origin, method: given.method, path, text, secret };
}

/** A text in which a token is not. */
export function withoutSecret(text: string, secret: string | undefined): string {
  return secret === undefined ? text : text.replaceAll(secret, "{token}");
}

/** A body as a fixture has it. */
export function toFixture(text: string, origin: string, secret?: string): Json {
  const neutral = withoutSecret(text, secret).replaceAll(`"${origin}/`, `"${ENDPOINT}/`);
  try {
    return JSON.parse(neutral);
  } catch {
    return neutral;
  }
}

/** The text of a body that a fixture has. */
export function fromFixture(body: Json, origin: string): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return text.replaceAll(`"${ENDPOINT}/`, `"${origin}/`);
}

/** A value with the fields of objects in order, so that two spellings of one are the same. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(value[name])]));
}

/** What requests have in common that are the same. */
export function keyOf(method: string, path: string, body: Json | undefined): string {
  return `${method} ${path} ${body === undefined ? "" : JSON.stringify(ordered(body))}`;
}

/**
 * Checks JSON of unknown origin, and returns it as a recording.
 *
 * @throws {Error} If it is none.
 */
export function checkRecording(value: unknown): SandboxRecording {
  if (!isObject(value) || value.version !== 1 || !Array.isArray(value.exchanges)) {
    throw new Error("This is not a recording of version 1");
  }
  for (const [index, one] of value.exchanges.entries()) {
    const isFine = isObject(one) && typeof one.method === "string" &&
      typeof one.path === "string" && isObject(one.headers) &&
      (one.status === null || (Number.isInteger(one.status) && Number(one.status) >= 200));
    if (!isFine) throw new Error(`exchanges[${index}] of the recording is not an exchange`);
  }
  return value as unknown as SandboxRecording;
}
