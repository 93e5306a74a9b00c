import { unprocessable } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { beginTransitions } from "../engine.ts";
import type { KindContext } from "../kind.ts";
import { vpcFor } from "../vpcs.ts";
import { checkRegion, engineOf, needOnline, primaryOf } from "./cluster.ts";
import { versionOf } from "./engines.ts";
import { logEvent } from "./events.ts";
import { promote } from "./replicas.ts";
import { checkLayout, storageOf } from "./sizes.ts";

function begin(c: KindContext, record: ResourceRecord, from: string, fields: JsonObject): void {
  Object.assign(record.fields, fields);
  beginTransitions(c.store, record, [{ field: "status", from, to: "online" }]);
  logEvent(c, record, "cluster_update");
}

function resize(c: KindContext, record: ResourceRecord): void {
  needOnline(record);
  const { fields } = record;
  const { size, num_nodes, storage_size_mib } = c.body;
  const nodes = Number(num_nodes);
  if (primaryOf(c.store, record) && nodes !== 1) {
    throw unprocessable("invalid number of nodes: a replica has one");
  }
  checkLayout(String(fields.engine), String(size), nodes);
  const storage = storageOf(String(size), storage_size_mib);
  const had = Number(fields.storage_size_mib);
  if (storage_size_mib && storage < had) {
    throw unprocessable("invalid storage size: storage cannot be made smaller");
  }
  begin(c, record, "resizing", {
    size: String(size),
    num_nodes: nodes,
    storage_size_mib: Math.max(storage, had),
  });
}

function migrate(c: KindContext, record: ResourceRecord): void {
  needOnline(record);
  const region = checkRegion(c.body.region as string);
  if (region === record.fields.region) {
    throw unprocessable("invalid region: the cluster is in this region");
  }
  // The vendor's clients name the new VPC by a field that the description does not have.
  const vpc = vpcFor(c.store, c.body.private_network_uuid, region);
  begin(c, record, "migrating", { region, private_network_uuid: vpc.key });
}

/** A cluster has its new major version from the answer on. */
function upgrade(c: KindContext, record: ResourceRecord): void {
  needOnline(record);
  const { versions } = engineOf(record);
  const wanted = versionOf(engineOf(record), String(c.body.version));
  const current = versionOf(engineOf(record), String(record.fields.version));
  if (wanted === undefined) throw unprocessable("invalid cluster engine version");
  if (current && versions.indexOf(wanted) <= versions.indexOf(current)) {
    throw unprocessable(`cluster cannot be upgraded from ${current.slug} to ${wanted.slug}`);
  }
  record.fields.version = String(c.body.version);
  logEvent(c, record, "cluster_update");
}

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const HOUR = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

function setMaintenance({ body }: KindContext, record: ResourceRecord): void {
  const day = String(body.day).toLowerCase();
  if (!DAYS.includes(day)) {
    throw unprocessable(`invalid maintenance day: must be one of ${DAYS.join(", ")}`);
  }
  const [, hours, minutes, seconds = "00"] = String(body.hour).match(HOUR) ?? [];
  if (hours === undefined) throw unprocessable("invalid maintenance hour: must be like 14:00");
  const hour = `${hours.padStart(2, "0")}:${minutes}:${seconds}`;
  record.fields.maintenance_window = { day, hour, pending: false, description: [] };
}

function installUpdate(c: KindContext, record: ResourceRecord): void {
  needOnline(record);
  logEvent(c, record, "cluster_maintenance_perform");
}

/** What operations below a cluster, or below a replica, do to it. */
export const CHANGES = {
  "PUT resize": resize,
  "PUT migrate": migrate,
  "PUT upgrade": upgrade,
  "PUT maintenance": setMaintenance,
  "PUT install_update": installUpdate,
  "PUT promote": promote,
};
