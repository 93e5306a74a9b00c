import { findRegion } from "../../seed/catalogue/regions.ts";
import { timestamp } from "../../state/clock.ts";
import { unprocessable } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { PendingChange, ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { forget } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { textsOf } from "../targets.ts";
import { drawFrom, VPCS } from "../vpcs.ts";
import { accessPointsOf, accessPointView } from "./access_points.ts";
import { nfsAction } from "./actions.ts";
import { checkShareSize, checkVpc, readTier, SHARES } from "./rules.ts";

function create({ store }: KindContext, fields: JsonObject): void {
  if (findRegion(String(fields.region))?.available !== true) {
    throw unprocessable("Region is invalid");
  }
  fields.size_gib = Number(fields.size_gib);
  checkShareSize(fields.size_gib);
  fields.performance_tier = readTier(fields.performance_tier || "standard");
  const ids = [...new Set(textsOf(fields.vpc_ids))];
  if (ids.length === 0) throw unprocessable("vpc_ids must have at least one item");
  for (const id of ids) checkVpc(store, id, fields.region);
  fields.vpc_ids = ids;
}

/** It can be mounted when it is up, and not before. */
function transitioned(store: Store, { key, fields }: ResourceRecord, { set }: PendingChange): void {
  if (set.status !== "ACTIVE") return;
  const vpc = store.resources.in(VPCS).named(textsOf(fields.vpc_ids)[0] ?? "");
  if (vpc) fields.host = drawFrom(store, vpc).ip_address;
  fields.mount_path = `/258992/${key}`;
}

function remove({ store }: KindContext, { key }: ResourceRecord): void {
  for (const point of accessPointsOf(store, key)) forget(store, point);
}

function view(store: Store, { key, created }: ResourceRecord): JsonObject {
  const points = accessPointsOf(store, key);
  return {
    id: key,
    created_at: timestamp(created),
    ...(points.length > 0 && { access_points: points.map(accessPointView) }),
  };
}

/** Network file shares. */
export const NFS_SHARE: Kind = {
  path: SHARES,
  seed: {
    name: "nfs",
    fields: { name: "string", size_gib: "number", region: "string", performance_tier: "string" },
    required: ["name", "size_gib", "region", "vpcs"],
    names: {
      vpcs: { in: VPCS, as: (vpc_ids) => ({ vpc_ids }) },
    },
  },
  transitions: [{ field: "status", from: "CREATING", to: "ACTIVE" }],
  create,
  transitioned,
  remove,
  view,
  routes: { "POST /v2/nfs/{nfs_id}/actions": nfsAction },
};
