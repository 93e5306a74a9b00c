import type { Operation } from "../../../lib/api/facts.ts";
import { COLLECTIONS } from "../../../lib/sandbox/generic/collections.ts";
import { fill } from "../../../lib/sandbox/generic/locate.ts";
import { patternOf, PLAN, type Planned } from "../../../lib/sandbox/generic/plan.ts";
import { sample, sampleBody } from "../sample.ts";
import { PREPARED } from "./bodies.ts";
import { latest, put, stateOf, unique } from "./state.ts";
import type { Bodies, There } from "./types.ts";
import type { Sandbox } from "@doapi/doapi/sandbox";

/** A request that an operation takes. */
export interface Visit {
  readonly operation: Operation;
  /** With the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown> | undefined;
}

/** Sends a request and gives the status of the answer. */
export type Send = (visit: Visit) => Promise<number>;

/** The engines whose clusters have what is below a cluster by that name; else PostgreSQL's do. */
const ENGINES: Readonly<Record<string, string>> = {
  eviction_policy: "valkey",
  indexes: "opensearch",
  "schema-registry": "kafka",
  sql_mode: "mysql",
  topics: "kafka",
};

/** Lists that follow from something else than what was put into them, with the keys of their items. */
const DERIVED: Readonly<Record<string, string>> = {
  "/v2/vector-databases/{}/backups": "backup_id",
};

/** The key of a seeded database cluster. */
function seededDatabase(sandbox: Sandbox, engine: string): string {
  const clusters = stateOf(sandbox).resources["/v2/databases"] ?? [];
  return String(clusters.find(({ fields }) => fields.engine === engine)?.key);
}

/** Values of query parameters that name something, or a time. */
const QUERIES: Readonly<Record<string, (sandbox: Sandbox) => string>> = {
  app_id: (sandbox) => latest(sandbox, "/v2/apps"),
  autoscale_pool_id: (sandbox) => latest(sandbox, "/v2/droplets/autoscale"),
  db_id: (sandbox) => seededDatabase(sandbox, "mysql"),
  host_id: () => "3164001",
  lb_id: (sandbox) => latest(sandbox, "/v2/load_balancers"),
  start: () => String(Math.floor(Date.now() / 1000) - 3600),
  end: () => String(Math.floor(Date.now() / 1000)),
};

/** Operations that another one has to come before. */
const AFTER: Readonly<Record<string, string>> = {
  vectorDatabases_get_restore_status: "vectorDatabases_post_restore_backup",
};

const ELSEWHERE: Readonly<Record<string, string>> = {
  "/v2/apps/{}/events": "/v2/apps/{}/deployments",
  "/v2/nfs/shares": "/v2/nfs",
  "/v2/registry": "/v2/registries",
  "/v2/databases/{}/schema-registry/config": "/v2/databases/{}/schema-registry",
};

/** A guide through the operations: makes what their paths name and the requests themselves. */
export class Guide {
  readonly #sandbox: Sandbox;
  readonly #there: There;
  readonly #bodies: Bodies;

  constructor(sandbox: Sandbox, there: There, bodies: Bodies = {}) {
    this.#sandbox = sandbox;
    this.#there = there;
    this.#bodies = bodies;
  }

  /**
   * The request of an operation, once everything is there that it needs.
   *
   * @param named The key of what the path names at its end; made for it if left out.
   */
  async visit({ operation, role, pattern }: Planned, named?: string): Promise<Visit> {
    const before = PLAN.find((one) => one.operation.id === AFTER[operation.id]);
    if (before) await this.#send(await this.visit(before), []);
    const keys: string[] = [];
    const segments = patternOf(operation.path).split("/");
    const params = (operation.params ?? []).filter((one) => one.in === "path");
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const [i, segment] of segments.entries()) {
      if (segment !== "{}") continue;
      const above = segments.slice(0, i).join("/");
      const param = params.find(({ name }) => name === names[keys.length]);
      const own = i === segments.length - 1;
      const key = own && named !== undefined
        ? named
        : own && role === "attach"
        ? undefined
        : this.#cluster(above, segments[i + 1]) ??
          await this.#ensure(above, keys, own && role !== "get");
      keys.push(key ?? String(sample(param ?? { type: "string" }, param?.name)));
    }
    const single = COLLECTIONS.get(pattern);
    const isReady = PREPARED[operation.id]?.(this.#sandbox, keys) === true;
    const makes = isReady || (role === "write" && operation.method === "POST");
    if (single?.madeFirst && !segments.at(-1)?.startsWith("{") && !makes) {
      await this.#write(pattern, keys);
    }
    const chosen = role === "deleteSome" ? await this.#chosen(pattern, keys) : {};
    return this.#request(operation, keys, chosen);
  }

  /** The fields of something to choose by a query. */
  async #chosen(pattern: string, keys: readonly string[]): Promise<Record<string, unknown>> {
    const key = await this.#ensure(pattern, keys, true);
    const found = this.#records(fill(pattern, keys)).find((one) => one.key === key);
    return found?.fields ?? {};
  }

