import { findRegion } from "../seed/catalogue/regions.ts";
import { unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Answer, Context } from "../http/router.ts";
import { createResource } from "./engine.ts";
import type { Kind, KindContext } from "./kind.ts";
import { defaultProject } from "./membership.ts";
import { rangeText, readRange } from "./ranges.ts";

const PREFIXES = "/v2/byoip_prefixes";

// What routers of the internet take.
const SMALLEST = 2 ** 8;

function create({ store }: KindContext, fields: JsonObject): void {
  const range = readRange(String(fields.prefix));
  if (range === undefined || rangeText(range) !== fields.prefix) {
    throw unprocessable("prefix must be a network in CIDR notation");
  }
  if (range.size < SMALLEST) throw unprocessable("prefix must be /24 or shorter");
  if (findRegion(String(fields.region))?.available !== true) {
    throw unprocessable("Region is invalid");
  }
  delete fields.signature;
  Object.assign(fields, {
    name: "",
    validations: [],
    failure_reason: "",
    locked: false,
    advertised: false,
    project_id: defaultProject(store).key,
  });
}

/** Its address is advertised to the internet, or not any longer. */
function update(_c: KindContext, _record: ResourceRecord, changes: JsonObject): void {
  if (typeof changes.advertise === "boolean") changes.advertised = changes.advertise;
  delete changes.advertise;
}

/** The description has the fields of a new prefix in the answer itself; programs read them below. */
function createAnswer(c: Context): Answer {
  const body = c.body as JsonObject;
  const { key, fields } = createResource({ ...c, collection: PREFIXES }, BYOIP_PREFIX, body);
  const { region, status } = fields;
  const prefix = { uuid: key, region, status };
  return { status: 202, body: { ...prefix, byoip_prefix: prefix } };
}

/** Ranges of IP addresses that the account brought along. */
export const BYOIP_PREFIX: Kind = {
  path: PREFIXES,
  seed: {
    name: "byoip_prefixes",
    fields: { prefix: "string", region: "string", signature: "string" },
    required: ["prefix", "region", "signature"],
  },
  key: "uuid",
  unique: { fields: ["prefix"], message: "prefix is already in use" },
  transitions: [{ field: "status", from: "in_progress", to: "active" }],
  create,
  update,
  view: (_store, { key }) => ({ uuid: key }),
  routes: { "POST /v2/byoip_prefixes": createAnswer },
};
