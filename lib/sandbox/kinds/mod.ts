import { fits } from "../state/resources.ts";
import { DATABASE_KINDS } from "./databases/mod.ts";
import { ACCESS_KEY } from "./functions/keys.ts";
import { NAMESPACE } from "./functions/namespaces.ts";
import { TRIGGER } from "./functions/triggers.ts";
import type { Kind } from "./kind.ts";
import { CLUSTER } from "./kubernetes/clusters.ts";
import { NODE_POOL } from "./kubernetes/node_pools.ts";
import { NODE } from "./kubernetes/nodes.ts";
import { PROJECT } from "./projects.ts";
import { GARBAGE_COLLECTION } from "./registries/garbage.ts";
import { REGISTRY } from "./registries/registries.ts";
import { MANIFEST, REPOSITORY, REPOSITORY_TAG } from "./registries/repositories.ts";
import { SINKS } from "./sinks.ts";
import { VOLUME_SNAPSHOT } from "./volume_snapshots.ts";
import { VOLUME } from "./volumes.ts";
import { VPC_PEERING } from "./vpc_peerings.ts";
import { VPC } from "./vpcs.ts";

/** Every modelled kind. */
export const KINDS: readonly Kind[] = [
  ...DATABASE_KINDS,
  ACCESS_KEY,
  CLUSTER,
  GARBAGE_COLLECTION,
  MANIFEST,
  NAMESPACE,
  NODE,
  NODE_POOL,
  PROJECT,
  REGISTRY,
  REPOSITORY,
  REPOSITORY_TAG,
  SINKS,
  TRIGGER,
  VOLUME,
  VOLUME_SNAPSHOT,
  VPC,
  VPC_PEERING,
];

const BY_PATTERN: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind.path, kind]));

/** The modelled kind whose collections have a pattern, such as `/v2/databases/{}/users`. */
export function kindOf(pattern: string): Kind | undefined {
  return BY_PATTERN.get(pattern);
}

/** The modelled kind of the collection that has a path. */
export function kindAt(path: string): Kind | undefined {
  return BY_PATTERN.get(path) ?? KINDS.find(({ path: pattern }) => fits(pattern.split("/"), path));
}
