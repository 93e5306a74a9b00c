import { timestamp } from "../state/clock.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import type { Store } from "../state/store.ts";
import { requiredString } from "../http/validate.ts";
import { createResource } from "./engine.ts";
import type { Kind, KindContext } from "./kind.ts";
import { overlap, type Range, readRange } from "./ranges.ts";
import { PEERINGS, VPCS } from "./vpcs.ts";

function idsOf(fields: JsonObject): string[] {
  return fields.vpc_ids as string[];
}

function create({ store }: KindContext, fields: JsonObject): void {
  const ids = idsOf(fields);
  const vpcs = ids.map((id) => store.resources.in(VPCS).named(id));
  const [one, other] = vpcs;
  if (!one || !other) throw notFound();
  if (one === other) throw unprocessable("A VPC cannot be peered with itself.");
  if (vpcs.some((vpc) => vpc?.fields.region === undefined)) throw notFound();
  const [a, b] = [one, other].map(({ fields }) => readRange(String(fields.ip_range)) as Range);
  if (overlap(a as Range, b as Range)) {
    throw unprocessable("The IP ranges of the VPCs overlap.");
  }
  const peered = store.resources.in(PEERINGS).items
    .some(({ fields }) => ids.every((id) => idsOf(fields).includes(id)));
  if (peered) throw unprocessable("The VPCs are already peered.");
}

function view(_store: Store, { key, created }: ResourceRecord): JsonObject {
  return { id: key, created_at: timestamp(created) };
}

/** Below a VPC the other of the two is named, and the answer has a key of its own. */
function createBelow(c: Context): Answer {
  const vpc = c.store.resources.in(VPCS).named(c.params.vpc_id as string);
  if (vpc === undefined) throw notFound();
  const body = {
    name: requiredString(c.body, "name"),
    vpc_ids: [vpc.key, requiredString(c.body, "vpc_id")],
  };
  const record = createResource({ ...c, collection: PEERINGS }, VPC_PEERING, body);
  return { status: 202, body: { peering: { ...record.fields, ...view(c.store, record) } } };
}

/** What joins two VPCs. */
export const VPC_PEERING: Kind = {
  path: PEERINGS,
  seed: {
    name: "vpc_peerings",
    fields: { name: "string" },
    required: ["name", "vpcs"],
    names: {
      vpcs: { in: VPCS, as: (vpc_ids) => ({ vpc_ids }) },
    },
  },
  unique: { fields: ["name"], message: "A VPC peering with this name already exists." },
  transitions: [{ field: "status", from: "PROVISIONING", to: "ACTIVE" }],
  deleting: { field: "status", value: "DELETING" },
  also: {
    "/v2/vpcs/{}/peerings": ({ params }, { fields }) => idsOf(fields).includes(params.vpc_id ?? ""),
  },
  create,
  view,
  routes: { "POST /v2/vpcs/{vpc_id}/peerings": createBelow },
};
