import { unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Kind } from "../kind.ts";
import { clusterOf, DATABASES, remember, remembered } from "./cluster.ts";
import { PARAMETERS } from "./parameters.ts";

/** The value of a parameter of a cluster: the one that was set, or else the engine's own. */
export function parameter(cluster: ResourceRecord, name: string): Json {
  const own = PARAMETERS[String(cluster.fields.engine)]?.[name];
  return remembered(cluster, "config")[name] ?? own ?? null;
}

/** Sets parameters of a cluster. */
export function setParameters(cluster: ResourceRecord, values: JsonObject): void {
  remember(cluster, "config", { ...remembered(cluster, "config"), ...values });
}

// The advanced editions have one table with every variable of the engine, whose values are texts.
const TABLES: Readonly<Record<string, string>> = {
  advanced_pg: "pg_parameters",
  advanced_mysql: "mysql_parameters",
};

const VARIABLE = /^[a-z_][a-z0-9_.]*$/;

function variables(cluster: ResourceRecord): Json[] {
  return Object.entries(remembered(cluster, "config")).map(([name, value]) => ({
    name,
    value,
    description: "",
    requires_restart: false,
    default_value: "",
  }));
}

function setVariables(cluster: ResourceRecord, table: string, config: JsonObject): void {
  const unknown = Object.keys(config).find((name) => name !== table);
  if (unknown !== undefined) throw unprocessable(`invalid config: unknown field ${unknown}`);
  const values = config[table] ?? {};
  if (!isObject(values)) throw unprocessable(`config.${table} must be an object`);
  for (const [name, value] of Object.entries(values)) {
    if (!VARIABLE.test(name)) throw unprocessable(`invalid config: unknown parameter ${name}`);
    if (typeof value !== "string") throw unprocessable(`config.${table}.${name} must be a string`);
  }
  setParameters(cluster, values as JsonObject);
}

const VALKEY_POLICY = "valkey_maxmemory_policy";

const POLICIES = [
  ...["noeviction", "allkeys_lru", "allkeys_random"],
  ...["volatile_lru", "volatile_random", "volatile_ttl"],
];

/** Valkey's policies are taken with dashes, too, as its own configuration has them. */
function checkPolicy(value: Json | undefined): void {
  if (value === undefined || POLICIES.includes(String(value).replaceAll("-", "_"))) return;
  throw unprocessable(`config.${VALKEY_POLICY} must be one of ${POLICIES.join(", ")}`);
}

function readConfig(c: Context): Answer {
  const cluster = clusterOf(c);
  const engine = String(cluster.fields.engine);
  const table = TABLES[engine];
  if (table) return { status: 200, body: { config: { [table]: variables(cluster) } } };
  const all = Object.keys(PARAMETERS[engine] ?? {}).map((name) => [name, parameter(cluster, name)]);
  const config = Object.fromEntries(all.filter(([, value]) => value !== null));
  return { status: 200, body: { config } };
}

function patchConfig(c: Context): Answer {
  const cluster = clusterOf(c);
  const engine = String(cluster.fields.engine);
  const config = (isObject(c.body.config) ? c.body.config : {}) as JsonObject;
  const table = TABLES[engine];
  if (table) setVariables(cluster, table, config);
  else {
    const known = PARAMETERS[engine] ?? {};
    const unknown = Object.keys(config).find((name) => !Object.hasOwn(known, name));
    if (unknown !== undefined) {
      throw unprocessable(`invalid config: unknown parameter ${unknown}`);
    }
    checkPolicy(config[VALKEY_POLICY]);
    setParameters(cluster, config);
  }
  return { status: 200 };
}

/** The configuration of a cluster's engine. */
export const DATABASE_CONFIG: Kind = {
  path: `${DATABASES}/{}/config`,
  lenient: [`config.${VALKEY_POLICY}`],
  routes: {
    "GET /v2/databases/{database_cluster_uuid}/config": readConfig,
    "PATCH /v2/databases/{database_cluster_uuid}/config": patchConfig,
  },
};
