import { unprocessable } from "../../http/errors.ts";
import type { Store } from "../../state/store.ts";
import { textsOf } from "../targets.ts";
import { VPCS } from "../vpcs.ts";

/** Where NFS shares are kept. */
export const SHARES = "/v2/nfs";

const SMALLEST = 50;

const TIERS: readonly string[] = ["standard", "high"];

/**
 * The performance tier of a name, as answers have it; requests may do without its beginning.
 *
 * @throws {ApiError} 422 if there is none of that name.
 */
export function readTier(value: unknown): string {
  const tier = String(value).toLowerCase().replace("performance_tier_", "");
  if (TIERS.includes(tier)) return `PERFORMANCE_TIER_${tier.toUpperCase()}`;
  throw unprocessable(`performance_tier must be one of ${TIERS.join(", ")}`);
}

/** Refuses a size that no share can have. */
export function checkShareSize(size: number): void {
  if (size < SMALLEST) throw unprocessable(`size_gib must be at least ${SMALLEST}`);
}

/**
 * Refuses a VPC in which a share cannot be: one that is elsewhere, or has a share already.
 *
 * @throws {ApiError} 422 if it is refused.
 */
export function checkVpc(store: Store, id: string, region: unknown): void {
  const vpc = store.resources.in(VPCS).named(id);
  if (vpc?.fields.region !== region) throw unprocessable(`VPC ${id} is not in this region`);
  const taken = store.resources.in(SHARES).items
    .some(({ fields }) => textsOf(fields.vpc_ids).includes(id));
  if (taken) {
    throw unprocessable(`a share is already attached to VPC ${id}; it can have only one share`);
  }
}
