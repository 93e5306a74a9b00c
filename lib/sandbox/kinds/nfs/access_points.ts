import { timestamp } from "../../state/clock.ts";
import { unprocessable } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { VPCS } from "../vpcs.ts";

const ACCESS_POINTS = "/v2/nfs/access_points";

/** The access points of a share. */
export function accessPointsOf(store: Store, share: string): ResourceRecord[] {
  return store.resources.in(ACCESS_POINTS).items.filter(({ fields }) => fields.share_id === share);
}

/** An access point in the API's JSON. */
export function accessPointView({ key, created, updated, fields }: ResourceRecord): JsonObject {
  return { ...fields, id: key, created_at: timestamp(created), updated_at: timestamp(updated) };
}

function create({ store, parent }: KindContext, fields: JsonObject): void {
  const share = parent as ResourceRecord;
  if (!String(fields.path).startsWith("/")) throw unprocessable("path must begin with a slash");
  const vpc = store.resources.in(VPCS).named(String(fields.vpc_id));
  if (vpc?.fields.region !== share.fields.region) {
    throw unprocessable(`VPC ${fields.vpc_id} is not in the region of the share`);
  }
  fields.share_id = share.key;
  fields.is_default = false;
}

/** What directories of shares are seen through. */
export const NFS_ACCESS_POINT: Kind = {
  path: ACCESS_POINTS,
  also: {
    "/v2/nfs/shares/{}/access_points": ({ params }, { fields }) =>
      fields.share_id === params.share_id,
  },
  unique: {
    fields: ["share_id", "name"],
    message: "An access point with this name already exists for this share.",
  },
  transitions: [{
    field: "status",
    from: "ACCESS_POINT_CREATING",
    to: "ACCESS_POINT_ACTIVE",
  }],
  create,
  view: (_store, record) => accessPointView(record),
};