  #request(
    operation: Operation,
    keys: readonly string[],
    chosen: Record<string, unknown> = {},
  ): Visit {
    const params = operation.params ?? [];
    const query = params.filter((one) => one.in === "query" && (one.mandatory || chosen[one.name]));
    const search = new URLSearchParams(
      query.map((one) => [
        one.name,
        String(
          chosen[one.name] ?? QUERIES[one.name]?.(this.#sandbox) ?? sample(one, one.name),
        ),
      ]),
    );
    const header = params.filter((one) => one.in === "header" && one.enum);
    const path = fill(encodeURI(patternOf(operation.path)).replaceAll("%7B%7D", "{}"), keys);
    return {
      operation,
      path: search.size > 0 ? `${path}?${search}` : path,
      headers: {
        "x-dangerous": "true",
        ...Object.fromEntries(header.map((one) => [one.name.toLowerCase(), String(sample(one))])),
      },
      body: operation.body && this.#body(operation, keys),
    };
  }

  #body(operation: Operation, keys: readonly string[]): Record<string, unknown> {
    const own = this.#bodies[operation.id]?.(this.#sandbox, keys);
    if (own) return own;
    const body = operation.body ? sampleBody(operation.body.schema) : {};
    // No two of a collection have the same name.
    for (const name of Object.keys(body)) {
      const value = body[name];
      if (/(?<!file_)name$/.test(name) && typeof value === "string" && value.length < 25) {
        body[name] = unique(value);
      }
    }
    return body;
  }

  /** The seeded cluster that can have what is below it; undefined if the path is none of that. */
  #cluster(above: string, below: string | undefined): string | undefined {
    if (above !== "/v2/databases" || below === undefined) return undefined;
    const engine = ENGINES[below] ?? "pg";
    return this.#records(above).find(({ fields }) => fields.engine === engine)?.key;
  }

  /** The key of the last item of a list. */
  async #last(path: string, key: string): Promise<string> {
    const response = await this.#sandbox.fetch(`https://api.digitalocean.com${path}`, {
      headers: { authorization: "Bearer guide" },
    });
    const [list] = Object.values<Record<string, string>[]>(await response.json());
    return list?.at(-1)?.[key] as string;
  }

  /** Something for a path to name; undefined if nothing says what it is. */
  async #ensure(
    above: string,
    keys: readonly string[],
    fresh: boolean,
  ): Promise<string | undefined> {
    const pattern = ELSEWHERE[above] ?? above;
    const core = this.#there[pattern];
    if (core !== undefined) return core;
    const derived = DERIVED[pattern];
    if (derived !== undefined) return await this.#last(fill(pattern, keys), derived);
    const facts = COLLECTIONS.get(pattern);
    if (facts === undefined) return undefined;
    if (facts.single && facts.pattern === facts.home) return await this.#write(pattern, keys);
    const path = fill(facts.home, keys);
    const existing = this.#records(path).at(-1)?.key;
    if (existing !== undefined && !fresh) return existing;
    const creators = PLAN.filter((one) => one.role === "create" && one.operation.status < 300);
    const creator = creators.find((one) => one.pattern === pattern) ??
      creators.find((one) => one.pattern === facts.home) ??
      creators.find((one) => COLLECTIONS.get(one.pattern)?.home === facts.home);
    if (creator === undefined) return this.#insert(facts.home, keys);
    await this.#send(await this.visit(creator), keys);
    const made = [...Object.entries(stateOf(this.#sandbox).resources)]
      .filter(([at]) => patternFits(facts.home, at))
      .flatMap(([, records]) => records)
      .toSorted((a, b) => a.id - b.id)
      .at(-1);
    // Actions of modelled kinds are among those of everything.
    const action = pattern.endsWith("/actions") && stateOf(this.#sandbox).actions.at(-1);
    if (action) return String(action.id);
    if (made === undefined) throw new Error(`${creator.operation.id} made nothing`);
    return made.key;
  }

  #records(path: string) {
    return stateOf(this.#sandbox).resources[path] ?? [];
  }

  /** Puts something into a collection that requests only read or take from. */
  #insert(pattern: string, keys: readonly string[]): string {
    const isNumber = COLLECTIONS.get(pattern)?.keyFrom === "number";
    return put(
      this.#sandbox,
      fill(pattern, keys),
      (id) => isNumber ? { key: String(id) } : {},
    );
  }

  async #write(pattern: string, keys: readonly string[]): Promise<string | undefined> {
    const writer = PLAN.find((one) => one.pattern === pattern && one.role === "write") ??
      PLAN.find((one) =>
        one.pattern === COLLECTIONS.get(pattern)?.home && ["create", "write"].includes(one.role)
      );
    if (writer) await this.#send(this.#request(writer.operation, keys), keys);
    const home = COLLECTIONS.get(pattern)?.home ?? pattern;
    return this.#records(fill(home, keys)).at(-1)?.key;
  }

  async #send({ operation, path, headers, body }: Visit, keys: readonly string[]): Promise<void> {
    const response = await this.#sandbox.fetch(`https://api.digitalocean.com${path}`, {
      method: operation.method,
      headers: { authorization: "Bearer guide", ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.ok) return;
    throw new Error(`${operation.method} ${path} ${keys}: ${await response.text()}`);
  }
}

function patternFits(pattern: string, path: string): boolean {
  const segments = path.split("/");
  const wanted = pattern.split("/");
  return segments.length === wanted.length &&
    wanted.every((one, i) => one === "{}" || one === segments[i]);
}
