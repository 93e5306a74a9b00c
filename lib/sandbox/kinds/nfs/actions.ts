import { timestamp } from "../../state/clock.ts";
import { conflict, notFound, unprocessable } from "../../http/errors.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import { optionalInteger, requiredString } from "../../http/validate.ts";
import { createResource, dueAfter } from "../engine.ts";
import { textsOf } from "../targets.ts";
import { checkShareSize, checkVpc, readTier, SHARES } from "./rules.ts";
import { NFS_SNAPSHOT, NFS_SNAPSHOTS } from "./snapshots.ts";

type Params = Readonly<Record<string, unknown>>;

/** A VPC of a body that the share has to be attached to. */
function attachedVpc({ fields }: ResourceRecord, params: Params, name: string): string {
  const id = requiredString(params, name);
  if (!textsOf(fields.vpc_ids).includes(id)) {
    throw unprocessable(`the share is not attached to VPC ${id}`);
  }
  return id;
}

function freeVpc({ store }: Context, { fields }: ResourceRecord, params: Params, name: string) {
  const id = requiredString(params, name);
  checkVpc(store, id, fields.region);
  return id;
}

/** What each action changes about a share. */
const CHANGES: Readonly<
  Record<string, (c: Context, share: ResourceRecord, params: Params) => JsonObject>
> = {
  resize: (_c, { fields }, params) => {
    const size = optionalInteger(params, "size_gib") ?? 0;
    checkShareSize(size);
    if (size <= Number(fields.size_gib)) {
      throw unprocessable("size_gib must be larger than that of the share");
    }
    return { size_gib: size };
  },
  switch_performance_tier: (_c, _share, params) => ({
    performance_tier: readTier(params.performance_tier),
  }),
  attach: (c, share, params) => ({
    vpc_ids: [...textsOf(share.fields.vpc_ids), freeVpc(c, share, params, "vpc_id")],
  }),
  detach: (_c, share, params) => {
    const gone = attachedVpc(share, params, "vpc_id");
    return { vpc_ids: textsOf(share.fields.vpc_ids).filter((id) => id !== gone) };
  },
  reassign: (c, share, params) => {
    const gone = attachedVpc(share, params, "old_vpc_id");
    const next = freeVpc(c, share, params, "new_vpc_id");
    return { vpc_ids: textsOf(share.fields.vpc_ids).map((id) => id === gone ? next : id) };
  },
};

/** The snapshot is there at once, since the action's answer is all that names it. */
function takeSnapshot(c: Context, share: ResourceRecord, params: Params): ResourceRecord {
  const { size_gib, region } = share.fields;
  const body = {
    name: requiredString(params, "name"),
    size_gib: size_gib as number,
    region: region as string,
    share_id: share.key,
  };
  return createResource({ ...c, collection: NFS_SNAPSHOTS }, NFS_SNAPSHOT, body);
}

/** Acts on a share; one action at a time. */
export function nfsAction(c: Context): Answer {
  const { store, body, now } = c;
  const share = store.resources.in(SHARES).named(c.params.nfs_id as string);
  if (share === undefined) throw notFound();
  if (share.pending.length > 0) throw conflict("The share already has a pending action.");
  const type = requiredString(body, "type");
  const params = isObject(body.params) ? body.params : {};
  const change = CHANGES[type];
  let resource = share;
  if (change) store.resources.change(share, { at: dueAfter(store), set: change(c, share, params) });
  else resource = takeSnapshot(c, share, params);
  return {
    status: 201,
    body: {
      action: {
        id: uuid("nfs action", store.state.counters.resource++),
        region_slug: share.fields.region,
        resource_id: resource.key,
        resource_type: resource === share ? "SHARE" : "SNAPSHOT",
        started_at: timestamp(now),
        status: "IN_PROGRESS",
        type: type.toUpperCase(),
      },
    },
  };
}
