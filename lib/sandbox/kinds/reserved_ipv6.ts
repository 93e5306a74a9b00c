import { startAction } from "../rules/actions.ts";
import { reservedIpv6 } from "../rules/addresses.ts";
import { findRegion } from "../seed/catalogue/regions.ts";
import { timestamp } from "../state/clock.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import type { ActionRecord, DropletRecord } from "../state/records.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import { optionalInteger } from "../http/validate.ts";
import { actionView, dropletView } from "../routes/views.ts";
import { isBusy } from "./busy.ts";
import type { Kind, KindContext } from "./kind.ts";

/** Where reserved IPv6 addresses are kept. */
export const RESERVED_IPV6S = "/v2/reserved_ipv6";

function create({ store }: KindContext, fields: JsonObject): void {
  if (findRegion(String(fields.region_slug))?.available !== true) {
    throw unprocessable("Region is invalid");
  }
  fields.ip = reservedIpv6(store.state.counters.resource);
  fields.droplet_id = null;
}

function dropletOf(store: Store, { fields }: ResourceRecord): DropletRecord | undefined {
  return fields.droplet_id === null ? undefined : store.droplets.find(Number(fields.droplet_id));
}

/** The droplet that a body wants an address to be assigned to. */
function dropletFor(c: Context, { fields }: ResourceRecord): DropletRecord {
  const id = optionalInteger(c.body, "droplet_id");
  if (id === undefined) throw unprocessable("Droplet can't be blank");
  const droplet = c.store.droplet(id);
  if (droplet.region !== fields.region_slug) {
    throw unprocessable("The Droplet and the reserved IPv6 must be in the same region.");
  }
  if (!droplet.ipv6) throw unprocessable("The Droplet must have IPv6 enabled.");
  if (droplet.locked) throw unprocessable("Droplet already has a pending event.");
  return droplet;
}

function act(c: Context): Answer {
  const { store } = c;
  const record = store.resources.in(RESERVED_IPV6S).named(c.params.reserved_ipv6 as string);
  if (record === undefined) throw notFound();
  if (isBusy(store, "reserved_ipv6", record)) {
    throw unprocessable("The reserved IPv6 already has a pending event.");
  }
  const assign = c.body.type === "assign";
  if (!assign && dropletOf(store, record) === undefined) {
    throw unprocessable("The reserved IPv6 is not assigned to a Droplet.");
  }
  const action = startAction(store, {
    type: assign ? "assign_ip" : "unassign_ip",
    resource_type: "reserved_ipv6",
    resource_id: record.id,
    region: String(record.fields.region_slug),
    params: assign ? { droplet_id: dropletFor(c, record).id } : {},
  });
  return { status: 201, body: { action: actionView(action) } };
}

function acted(_store: Store, { fields }: ResourceRecord, { params, outcome }: ActionRecord): void {
  if (outcome === "completed") fields.droplet_id = params.droplet_id ?? null;
}

/** A droplet that is gone has left its address behind. */
function view(store: Store, record: ResourceRecord): JsonObject {
  const droplet = dropletOf(store, record);
  return {
    ip: record.key,
    reserved_at: timestamp(record.created),
    ...(droplet && { droplet: dropletView(store, droplet) as JsonObject }),
  };
}

/** IPv6 addresses that are kept for droplets. */
export const RESERVED_IPV6: Kind = {
  path: RESERVED_IPV6S,
  seed: {
    name: "reserved_ipv6",
    fields: { region_slug: "string" },
    required: ["region_slug"],
  },
  key: "ip",
  keyFrom: "request",
  create,
  view,
  acted,
  routes: { "POST /v2/reserved_ipv6/{reserved_ipv6}/actions": act },
};
