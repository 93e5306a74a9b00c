import { ApiError, notFound } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { requiredString } from "../../http/validate.ts";
import { forget, reprice } from "../engine.ts";
import { REGISTRIES, repositoriesIn } from "./places.ts";
import { storedBytes } from "./storage.ts";

const SUBSCRIPTION = `${REGISTRIES}/subscription`;

/** What a tier has; 0 repositories are any number of them. */
interface Tier {
  readonly name: string;
  readonly slug: string;
  readonly repositories: number;
  readonly bytes: number;
  readonly overage: boolean;
  /** Cents a month. */
  readonly price: number;
  readonly registries: number;
}

const MIB = 2 ** 20;

const TIERS: readonly Tier[] = [
  {
    name: "Starter",
    slug: "starter",
    repositories: 1,
    bytes: 500 * MIB,
    overage: false,
    price: 0,
    registries: 1,
  },
  {
    name: "Basic",
    slug: "basic",
    repositories: 5,
    bytes: 5 * 1024 * MIB,
    overage: true,
    price: 500,
    registries: 1,
  },
  {
    name: "Professional",
    slug: "professional",
    repositories: 0,
    bytes: 100 * 1024 * MIB,
    overage: true,
    price: 2000,
    registries: 10,
  },
];

// Cents a month for each GiB beyond what is included.
const OVERAGE_PRICE = 2;

function tierOf(slug: Json | undefined): Tier {
  return TIERS.find((tier) => tier.slug === slug) ?? TIERS[0] as Tier;
}

function tierView({ name, slug, repositories, bytes, overage, price }: Tier): JsonObject {
  return {
    name,
    slug,
    included_repositories: repositories,
    included_storage_bytes: bytes,
    allow_storage_overage: overage,
    included_bandwidth_bytes: bytes,
    monthly_price_in_cents: price,
    storage_overage_price_in_cents: overage ? OVERAGE_PRICE : 0,
  };
}

/** Why an account cannot have a tier: it has more than that allows. */
function obstacles(store: Store, tier: Tier, more = 0): string[] {
  const registries = store.resources.in(REGISTRIES).items;
  const repositories = registries
    .reduce((sum, one) => sum + store.resources.in(repositoriesIn(one)).size, 0);
  const bytes = registries.reduce((sum, one) => sum + storedBytes(store, one), 0);
  const reasons: string[] = [];
  if (tier.repositories > 0 && repositories > tier.repositories) {
    reasons.push("OverRepositoryLimit");
  }
  if (!tier.overage && bytes > tier.bytes) reasons.push("OverStorageLimit");
  if (registries.length + more > tier.registries) reasons.push("OverRegistryLimit");
  return reasons;
}

function current(store: Store): ResourceRecord | undefined {
  return store.resources.in(SUBSCRIPTION).items[0];
}

/**
 * Checks that a tier allows what there is and so many more registries.
 *
 * @param slug That of the account if left out.
 * @throws {ApiError} 412 if it does not.
 */
export function checkTier(store: Store, slug: Json | undefined, more: number): void {
  const reasons = obstacles(store, tierOf(slug ?? current(store)?.fields.tier_slug), more);
  if (reasons.length === 0) return;
  const message = `registry is not eligible for tier because: [${reasons.join(" ")}]`;
  throw new ApiError(412, "precondition_failed", message);
}

/** Begins the subscription, or puts it on another tier. */
export function subscribe(store: Store, slug: Json | undefined): void {
  const now = store.clock.now();
  const found = current(store);
  if (found === undefined) {
    const fields = { tier_slug: tierOf(slug).slug };
    const draft = { key: "subscription", created: now, updated: now, fields, pending: [] };
    store.resources.add(SUBSCRIPTION, draft);
  } else if (slug !== undefined && slug !== found.fields.tier_slug) {
    reprice(store, found, () => void (found.fields.tier_slug = slug));
    found.updated = now;
  }
}

/** Ends the subscription, which a registry was needed for. */
export function unsubscribe(store: Store): void {
  const found = current(store);
  if (found) forget(store, found);
}

/** The subscription in the API's JSON; null if there is none. */
export function subscriptionView(store: Store): JsonObject | null {
  const found = current(store);
  return found === undefined ? null : {
    tier: tierView(tierOf(found.fields.tier_slug)),
    created_at: timestamp(found.created),
    updated_at: timestamp(found.updated),
  };
}

/** Answers with the subscription. */
export function readSubscription({ store }: Context): Answer {
  const subscription = subscriptionView(store);
  if (subscription === null) throw notFound();
  return { status: 200, body: { subscription } };
}

/** Puts the subscription on another tier. */
export function changeSubscription(c: Context): Answer {
  const slug = requiredString(c.body, "tier_slug");
  if (current(c.store) === undefined) throw notFound();
  checkTier(c.store, slug, 0);
  subscribe(c.store, slug);
  return readSubscription(c);
}

/** The tiers in the API's JSON, with what keeps the account from having them. */
export function tierOptions(store: Store): JsonObject[] {
  return TIERS.map((tier) => {
    const reasons = obstacles(store, tier).filter((reason) => reason !== "OverRegistryLimit");
    return {
      ...tierView(tier),
      eligible: reasons.length === 0,
      ...(reasons.length > 0 && { eligibility_reasons: reasons }),
    };
  });
}
