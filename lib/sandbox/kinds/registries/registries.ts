import { conflict, unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { requiredString } from "../../http/validate.ts";
import { createResource, removeResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { onlyRegistry, REGISTRIES, requestedRegistry } from "./places.ts";
import { storedBytes } from "./storage.ts";
import {
  changeSubscription,
  checkTier,
  readSubscription,
  subscribe,
  subscriptionView,
  tierOptions,
  unsubscribe,
} from "./subscription.ts";

const HOST = "registry.digitalocean.com";

const REGIONS = ["nyc3", "sfo3", "sfo2", "ams3", "sgp1", "fra1", "blr1", "syd1"];

const NAME = /^[a-z0-9-]{1,63}$/;

function checkName(store: Store, name: string): void {
  if (!NAME.test(name)) {
    throw unprocessable(
      "Name may have only lowercase letters, numbers and dashes, and 63 characters at most.",
    );
  }
  if (store.resources.in(REGISTRIES).named(name)) throw conflict("Name is already in use");
}

function create({ store }: KindContext, fields: JsonObject): void {
  checkName(store, requiredString(fields, "name"));
  fields.region ||= REGIONS[0] as string;
  if (!REGIONS.includes(String(fields.region))) {
    throw unprocessable("Registries are not available in this region.");
  }
  checkTier(store, fields.subscription_tier_slug, 1);
}

function created({ store }: KindContext, { fields }: ResourceRecord): void {
  const { subscription_tier_slug: slug } = fields;
  delete fields.subscription_tier_slug;
  subscribe(store, slug);
}

function remove({ store }: KindContext): void {
  if (store.resources.in(REGISTRIES).size === 1) unsubscribe(store);
}

function view(store: Store, registry: ResourceRecord): JsonObject {
  const { key, created, updated, fields } = registry;
  return {
    name: key,
    region: fields.region as Json,
    created_at: timestamp(created),
    storage_usage_bytes: storedBytes(store, registry),
    storage_usage_bytes_updated_at: timestamp(updated),
    subscription: subscriptionView(store),
  };
}

/** The answer of the older paths. */
function answer({ store }: Context, status: number, registry: ResourceRecord): Answer {
  return { status, body: { registry: view(store, registry) } };
}

function createOnly(c: Context): Answer {
  const { name, region, subscription_tier_slug } = c.body as JsonObject;
  const fields = { name, region, subscription_tier_slug } as JsonObject;
  const context = { ...c, collection: REGISTRIES };
  return answer(c, 201, createResource(context, REGISTRY, fields));
}

function removeOnly(c: Context): Answer {
  removeResource({ ...c, collection: REGISTRIES }, REGISTRY, onlyRegistry(c.store));
  return { status: 204 };
}

/** A Docker configuration with a password that opens nothing. */
function credentials(c: Context, registry: ResourceRecord): Answer {
  const { email } = c.store.state.account;
  const right = c.query.get("read_write") === "true" ? "write" : "read";
  const auth = btoa(`${email}:simulated-${right}-${registry.key}`);
  return { status: 200, body: { auths: { [HOST]: { auth } } } };
}

function validateName({ store, body }: Context): Answer {
  checkName(store, requiredString(body, "name"));
  return { status: 204 };
}

function listOptions({ store }: Context): Answer {
  const options = { available_regions: REGIONS, subscription_tiers: tierOptions(store) };
  return { status: 200, body: { options } };
}

/** What the paths of before and of now have in common. */
function shared(path: string): Readonly<Record<string, (c: Context) => Answer>> {
  return {
    [`GET ${path}/subscription`]: readSubscription,
    [`POST ${path}/subscription`]: changeSubscription,
    [`GET ${path}/options`]: listOptions,
    [`POST ${path}/validate-name`]: validateName,
  };
}

/** Container registries. */
export const REGISTRY: Kind = {
  path: REGISTRIES,
  key: "name",
  keyFrom: "request",
  seed: {
    name: "registries",
    fields: { name: "string", region: "string", subscription_tier_slug: "string" },
    required: ["name"],
  },
  create,
  created,
  remove,
  view,
  routes: {
    ...shared("/v2/registries"),
    ...shared("/v2/registry"),
    "GET /v2/registries/{registry_name}/docker-credentials": (c) =>
      credentials(c, requestedRegistry(c)),
    "GET /v2/registry/docker-credentials": (c) => credentials(c, onlyRegistry(c.store)),
    "GET /v2/registry": (c) => answer(c, 200, onlyRegistry(c.store)),
    "POST /v2/registry": createOnly,
    "DELETE /v2/registry": removeOnly,
  },
};
