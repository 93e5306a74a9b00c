import { publicV4 } from "../rules/addresses.ts";
import { timestamp } from "../state/clock.ts";
import { unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import type { PendingChange, ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import type { Kind, KindContext } from "./kind.ts";
import { projectOf } from "./membership.ts";
import { listOf } from "./targets.ts";
import { drawFrom, NAT_GATEWAYS, VPCS } from "./vpcs.ts";

/** The VPCs of a body, each with the address that the gateway has in it. */
function takeVpcs({ store }: KindContext, fields: JsonObject, had: readonly JsonObject[]): void {
  const wanted = listOf(fields.vpcs) as JsonObject[];
  if (wanted.length === 0) throw unprocessable("vpcs must have at least one item");
  const found = wanted.map(({ vpc_uuid: id }) => {
    const vpc = store.resources.in(VPCS).named(String(id));
    if (vpc?.fields.region !== fields.region) throw unprocessable("Failed to resolve VPC");
    return vpc;
  });
  fields.vpcs = wanted.map((one, i) => ({
    ...one,
    gateway_ip: had.find(({ vpc_uuid: id }) => id === one.vpc_uuid)?.gateway_ip ??
      drawFrom(store, found[i] as ResourceRecord).ip_address,
  }));
}

function checkSize({ size }: JsonObject): void {
  if (Number(size) < 1) throw unprocessable("size must be at least 1");
}

function create(c: KindContext, fields: JsonObject): void {
  checkSize(fields);
  takeVpcs(c, fields, []);
}

function update(c: KindContext, { fields }: ResourceRecord, changes: JsonObject): void {
  checkSize(changes);
  if (listOf(changes.vpcs).length === 0) return void delete changes.vpcs;
  changes.region = fields.region as string;
  takeVpcs(c, changes, fields.vpcs as JsonObject[]);
}

/** It has its address when it is up, and not before. */
function transitioned(store: Store, { fields }: ResourceRecord, { set }: PendingChange): void {
  if (set.state !== "ACTIVE") return;
  const { ip_address } = publicV4(store.state.counters.address++);
  fields.egresses = { public_gateways: [{ ipv4: ip_address }] };
}

function view(store: Store, { key, created, updated, fields }: ResourceRecord): JsonObject {
  return {
    id: key,
    // The description's answer to a create has less than what programs wait for.
    state: fields.state as string,
    ...(fields.egresses !== undefined && { egresses: fields.egresses }),
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    project_id: projectOf(store, `do:vpcnatgateway:${key}`),
  };
}

/** What lets droplets of a VPC reach the internet without public addresses. */
export const VPC_NAT_GATEWAY: Kind = {
  path: NAT_GATEWAYS,
  seed: {
    name: "vpc_nat_gateways",
    fields: { name: "string", type: "string", region: "string", size: "number" },
    required: ["name", "type", "region", "size", "vpcs"],
    names: {
      vpcs: { in: VPCS, as: (ids) => ({ vpcs: ids.map((vpc_uuid) => ({ vpc_uuid })) }) },
    },
  },
  missing: "nat gateway with id {} not found",
  defaults: { udp_timeout_seconds: 30, icmp_timeout_seconds: 30, tcp_timeout_seconds: 30 },
  fixed: ["type", "region"],
  transitions: [{ field: "state", from: "NEW", to: "ACTIVE" }],
  deleting: { field: "state", value: "DELETING" },
  create,
  update,
  transitioned,
  view,
};
