import { unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import type { Kind } from "../kind.ts";
import { clusterOf, DATABASES, pick } from "./cluster.ts";

/** The bounds of what says when and by how much storage grows. */
const BOUNDS: readonly [name: string, least: number, most: number][] = [
  ["threshold_percent", 15, 95],
  ["increment_gib", 10, 500],
];

/**
 * Whether and how the storage of a cluster grows by itself, as a request has it, checked. What is 0
 * is left out: the vendor's Go client sends that with storage that does not grow.
 *
 * @throws {ApiError} 422 if a number is out of its bounds.
 */
export function storageAutoscale(given: JsonObject): JsonObject {
  const storage: JsonObject = { enabled: given.enabled === true };
  for (const [name, least, most] of BOUNDS) {
    const value = pick(given, [name])[name];
    if (!value) continue;
    if (Number(value) < least || Number(value) > most) {
      throw unprocessable(`storage.${name} must be between ${least} and ${most}`);
    }
    storage[name] = value;
  }
  return storage;
}

/** The vendor's Go client looks for the storage beside where the description has it. */
function read(c: Context): Answer {
  const { fields } = clusterOf(c);
  const { storage = { enabled: false } } = (fields.autoscale ?? {}) as JsonObject;
  return { status: 200, body: { autoscale: { storage }, storage } };
}

function write(c: Context): Answer {
  const { fields } = clusterOf(c);
  const { storage } = c.body;
  if (isObject(storage)) fields.autoscale = { storage: storageAutoscale(storage as JsonObject) };
  return { status: 204 };
}

const PATH = "/v2/databases/{database_cluster_uuid}/autoscale";

/** Whether the storage of a cluster grows by itself. */
export const DATABASE_AUTOSCALE: Kind = {
  path: `${DATABASES}/{}/autoscale`,
  lenient: BOUNDS.map(([name]) => `storage.${name}`),
  routes: { [`GET ${PATH}`]: read, [`PUT ${PATH}`]: write },
};
