import { ApiError } from "./errors.ts";

// What DigitalOcean has and the sandbox has not, by the beginning of its paths.
const LEFT_OUT = [
  "1-clicks",
  "add-ons",
  "apps",
  "billing",
  "byoip_prefixes",
  "cdn",
  "certificates",
  "customers",
  "databases",
  "dedicated-inferences",
  "droplets/autoscale",
  "firewalls",
  "functions",
  "gen-ai",
  "images/[^/]+/account_transfer",
  "kubernetes",
  "load_balancers",
  "monitoring",
  "nfs",
  "organizations",
  "partner_network_connect",
  "projects",
  "registr(y|ies)",
  "reserved_ipv6",
  "security",
  "spaces",
  "uptime",
  "vector-databases",
  "volumes",
  "vpc_nat_gateways",
  "vpc_peerings",
  "vpcs",
];

const PATH = new RegExp(`^/v2/(${LEFT_OUT.join("|")})(/|$)`);

/**
 * Refuses what the API has and the sandbox has not. A 404 would say that the API has no such
 * thing, or has it no more, and some clients take that for an answer.
 *
 * @throws {ApiError} 501 if the path is one of those.
 */
export function refuseLeftOut(method: string, path: string): void {
  if (!PATH.test(path)) return;
  throw new ApiError(
    501,
    "not_implemented",
    `This is a simulator of DigitalOcean, and it does not have ${method} ${path}.`,
  );
}
