import { reservedIp } from "../../rules/addresses.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { hasDedicatedIp } from "./sizes.ts";
import { domainsIn } from "./spec.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const QUARTER = 90 * 86_400_000;

/** The name by which an app is reached that has no domain of its own. */
function hostOf({ key, fields }: ResourceRecord): string {
  const suffix = Array.from(
    key.slice(0, 8).matchAll(/[0-9a-f]/g),
    ([digit]) => LETTERS[parseInt(digit, 16)],
  ).slice(0, 5).join("");
  return `${(fields.spec as JsonObject).name}-${suffix}.ondigitalocean.app`;
}

/** The domains of an app; one that the live deployment has is ready. */
function domainViews({ key, fields }: ResourceRecord, active: ResourceRecord | undefined) {
  const live = new Set(
    domainsIn((active?.fields.spec ?? {}) as JsonObject).map(({ domain }) => domain),
  );
  return domainsIn(fields.spec as JsonObject).map((spec): JsonObject => {
    const id = uuid(`${key} ${spec.domain}`, 1);
    if (active === undefined || !live.has(spec.domain)) {
      return { id, spec, phase: "PENDING", progress: { steps: [] } };
    }
    return {
      id,
      spec,
      phase: "ACTIVE",
      progress: { steps: [{ name: "default-ingress-ready", status: "SUCCESS" }] },
      certificate_expires_at: timestamp(active.updated + QUARTER),
    };
  });
}

/** The addresses that requests of an app come from, if it has ones of its own. */
function egressViews({ id, key }: ResourceRecord, active: ResourceRecord | undefined) {
  const assigned = active !== undefined && hasDedicatedIp(active.fields.spec as JsonObject);
  return [1, 2].map((number): JsonObject => ({
    id: uuid(`${key} egress`, number),
    ip: reservedIp(2 * id + number),
    status: assigned ? "ASSIGNED" : "ASSIGNING",
  }));
}

/** Where an app is reached, and from where it reaches others. */
export function addressesOf(app: ResourceRecord, active: ResourceRecord | undefined): JsonObject {
  const spec = app.fields.spec as JsonObject;
  const host = hostOf(app);
  const primary = domainsIn((active?.fields.spec ?? {}) as JsonObject)
    .find(({ type }) => type === "PRIMARY");
  const domains = domainViews(app, active);
  const live = String(primary?.domain ?? host);
  const vpc = spec.vpc as JsonObject | undefined;
  return {
    ...(domains.length > 0 && { domains }),
    ...(hasDedicatedIp(spec) && { dedicated_ips: egressViews(app, active) }),
    ...(vpc && { vpc }),
    ...(active && {
      default_ingress: `https://${host}`,
      live_url: `https://${live}`,
      live_url_base: `https://${live}`,
      live_domain: live,
    }),
  };
}
