import { unprocessable } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { Store } from "../../state/store.ts";
import { overlap, type Range, readRange } from "../ranges.ts";
import { VPCS } from "../vpcs.ts";

const CLUSTER_SUBNET = "10.244.0.0/16";
const SERVICE_SUBNET = "10.245.0.0/16";

function read(name: string, value: unknown): Range {
  const range = readRange(String(value));
  if (range === undefined) throw unprocessable(`${name} must be in CIDR notation`);
  return range;
}

/**
 * Fills in the ranges of a cluster's pods and services where a request leaves them out.
 *
 * @throws {ApiError} 422 if they overlap each other or the network of the VPC.
 */
export function checkSubnets(store: Store, fields: JsonObject): void {
  fields.cluster_subnet ||= CLUSTER_SUBNET;
  fields.service_subnet ||= SERVICE_SUBNET;
  const pods = read("cluster_subnet", fields.cluster_subnet);
  const services = read("service_subnet", fields.service_subnet);
  if (overlap(pods, services)) {
    throw unprocessable("The subnets of the cluster and of its services overlap.");
  }
  const vpc = store.resources.in(VPCS).named(String(fields.vpc_uuid ?? ""));
  const network = vpc && readRange(String(vpc.fields.ip_range));
  if (network && [pods, services].some((range) => overlap(range, network))) {
    throw unprocessable("A subnet of the cluster overlaps the network of its VPC.");
  }
}
