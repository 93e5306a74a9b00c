import { unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Kind } from "../kind.ts";
import { CERTIFICATE } from "./certificate.ts";
import { clusterOf } from "./cluster.ts";
import { parameter, setParameters } from "./config.ts";
import type { Feature } from "./engines.ts";

/** Something of a cluster that has a path of its own. */
interface Setting {
  readonly name: string;
  /** What the engine must have; any engine if left out. */
  readonly feature?: Feature;
  readonly read: (cluster: ResourceRecord) => JsonObject;
  /** Checks a request and writes what it says; left out, nothing can. */
  readonly write?: (cluster: ResourceRecord, body: Context["body"]) => void;
}

/** The parameter of a cache that says what it forgets first. Redis writes its values with dashes. */
function policyParameter({ fields }: ResourceRecord): string {
  return `${fields.engine}_maxmemory_policy`;
}

function writePolicy(cluster: ResourceRecord, { eviction_policy }: Context["body"]): void {
  const policy = String(eviction_policy);
  const value = cluster.fields.engine === "redis" ? policy.replaceAll("_", "-") : policy;
  setParameters(cluster, { [policyParameter(cluster)]: value });
}

const SQL_MODES: ReadonlySet<string> = new Set([
  "ALLOW_INVALID_DATES",
  "ANSI",
  "ANSI_QUOTES",
  "ERROR_FOR_DIVISION_BY_ZERO",
  "HIGH_NOT_PRECEDENCE",
  "IGNORE_SPACE",
  "NO_AUTO_VALUE_ON_ZERO",
  "NO_BACKSLASH_ESCAPES",
  "NO_DIR_IN_CREATE",
  "NO_ENGINE_SUBSTITUTION",
  "NO_UNSIGNED_SUBTRACTION",
  "NO_ZERO_DATE",
  "NO_ZERO_IN_DATE",
  "ONLY_FULL_GROUP_BY",
  "PAD_CHAR_TO_FULL_LENGTH",
  "PIPES_AS_CONCAT",
  "REAL_AS_FLOAT",
  "STRICT_ALL_TABLES",
  "STRICT_TRANS_TABLES",
  "TIME_TRUNCATE_FRACTIONAL",
  "TRADITIONAL",
]);

function writeSqlMode(cluster: ResourceRecord, { sql_mode }: Context["body"]): void {
  const modes = String(sql_mode).split(",").filter((mode) => mode !== "");
  const unknown = modes.find((mode) => !SQL_MODES.has(mode));
  if (unknown !== undefined) throw unprocessable(`invalid sql_mode: ${unknown}`);
  setParameters(cluster, { sql_mode: modes.join(",") });
}

const MOST_CNAMES = 16;

/**
 * Checks the names under which a cluster is to be reached.
 *
 * @throws {ApiError} 422 if there are too many.
 */
export function checkCnames(settings: unknown): void {
  const names = isObject(settings) ? settings.service_cnames : undefined;
  if (Array.isArray(names) && names.length > MOST_CNAMES) {
    throw unprocessable(`do_settings.service_cnames must have at most ${MOST_CNAMES} items`);
  }
}

function writeCnames({ fields }: ResourceRecord, { do_settings }: Context["body"]): void {
  checkCnames(do_settings);
  fields.do_settings = do_settings as JsonObject;
}

const SETTINGS: readonly Setting[] = [
  {
    name: "eviction_policy",
    feature: "eviction_policy",
    read: (cluster) => ({
      eviction_policy: String(parameter(cluster, policyParameter(cluster))).replaceAll("-", "_"),
    }),
    write: writePolicy,
  },
  {
    name: "sql_mode",
    feature: "sql_mode",
    read: (cluster) => ({ sql_mode: parameter(cluster, "sql_mode") }),
    write: writeSqlMode,
  },
  {
    name: "do_settings",
    read: ({ fields }) => ({
      do_settings: { service_cnames: [], ...fields.do_settings as object },
    }),
    write: writeCnames,
  },
  { name: "ca", read: () => ({ ca: { certificate: btoa(CERTIFICATE) } }) },
];

function routesOf({ name, feature, read, write }: Setting): Kind["routes"] {
  const path = `/v2/databases/{database_cluster_uuid}/${name}`;
  const get = (c: Context): Answer => ({ status: 200, body: read(clusterOf(c, feature)) });
  if (write === undefined) return { [`GET ${path}`]: get };
  const put = (c: Context): Answer => {
    write(clusterOf(c, feature), c.body);
    return { status: 204 };
  };
  return { [`GET ${path}`]: get, [`PUT ${path}`]: put };
}

/** The operations about the settings of a cluster that have paths of their own. */
export const SETTING_ROUTES: NonNullable<Kind["routes"]> = Object.assign(
  {},
  ...SETTINGS.map(routesOf),
);
