import { readCertificates } from "../rules/x509.ts";
import { ApiError, unprocessable } from "../http/errors.ts";
import type { JsonObject } from "../state/json.ts";
import { uuid } from "../state/random.ts";
import { timestamp } from "../state/clock.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { beginTransitions } from "./engine.ts";
import type { Kind, KindContext } from "./kind.ts";
import { listOf, textsOf } from "./targets.ts";

/** Where certificates are kept. */
export const CERTIFICATES = "/v2/certificates";

const DAY = 86_400_000;

// As long as those of Let's Encrypt are good for.
const LIFETIME = 90 * DAY;

const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;
const PRIVATE_KEY = /-----BEGIN ((RSA|EC) )?PRIVATE KEY-----[\s\S]+-----END/;

/** Takes what a certificate says of itself; the key and the texts are not kept. */
function takeCustom(fields: JsonObject): void {
  const { private_key: key, leaf_certificate: leaf, certificate_chain: chain } = fields;
  for (const name of ["private_key", "leaf_certificate", "certificate_chain"]) delete fields[name];
  if (!key) throw unprocessable("private_key is required");
  if (!leaf) throw unprocessable("leaf_certificate is required");
  if (!PRIVATE_KEY.test(String(key))) throw unprocessable("private_key is not a PEM private key");
  const [facts] = readCertificates(String(leaf)) ?? [];
  if (facts === undefined) throw unprocessable("leaf_certificate is not a PEM certificate");
  if (chain && !readCertificates(String(chain))) {
    throw unprocessable("certificate_chain has something else than PEM certificates");
  }
  fields.dns_names = [...facts.names];
  fields.not_after = timestamp(facts.notAfter);
  fields.sha1_fingerprint = facts.fingerprint;
  fields.state = "verified";
}

function checkNames(fields: JsonObject): void {
  const names = textsOf(fields.dns_names);
  if (names.length === 0) throw unprocessable("dns_names is required");
  const wrong = names.find((name) => !HOST.test(name));
  if (wrong !== undefined) {
    throw unprocessable(`dns_names: ${JSON.stringify(wrong)} is not a domain name`);
  }
}

function create(_c: KindContext, fields: JsonObject): void {
  fields.type ||= fields.leaf_certificate || !fields.dns_names ? "custom" : "lets_encrypt";
  if (fields.type === "custom") takeCustom(fields);
  else checkNames(fields);
}

function created({ store }: KindContext, record: ResourceRecord): void {
  if (record.fields.type !== "lets_encrypt") return;
  beginTransitions(store, record, [{ field: "state", from: "pending", to: "verified" }]);
}

/** Let's Encrypt has issued it. */
function transitioned(store: Store, { key, fields }: ResourceRecord): void {
  fields.not_after = timestamp(store.clock.now() + LIFETIME);
  fields.sha1_fingerprint = (uuid(key, 1) + uuid(key, 2)).replaceAll("-", "").slice(0, 40);
}

/** Whether a load balancer or a CDN endpoint shows itself with a certificate. */
function isUsed(store: Store, id: string): boolean {
  const isIts = (one: unknown): boolean => (one as JsonObject).certificate_id === id;
  const { resources } = store;
  return resources.in("/v2/cdn/endpoints").items.some(({ fields }) => isIts(fields)) ||
    resources.in("/v2/load_balancers").items.some(({ fields }) =>
      listOf(fields.forwarding_rules).some(isIts) || listOf(fields.domains).some(isIts)
    );
}

function remove({ store }: KindContext, { key }: ResourceRecord): void {
  if (!isUsed(store, key)) return;
  const message = "Make sure the certificate is not in use before deleting it";
  throw new ApiError(403, "forbidden", message);
}

/**
 * Refuses a certificate that is not there.
 *
 * @throws {ApiError} 422 if an id names none.
 */
export function checkCertificate(store: Store, id: unknown): void {
  if (!id || store.resources.in(CERTIFICATES).named(String(id))) return;
  throw unprocessable(`certificate ${id} could not be found`);
}

/** TLS certificates: custom ones, and those of Let's Encrypt. */
export const CERTIFICATE: Kind = {
  path: CERTIFICATES,
  seed: {
    name: "certificates",
    fields: {
      name: "string",
      type: "string",
      dns_names: "list",
      private_key: "string",
      leaf_certificate: "string",
      certificate_chain: "string",
    },
    required: ["name"],
  },
  unique: { fields: ["name"], message: "A certificate with this name already exists." },
  // Each kind of certificate has requirements of its own, which `create` checks.
  lenient: ["private_key", "leaf_certificate", "dns_names"],
  create,
  created,
  remove,
  transitioned,
  view: (_store, { key, created }) => ({ id: key, created_at: timestamp(created) }),
};
