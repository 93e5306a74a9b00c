import { fits } from "../state/resources.ts";
import { AUTOSCALE_HISTORY, AUTOSCALE_MEMBER, AUTOSCALE_POOL } from "./autoscale/pools.ts";
import { BYOIP_PREFIX } from "./byoip_prefixes.ts";
import { CDN_ENDPOINT } from "./cdn_endpoints.ts";
import { CERTIFICATE } from "./certificates.ts";
import { DATABASE_KINDS } from "./databases/mod.ts";
import { INVOICE } from "./billing/billing.ts";
import { FIREWALL } from "./firewalls.ts";
import { ACCESS_KEY } from "./functions/keys.ts";
import { NAMESPACE } from "./functions/namespaces.ts";
import { TRIGGER } from "./functions/triggers.ts";
import type { Kind } from "./kind.ts";
import { APP_KINDS } from "./apps/mod.ts";
import { INFERENCE_KINDS } from "./inference/mod.ts";
import { CLUSTER } from "./kubernetes/clusters.ts";
import { NODE_POOL } from "./kubernetes/node_pools.ts";
import { NODE } from "./kubernetes/nodes.ts";
import { LOAD_BALANCER } from "./load_balancers.ts";
import { NFS_ACCESS_POINT } from "./nfs/access_points.ts";
import { NFS_SHARE } from "./nfs/shares.ts";
import { NFS_SNAPSHOT } from "./nfs/snapshots.ts";
import { PROJECT } from "./projects.ts";
import { GARBAGE_COLLECTION } from "./registries/garbage.ts";
import { REGISTRY } from "./registries/registries.ts";
import { MANIFEST, REPOSITORY, REPOSITORY_TAG } from "./registries/repositories.ts";
import { RESERVED_IPV6 } from "./reserved_ipv6.ts";
import { SPACES_KEY } from "./spaces_keys.ts";
import { VOLUME_SNAPSHOT } from "./volume_snapshots.ts";
import { VOLUME } from "./volumes.ts";
import { VPC_NAT_GATEWAY } from "./vpc_nat_gateways.ts";
import { VPC_PEERING } from "./vpc_peerings.ts";
import { VPC } from "./vpcs.ts";

/** The modelled kinds that are there from the beginning; those of `all.ts` come later. */
export const KINDS: readonly Kind[] = [
  ...APP_KINDS,
  ...DATABASE_KINDS,
  ...INFERENCE_KINDS,
  ACCESS_KEY,
  AUTOSCALE_HISTORY,
  AUTOSCALE_MEMBER,
  AUTOSCALE_POOL,
  BYOIP_PREFIX,
  CDN_ENDPOINT,
  CERTIFICATE,
  CLUSTER,
  FIREWALL,
  GARBAGE_COLLECTION,
  INVOICE,
  LOAD_BALANCER,
  MANIFEST,
  NAMESPACE,
  NFS_ACCESS_POINT,
  NFS_SHARE,
  NFS_SNAPSHOT,
  NODE,
  NODE_POOL,
  PROJECT,
  REGISTRY,
  REPOSITORY,
  REPOSITORY_TAG,
  RESERVED_IPV6,
  SPACES_KEY,
  TRIGGER,
  VOLUME,
  VOLUME_SNAPSHOT,
  VPC,
  VPC_NAT_GATEWAY,
  VPC_PEERING,
];

const BY_PATTERN = new Map<string, Kind>();

/** Adds kinds to those that are known by the pattern of their collections. */
export function addKinds(kinds: readonly Kind[]): void {
  for (const kind of kinds) BY_PATTERN.set(kind.path, kind);
}

addKinds(KINDS);

/** The modelled kind whose collections have a pattern, such as `/v2/databases/{}/users`. */
export function kindOf(pattern: string): Kind | undefined {
  return BY_PATTERN.get(pattern);
}

/** The modelled kind of the collection that has a path. */
export function kindAt(path: string): Kind | undefined {
  const exact = BY_PATTERN.get(path);
  return exact ?? BY_PATTERN.values().find((kind) => fits(kind.path.split("/"), path));
}
