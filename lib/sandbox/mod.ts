/**
 * A simulator of the DigitalOcean API: an account with droplets, images, keys, domains and IPs
 * that behaves as the real one does, in memory and without a network. It is a function with the
 * shape of `fetch`, runs wherever JavaScript runs, and is meant for tests and for trying things.
 *
 * ```text
 *   request ---> token, rate limit, faults, log ---> router ---> response
 *                                                      |
 *        /_sandbox: faults, clock, state, log          |
 *                                                      v
 *   core: droplets, images, keys,         rest of the API: kinds with rules of their
 *   domains, IPs, tags, actions           own, and all others from the description
 *                   \                          /
 *                    state: records, and a clock that completes actions
 *                       ^
 *                       | seed, snapshot(), restore(), advance()
 * ```
 *
 * @example A droplet from its creation until it is up
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const sandbox = createSandbox({ actionTime: 30 });
 * const api = "https://api.digitalocean.com/v2";
 * const headers = { authorization: "Bearer any", "content-type": "application/json" };
 *
 * const created = await sandbox.fetch(`${api}/droplets`, {
 *   method: "POST",
 *   headers,
 *   body: JSON.stringify({
 *     name: "web-1",
 *     region: "nyc3",
 *     size: "s-1vcpu-1gb",
 *     image: "ubuntu-24-04-x64",
 *   }),
 * });
 * assertEquals(created.status, 202);
 * const { droplet } = await created.json();
 * assertEquals(droplet.status, "new");
 *
 * sandbox.advance(30);
 * const later = await sandbox.fetch(`${api}/droplets/${droplet.id}`, { headers });
 * assertEquals((await later.json()).droplet.status, "active");
 * ```
 *
 * @module
 */
import { KIND_RULES } from "./kinds/rules.ts";
import type { SandboxOptions } from "./options.ts";
import { ROUTES } from "./routes/mod.ts";
import type { Sandbox } from "./sandbox.ts";
import { SandboxServer } from "./server.ts";

export type { SandboxToken } from "./http/auth.ts";
export type { FaultRule, FaultState } from "./http/fault_rule.ts";
export { FakeClock } from "./state/fake_clock.ts";
export type { Json, JsonObject } from "./state/json.ts";
export type { LoggedRequest } from "./http/log.ts";
export type { RefusedRequest, UsedOperation } from "./http/usage.ts";
export type { SandboxOptions } from "./options.ts";
export type { PendingChange, ResourceLists, ResourceRecord } from "./state/resources.ts";
export type { SandboxRest } from "./generic/load.ts";
export type { Sandbox, SandboxClock, SandboxFaults } from "./sandbox.ts";
export type {
  SandboxSeed,
  SeedDomain,
  SeedDroplet,
  SeedFloatingIp,
  SeedImage,
  SeedKey,
  SeedResource,
} from "./seed/seed.ts";
export type {
  AccountRecord,
  ActionRecord,
  BackupPolicy,
  DnsRecord,
  DomainRecord,
  DropletRecord,
  ImageRecord,
  KeyRecord,
  NetworkRecord,
  ReservedIpRecord,
  TagRecord,
} from "./state/records.ts";
export type { Counters, SandboxState } from "./state/state.ts";

/**
 * Makes a sandbox: an account of its own that shares nothing with any other.
 *
 * Its `fetch` answers every operation of the API as described at
 * https://docs.digitalocean.com/reference/api/, on whatever origin it is called; those beyond the
 * core are loaded with the first request that needs them. Under `/_sandbox` it answers requests that
 * control it, for which no token is needed: a server in front of it must either turn `control` off
 * or refuse those paths to peers that are not on the same machine and to the web pages that a
 * browser there may show. The controls are:
 *
 * - `GET /_sandbox/`, a page for a browser that shows and turns all of this
 * - `GET /_sandbox/health`
 * - `POST /_sandbox/reset`
 * - `POST /_sandbox/seed` with a {@linkcode SandboxSeed}
 * - `GET` and `PUT /_sandbox/snapshot` with a {@linkcode SandboxState}
 * - `GET`, `POST` and `DELETE /_sandbox/faults` with a {@linkcode FaultRule}, and
 *   `DELETE /_sandbox/faults/1` for a single rule
 * - `GET` and `POST /_sandbox/clock` with `{"advance": 60}` or `{"freeze": true}`
 * - `GET` and `DELETE /_sandbox/requests`
 * - `GET /_sandbox/operations`, with what a strict sandbox has refused
 *
 * @param options The settings; every one may be left out.
 * @returns The sandbox, empty unless the options say otherwise.
 * @throws {Error} If the state or the seed of the options is refused.
 * @throws {RangeError} If a time in the options is negative or not a number.
 *
 * @example A failure on demand
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const sandbox = createSandbox({ seed: { droplets: 3 } });
 * sandbox.faults.add({ method: "GET", path: "/v2/droplets*", times: 1, status: 503 });
 *
 * const list = () =>
 *   sandbox.fetch("https://api.digitalocean.com/v2/droplets", {
 *     headers: { authorization: "Bearer any" },
 *   });
 * assertEquals((await list()).status, 503);
 * assertEquals((await (await list()).json()).meta.total, 3);
 * assertEquals(sandbox.requests.map((request) => request.status), [503, 200]);
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return new SandboxServer(options, KIND_RULES);
}

/** One operation of the API, named as in the vendor's description of it. */
export interface Operation {
  /** The method in capitals. */
  readonly method: string;
  /** The path with its placeholders, as `/v2/droplets/{droplet_id}`. */
  readonly path: string;
}

/**
 * The operations of the core, which a sandbox answers without the rest of the API; those of
 * `@doapi/doapi/sandbox/all` are all. Their meanings are at
 * https://docs.digitalocean.com/reference/api/.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { operations } from "@doapi/doapi/sandbox";
 *
 * assert(operations.some(({ method, path }) => method === "GET" && path === "/v2/droplets"));
 * ```
 */
export const operations: readonly Operation[] = ROUTES.map(({ method, path }) => ({
  method,
  path,
}));
