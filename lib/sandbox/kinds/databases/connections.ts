import type { Json, JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { below, engineOf, primaryOf } from "./cluster.ts";

/** Who connects, and to what. */
export interface Target {
  readonly user: string;
  /** Empty where it is not to be shown. */
  readonly password: string;
  readonly database: string;
  readonly port: number;
}

/** The host of a cluster; the prefix says which of its nodes and networks. */
export function hostOf(cluster: ResourceRecord, prefix = ""): string {
  const { fields, key } = cluster;
  const name = `${prefix}${fields.name}`;
  if (fields.engine === "mongodb") return `${name}-${key.slice(0, 8)}.mongo.ondigitalocean.com`;
  return `${name}-do-user-258992-0.${key.slice(0, 1)}.db.ondigitalocean.com`;
}

/** The address of a host for a user, in the form that the engine's programs take. */
function uriOf(cluster: ResourceRecord, host: string, target: Target): string {
  const { scheme, query } = engineOf(cluster);
  const { user, password, port, database } = target;
  if (scheme === "") return `${host}:${port}`;
  const who = password === "" ? user : `${user}:${password}`;
  // Addresses of this kind name no port: the programs ask the DNS for it.
  const at = scheme === "mongodb+srv" ? host : `${host}:${port}`;
  return `${scheme}://${who}@${at}${query.replace("{}", database)}`;
}

/** How a user connects to a node of a cluster. */
export function connection(cluster: ResourceRecord, prefix: string, target: Target): JsonObject {
  const host = hostOf(cluster, prefix);
  return {
    protocol: engineOf(cluster).scheme,
    uri: uriOf(cluster, host, target),
    database: target.database,
    host,
    port: target.port,
    user: target.user,
    password: target.password,
    ssl: true,
  };
}

/** What the sandbox remembers of what is made in a cluster: MongoDB shows its passwords once. */
export function secrecy(engine: string): JsonObject {
  return engine === "mongodb" ? { secret: true, once: true } : {};
}

/** Whether answers show the passwords of a cluster or user. */
export function showsPasswords({ hidden }: ResourceRecord): boolean {
  return hidden?.secret !== true || hidden.once === true;
}

/** The password of a user of a cluster; that of a replica is its primary's. */
export function passwordOf(store: Store, cluster: ResourceRecord, user: string): string {
  const owner = primaryOf(store, cluster) ?? cluster;
  if (!showsPasswords(cluster)) return "";
  return String(store.resources.in(below(owner, "users")).named(user)?.fields.password ?? "");
}

/** Whether a cluster has a node that stands by for its first one. */
function standsBy(cluster: ResourceRecord): boolean {
  return engineOf(cluster).has.has("standby") && Number(cluster.fields.num_nodes) > 1;
}

/** The fields by which a cluster or a replica says how it is reached. */
export function connectionsOf(store: Store, cluster: ResourceRecord): JsonObject {
  const { admin, db, port } = engineOf(cluster);
  const password = passwordOf(store, cluster, admin);
  const target = { user: admin, password, database: db, port };
  const to = (prefix: string): JsonObject => connection(cluster, prefix, target);
  const special = (port: number): JsonObject => {
    const host = hostOf(cluster);
    const uri = `https://${admin}:${password}@${host}:${port}`;
    return { uri, host, port, user: admin, password, ssl: true };
  };
  const hosts = standsBy(cluster) ? ["", "replica-"] : [""];
  return {
    connection: to(""),
    private_connection: to("private-"),
    ...(standsBy(cluster) && {
      standby_connection: to("replica-"),
      standby_private_connection: to("private-replica-"),
    }),
    ...(cluster.fields.engine === "opensearch" && { ui_connection: special(443) }),
    ...(cluster.fields.engine === "kafka" && { schema_registry_connection: special(20835) }),
    metrics_endpoints: hosts.map((prefix): Json => ({ host: hostOf(cluster, prefix), port: 9273 })),
  };
}
