import { timestamp } from "../../state/clock.ts";
import { unprocessable } from "../../http/errors.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import type { PendingChange, ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { beginTransitions, createResource, removeResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { projectOf, urnOf } from "../membership.ts";
import { checkVpc, vpcFor } from "../vpcs.ts";
import { storageAutoscale } from "./autoscale.ts";
import { BACKUP_ROUTES, beginBackups, restoredFrom } from "./backups.ts";
import { CHANGES } from "./changes.ts";
import {
  below,
  checkRegion,
  DATABASES,
  engineNamed,
  engineOf,
  keepOnly,
  owned,
  replicasOf,
} from "./cluster.ts";
import { connectionsOf, secrecy, showsPasswords } from "./connections.ts";
import { CREDENTIALS } from "./credentials.ts";
import { DATABASE_DB } from "./dbs.ts";
import { versionOf } from "./engines.ts";
import { logEvent } from "./events.ts";
import { checkRules, FIREWALL_ROUTES, rulesOf, setRules } from "./firewall.ts";
import { OPTION_ROUTES } from "./options.ts";
import { copyContent, replicaFields } from "./replicas.ts";
import { checkCnames, SETTING_ROUTES } from "./settings.ts";
import { checkLayout, storageOf } from "./sizes.ts";
import { DATABASE_USER } from "./users.ts";

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The fields of the request for a cluster that say of which kind it is, checked. */
function clusterFields(fields: JsonObject): JsonObject {
  const name = String(fields.engine);
  const engine = engineNamed(name);
  if (engine === undefined) throw unprocessable("invalid cluster engine");
  const version = String(fields.version || engine.usual);
  if (versionOf(engine, version) === undefined) {
    throw unprocessable("invalid cluster engine version");
  }
  const region = checkRegion(fields.region);
  const num_nodes = Number(fields.num_nodes);
  const size = String(fields.size);
  checkLayout(name, size, num_nodes);
  return { engine: name, version, num_nodes, size, region };
}

/** How its storage is to grow, for which the vendor's Go client has another name. */
function growthOf({ autoscale, storage_autoscale }: KindContext["body"]): JsonObject | undefined {
  const storage = storage_autoscale ?? (isObject(autoscale) ? autoscale.storage : undefined);
  return isObject(storage) ? storageAutoscale(storage as JsonObject) : undefined;
}

function create(c: KindContext, fields: JsonObject): void {
  const { store, parent, collection, body } = c;
  const name = String(fields.name);
  if (!NAME.test(name)) {
    throw unprocessable(
      "invalid cluster name: must be up to 63 lowercase letters, numbers and dashes",
    );
  }
  if (store.resources.in(collection).withName(name).length > 0) {
    throw unprocessable("cluster name is not available");
  }
  const own = parent ? replicaFields(c, fields) : clusterFields(fields);
  checkVpc(store, body.private_network_uuid, String(own.region));
  checkRules(store, body.rules);
  restoredFrom(store, own.engine, body.backup_restore);
  checkCnames(fields.do_settings);
  const storage_size_mib = storageOf(String(own.size), fields.storage_size_mib);
  const growth = growthOf(body);
  keepOnly(fields, ["name", "tags", "project_id", "do_settings"]);
  Object.assign(fields, own, { storage_size_mib });
  if (growth) fields.autoscale = { storage: growth };
}

/** A cluster has an administrator and, where its engine has databases, a first one. */
function fill(c: KindContext, record: ResourceRecord): void {
  const inside = { ...c, parent: record };
  const { admin, db } = engineOf(record);
  const users = { ...inside, collection: below(record, "users") };
  const user = createResource(users, DATABASE_USER, { name: admin });
  // The answer that makes the cluster shows its password, and the user's own does not again.
  if (user.hidden) delete user.hidden.once;
  if (db !== "") {
    createResource({ ...inside, collection: below(record, "dbs") }, DATABASE_DB, { name: db });
  }
}

function created(c: KindContext, record: ResourceRecord): void {
  const { store, parent, body } = c;
  const { fields } = record;
  fields.private_network_uuid = vpcFor(store, body.private_network_uuid, String(fields.region)).key;
  record.hidden = parent ? { primary: parent.key } : secrecy(String(fields.engine));
  const source = parent ?? restoredFrom(store, fields.engine, body.backup_restore);
  const from = source ? "forking" : "creating";
  beginTransitions(store, record, [{ field: "status", from, to: "online" }]);
  if (!parent) {
    setRules(store, record, checkRules(store, body.rules));
    fill(c, record);
    if (source) copyContent(c, source, record);
  }
  logEvent(c, record, "cluster_create");
}

function transitioned(store: Store, record: ResourceRecord, change: PendingChange): void {
  const isReplica = Boolean(record.hidden?.primary);
  if (!isReplica && engineOf(record).has.has("backups")) beginBackups(store, record, change.at);
}

/** Its replicas go with a cluster. */
function remove(c: KindContext, record: ResourceRecord): void {
  for (const replica of replicasOf(c.store, record)) removeResource(c, DATABASE, replica);
}

/** When nothing is said, updates are installed in the night from Sunday. */
const WINDOW = { day: "monday", hour: "00:00:00", pending: false, description: [] };

function usersOf(store: Store, record: ResourceRecord): Json[] {
  const shown = showsPasswords(record);
  return store.resources.in(below(record, "users")).items.map(({ fields }) => ({
    ...fields,
    ...(!shown && { password: "" }),
  }));
}

function view(store: Store, record: ResourceRecord): JsonObject {
  const { fields, created, key } = record;
  const engine = engineOf(record);
  const { semantic = "", ends } = versionOf(engine, String(fields.version)) ?? {};
  const [availability, life] = (ends ?? []).map((day) => day && `${day}T00:00:00Z`);
  const dbs = store.resources.in(below(record, "dbs")).items;
  return {
    id: key,
    created_at: timestamp(created),
    semantic_version: semantic,
    ...connectionsOf(store, record),
    db_names: engine.has.has("dbs") ? dbs.map((db): Json => db.key) : null,
    users: usersOf(store, record),
    maintenance_window: fields.maintenance_window ?? WINDOW,
    rules: rulesOf(store, record),
    project_id: projectOf(store, urnOf(DATABASES, key) as string),
    ...(availability && { version_end_of_availability: availability }),
    ...(life && { version_end_of_life: life }),
  };
}

/** Database clusters, and the read-only replicas that they have. */
export const DATABASE: Kind = {
  path: DATABASES,
  seed: {
    name: "databases",
    fields: {
      name: "string",
      engine: "string",
      version: "string",
      size: "string",
      region: "string",
      num_nodes: "number",
      storage_size_mib: "number",
      private_network_uuid: "string",
      tags: "list",
      rules: "list",
    },
    required: ["name"],
  },
  also: {
    [DATABASES]: (_c, { hidden }) => !hidden?.primary,
    [`${DATABASES}/{}/replicas`]: ({ params }, { hidden }) =>
      hidden?.primary === params.database_cluster_uuid,
  },
  defaults: { engine: "pg", size: "db-s-1vcpu-1gb", region: "nyc3", num_nodes: 1 },
  owner: owned("replicas"),
  withheld: CREDENTIALS,
  create,
  created,
  transitioned,
  remove,
  view,
  actions: CHANGES,
  routes: {
    ...BACKUP_ROUTES,
    ...FIREWALL_ROUTES,
    ...OPTION_ROUTES,
    ...SETTING_ROUTES,
  },
};
