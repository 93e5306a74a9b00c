import type { Result } from "../args/result.ts";

/** What commands of the manual print, by the type of the resources. */
export const MANUAL: Readonly<Record<string, Result>> = {
  account: { of: "/v2/account", columns: ["email", "status", "droplet_limit"] },
  action: {
    of: "/v2/actions",
    columns: [
      "id",
      "type",
      "status",
      "resource_type",
      "resource_id",
      "started_at",
      "completed_at",
    ],
  },
  domain: { of: "/v2/domains", columns: ["name", "ttl"] },
  domain_record: {
    of: "/v2/domains/{domain_name}/records",
    columns: ["id", "type", "name", "data", "priority", "port", "weight"],
  },
  droplet: {
    of: "/v2/droplets",
    columns: [
      "id",
      "name",
      "status",
      "public_ip",
      "private_ip",
      "region_slug",
      "size_slug",
      "image_slug",
    ],
  },
  floating_ip: {
    of: "/v2/floating_ips",
    columns: ["ip", "region.slug", "droplet.id", "droplet.name"],
  },
  image: {
    of: "/v2/images",
    columns: ["id", "slug", "name", "type", "distribution", "min_disk_size"],
  },
  region: { of: "/v2/regions", columns: ["slug", "name", "available"] },
  size: {
    of: "/v2/sizes",
    columns: ["slug", "vcpus", "memory", "disk", "price_monthly", "available"],
  },
  ssh_key: { of: "/v2/account/keys", columns: ["id", "name", "fingerprint"] },
};

/** A resource of the manual, for commands that print some that they made or changed. */
export function oneOfType(type: string): Result {
  return MANUAL[type] ?? {};
}

/** A list of resources of the manual, for commands that show some. */
export function listOf(type: string): Result {
  return { ...MANUAL[type], list: true };
}
