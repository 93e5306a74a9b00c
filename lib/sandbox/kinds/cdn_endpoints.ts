import { timestamp } from "../state/clock.ts";
import { unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { checkCertificate } from "./certificates.ts";
import type { Kind, KindContext } from "./kind.ts";

const ORIGIN = /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9]\.[a-z0-9]+)\.digitaloceanspaces\.com$/;

// Stands for a certificate that DigitalOcean gets by itself for a domain whose DNS is elsewhere.
const FOREIGN = "needs-cloudflare-cert";

const TTLS = [60, 600, 3600, 86_400, 604_800];
const USUAL_TTL = 3600;

function check(store: Store, fields: JsonObject): void {
  const { custom_domain: domain, certificate_id: id } = fields;
  // Go programs send a 0 that they were not given.
  fields.ttl ||= USUAL_TTL;
  if (!TTLS.includes(Number(fields.ttl))) {
    throw unprocessable(`ttl must be one of ${TTLS.join(", ")}`);
  }
  if (id !== FOREIGN) checkCertificate(store, id);
  if (domain && !id) throw unprocessable("custom_domain needs a certificate_id");
}

function create({ store }: KindContext, fields: JsonObject): void {
  if (!ORIGIN.test(String(fields.origin))) {
    throw unprocessable("origin must be a Space: NAME.REGION.digitaloceanspaces.com");
  }
  check(store, fields);
  dropEmpty(fields);
}

/** What is empty is not shown. */
function dropEmpty(fields: JsonObject): void {
  for (const name of ["custom_domain", "certificate_id"]) if (!fields[name]) delete fields[name];
}

/** Without a custom domain there is nothing to have a certificate for. */
function update({ store }: KindContext, record: ResourceRecord, changes: JsonObject): void {
  if (changes.custom_domain === "") changes.certificate_id = "";
  const next = { ...record.fields, ...changes };
  check(store, next);
  changes.ttl = next.ttl as number;
}

function view(_store: Store, { key, created, fields }: ResourceRecord): JsonObject {
  const [, space] = String(fields.origin).match(ORIGIN) ?? [];
  return {
    id: key,
    endpoint: `${space}.cdn.digitaloceanspaces.com`,
    created_at: timestamp(created),
  };
}

/** Content delivery networks before Spaces. */
export const CDN_ENDPOINT: Kind = {
  path: "/v2/cdn/endpoints",
  seed: {
    name: "cdn_endpoints",
    fields: { origin: "string", ttl: "number" },
    required: ["origin"],
  },
  unique: { fields: ["origin"], message: "There is a CDN endpoint for this origin already." },
  lenient: ["ttl"],
  fixed: ["origin"],
  create,
  update,
  updated: (_c, { fields }) => dropEmpty(fields),
  view,
};
