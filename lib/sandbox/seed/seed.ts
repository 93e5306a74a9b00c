import type { Json } from "../state/json.ts";
import type { AccountRecord } from "../state/records.ts";

/** Droplets to begin with; what is left out is taken from a plain droplet in nyc3. */
export interface SeedDroplet {
  /** The name; with a `count` above 1 the droplets are called `name-1`, `name-2` and so on. */
  name: string;
  /** How many of them; 1 if left out. */
  count?: number;
  /** The slug of the region; `nyc3` if left out. */
  region?: string;
  /** The slug of the size; `s-1vcpu-1gb` if left out. */
  size?: string;
  /** The id or slug of the image; `ubuntu-24-04-x64` if left out. */
  image?: number | string;
  /** Whether it is running; `active` if left out. */
  status?: "active" | "off";
  /** Names of tags. */
  tags?: string[];
  /** Ids or fingerprints of SSH keys. */
  ssh_keys?: (number | string)[];
  /** Whether backups are on. */
  backups?: boolean;
  /** Whether it has an IPv6 address. */
  ipv6?: boolean;
  /** Whether monitoring is on. */
  monitoring?: boolean;
  /** The user data. */
  user_data?: string;
  /** Names of snapshots taken of it. */
  snapshots?: string[];
  /** How many backups have been taken of it; more than none turns backups on. */
  backups_taken?: number;
}

/** An SSH key to begin with. */
export interface SeedKey {
  /** The name. */
  name: string;
  /** The line of a `.pub` file. */
  public_key: string;
}

/** A domain to begin with. */
export interface SeedDomain {
  /** The name. */
  name: string;
  /** The address of its first A or AAAA record. */
  ip_address?: string;
  /** More records, each as it would be sent to the API. */
  records?: { type: string; [field: string]: string | number | null }[];
}

/** A private image to begin with, whose droplet no longer exists. */
export interface SeedImage {
  /** The name. */
  name: string;
  /** `snapshot` if left out. */
  type?: "snapshot" | "backup" | "custom";
  /** The slugs of the regions; `nyc3` if left out. */
  regions?: string[];
  /** The distribution; `Ubuntu` if left out. */
  distribution?: string;
  /** In GB; 25 if left out. */
  min_disk_size?: number;
}

/** A floating IP to begin with. */
export interface SeedFloatingIp {
  /** The slug of the region; not needed with a droplet. */
  region?: string;
  /** The name of the droplet that it is assigned to. */
  droplet?: string;
}

/** A resource to begin with: the fields of the request that would make it. */
export type SeedResource = { [field: string]: Json };

/**
 * What a sandbox begins with, in the form of a JSON file. Everything is made the way a
 * request would make it and is checked the same, except that the limits of the account do not
 * count and that droplets are up at once.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox, type SandboxSeed } from "@doapi/doapi/sandbox";
 *
 * const seed: SandboxSeed = {
 *   account: { droplet_limit: 100 },
 *   droplets: [{ name: "web", count: 3, tags: ["web"] }, { name: "db", status: "off" }],
 *   domains: [{ name: "example.com", ip_address: "192.0.2.1" }],
 *   floating_ips: [{ droplet: "web-1" }],
 * };
 * const { droplets } = createSandbox({ seed }).snapshot();
 * assertEquals(droplets.map(({ name }) => name), ["web-1", "web-2", "web-3", "db"]);
 * ```
 */
export interface SandboxSeed {
  /** Fields of the account that differ, such as `droplet_limit`. */
  account?: Partial<
    AccountRecord & {
      /** The same as `floating_ip_limit`, by its name of today. */
      reserved_ip_limit: number;
    }
  >;
  /** SSH keys. */
  keys?: SeedKey[];
  /** Droplets, or how many plain ones: `droplet-1`, `droplet-2` and so on. */
  droplets?: number | SeedDroplet[];
  /** Private images. */
  images?: SeedImage[];
  /** Domains. */
  domains?: SeedDomain[];
  /** Floating IPs. */
  floating_ips?: SeedFloatingIp[];
  /** Names of tags that no resource has yet. */
  tags?: string[];
  /** Database clusters, with lists of `users` and `dbs`; small ones of PostgreSQL in `nyc3`. */
  databases?: SeedResource[];
  /** Projects. */
  projects?: SeedResource[];
  /** VPCs; in `nyc3` unless they say otherwise. */
  vpcs?: SeedResource[];
  /** Container registries, with `repositories` that have `manifests`, which have `tags`. */
  registries?: SeedResource[];
  /** Kubernetes clusters with their `node_pools`; of the latest version unless they say otherwise. */
  kubernetes_clusters?: SeedResource[];
  /** Load balancers; `droplets` are the names of those behind it. */
  load_balancers?: SeedResource[];
  /** Firewalls; `droplets` are the names of those behind it. */
  firewalls?: SeedResource[];
  /** Apps, each with its `spec`. */
  apps?: SeedResource[];
  /** Certificates. */
  certificates?: SeedResource[];
  /** Endpoints of the CDN. */
  cdn_endpoints?: SeedResource[];
  /** Reserved IPv6 addresses, each with its `region_slug`. */
  reserved_ipv6?: SeedResource[];
  /** Address ranges that the account brings to DigitalOcean. */
  byoip_prefixes?: SeedResource[];
  /** Keys for Spaces. */
  spaces_keys?: SeedResource[];
  /** Peerings of VPCs; `vpcs` are the names of both. */
  vpc_peerings?: SeedResource[];
  /** NAT gateways; `vpcs` are the names of those that it serves. */
  vpc_nat_gateways?: SeedResource[];
  /** NFS shares; `vpcs` are the names of those that it is in. */
  nfs?: SeedResource[];
  /** Autoscale pools, with the droplets that they have. */
  autoscale_pools?: SeedResource[];
  /** Namespaces of functions. */
  functions_namespaces?: SeedResource[];
  /** Volumes; `droplet` is the name of the one that it is attached to. */
  volumes?: SeedResource[];
  /**
   * Anything else, by the path of its collection, as the API writes it: what is made by no request
   * too, such as `{"/v2/customers/my/invoices": [{"invoice_uuid": "..."}]}`.
   */
  resources?: { [path: string]: SeedResource[] };
}
