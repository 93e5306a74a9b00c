import { unprocessable } from "../../http/errors.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import type { CatalogueSize } from "../../seed/catalogue/sizes.ts";

/** What can be switched on in a cluster, each an object with `enabled`. */
const SWITCHES = [
  "routing_agent",
  "p2p_oci_registry_plugin",
  "amd_gpu_device_plugin",
  "amd_gpu_device_metrics_exporter_plugin",
  "nvidia_gpu_device_plugin",
  "rdma_shared_dev_plugin",
  "coredns_autoscaler",
];

/** Two more that the description does not have. */
const DRA_DRIVERS = ["nvidia_gpu_dra_driver", "amd_gpu_dra_driver"];

/** What drives the GPUs of a vendor: one of the two at most. */
const EXCLUSIVE: readonly (readonly [vendor: string, plugin: string, driver: string])[] = [
  ["amd", "amd_gpu_device_plugin", "amd_gpu_dra_driver"],
  ["nvidia", "nvidia_gpu_device_plugin", "nvidia_gpu_dra_driver"],
];

function isOn(value: Json | undefined): boolean {
  return isObject(value) && value.enabled === true;
}

/** What a body says of the switches; one that says nothing is left out. */
function given(body: JsonObject): JsonObject {
  const said: JsonObject = {};
  for (const name of [...SWITCHES, ...DRA_DRIVERS]) {
    const value = body[name];
    if (isObject(value) && typeof value.enabled === "boolean") {
      said[name] = { enabled: value.enabled };
    }
  }
  return said;
}

function checkExclusive(fields: JsonObject): void {
  for (const [, plugin, driver] of EXCLUSIVE) {
    if (isOn(fields[plugin]) && isOn(fields[driver])) {
      throw unprocessable(`${plugin} and ${driver} are mutually exclusive.`);
    }
  }
}

/** The switches of a new cluster, off unless the request or the GPUs of its nodes want them on. */
export function newSwitches(body: JsonObject, sizes: readonly CatalogueSize[]): JsonObject {
  const said = given(body);
  checkExclusive(said);
  const fields: JsonObject = { ...said };
  for (const name of [...SWITCHES, ...DRA_DRIVERS]) fields[name] ??= { enabled: false };
  for (const [vendor, plugin, driver] of EXCLUSIVE) {
    const has = sizes.some(({ gpu_info }) => gpu_info?.model.startsWith(`${vendor}_`));
    if (has && said[plugin] === undefined && !isOn(said[driver])) {
      fields[plugin] = { enabled: true };
    }
  }
  return fields;
}

/** The switches that a request changes. */
export function changedSwitches(fields: JsonObject, body: JsonObject): JsonObject {
  const said = given(body);
  checkExclusive({ ...fields, ...said });
  return said;
}

/** The switches that the description does not have, which no answer shows by itself. */
export function undescribed(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    DRA_DRIVERS.map((name) => [name, fields[name] ?? { enabled: false }]),
  );
}

/** An object with the fields of another that are not null over its own. */
function merged(before: Json | undefined, changes: Json | undefined): JsonObject {
  const own = isObject(before) ? before as JsonObject : {};
  const said = Object.entries(isObject(changes) ? changes as JsonObject : {});
  return { ...own, ...Object.fromEntries(said.filter(([, value]) => value !== null)) };
}

const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** When a cluster may be maintained: four hours from some time on. */
export function maintenancePolicy(before: Json | undefined, changes: Json | undefined): JsonObject {
  const policy: JsonObject = {
    day: "any",
    start_time: "00:00",
    ...merged(before, changes),
    duration: "4h0m0s",
  };
  if (typeof policy.start_time !== "string" || !TIME.test(policy.start_time)) {
    throw unprocessable("start_time must be a time of day such as 05:00.");
  }
  return policy;
}

/** Who may reach the control plane. */
export function controlPlaneFirewall(
  before: Json | undefined,
  changes: Json | undefined,
): JsonObject {
  return { enabled: false, allowed_addresses: [], ...merged(before, changes) };
}

/** The settings of the autoscaler; null where all of them are empty or 0, which unsets them. */
export function autoscaler(before: Json | undefined, changes: Json | undefined): Json {
  const next = merged(before, changes);
  const isSaid = Object.values(next).some((value) =>
    Array.isArray(value) ? value.length > 0 : Boolean(value)
  );
  return isSaid ? next : null;
}

/** Single sign-on; null until a request sets it. */
export function singleSignOn(before: Json | undefined, changes: Json | undefined): Json {
  if (!isObject(before) && !isObject(changes)) return null;
  return { enabled: false, required: false, ...merged(before, changes) };
}
