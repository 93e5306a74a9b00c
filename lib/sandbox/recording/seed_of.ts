import { seedsOfKinds } from "../kinds/seed_of.ts";
import { requestOf } from "../rules/dns.ts";
import { findImage } from "../rules/images.ts";
import type {
  SandboxSeed,
  SeedDomain,
  SeedDroplet,
  SeedFloatingIp,
  SeedImage,
} from "../seed/seed.ts";
import type { DomainRecord, DropletRecord } from "../state/records.ts";
import { emptyState, type SandboxState } from "../state/state.ts";
import { Store } from "../state/store.ts";

// What seeds have without saying so.
const REGION = "nyc3";
const SIZE = "s-1vcpu-1gb";
const IMAGE = "ubuntu-24-04-x64";
const DISTRIBUTION = "Ubuntu";
const MIN_DISK = 25;

/** The fields of a seed that are neither empty nor a default. */
function telling<T extends object>(fields: T): T {
  const entries = Object.entries(fields).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false && value !== 0
  );
  return Object.fromEntries(entries) as T;
}

/** What is not what it would be without being said. */
function unless<T>(value: T, otherwise: T): T | undefined {
  return value === otherwise ? undefined : value;
}

function imagesNamed({ images }: Store, ids: readonly number[]): string[] {
  return ids.map((id) => images.find(id)?.name).filter((name) => name !== undefined);
}

function dropletSeed(store: Store, droplet: DropletRecord): SeedDroplet {
  const { name, region, size, status, tags, key_ids, ipv6, monitoring, user_data } = droplet;
  const image = findImage(store, droplet.image_id);
  return telling({
    name,
    region: unless(region, REGION),
    size: unless(size, SIZE),
    image: unless<string | number>(image?.slug ?? droplet.image_id, IMAGE),
    status: status === "off" ? status : undefined,
    tags,
    ssh_keys: key_ids.map((id) => store.keys.find(id)?.fingerprint ?? id),
    backups: droplet.backup_policy !== null && droplet.backup_ids.length === 0,
    ipv6,
    monitoring,
    user_data: user_data ?? undefined,
    snapshots: imagesNamed(store, droplet.snapshot_ids),
    backups_taken: droplet.backup_ids.length,
  }) as SeedDroplet;
}

/** The private images that come with no droplet. */
function imageSeeds({ images, droplets }: Store): SeedImage[] {
  const others = images.items.filter(({ droplet_id: id }) => id === null || !droplets.find(id));
  return others.map(({ name, type, regions, distribution, min_disk_size }) =>
    telling({
      name,
      type: type === "base" ? undefined : unless(type, "snapshot"),
      regions: regions.join() === REGION ? [] : regions,
      distribution: unless(distribution, DISTRIBUTION),
      min_disk_size: unless(min_disk_size, MIN_DISK),
    }) as SeedImage
  );
}

function domainSeed({ records }: Store, { name }: DomainRecord): SeedDomain {
  const own = records.all("domain", name).items
    .filter(({ type, data }) => type !== "SOA" && !/^ns[123]\.digitalocean\.com$/.test(data));
  return telling({ name, records: own.map(requestOf) }) as SeedDomain;
}

function ipSeeds({ reservedIps, droplets }: Store): SeedFloatingIp[] {
  return reservedIps.items.map(({ region, droplet_id: id }) => {
    const droplet = id === null ? undefined : droplets.find(id)?.name;
    return droplet === undefined ? { region } : { droplet };
  });
}

function accountSeed({ state }: Store): SandboxSeed["account"] {
  const usual = emptyState().account;
  const other = Object.entries(state.account)
    .filter(([key, value]) =>
      JSON.stringify(value) !== JSON.stringify(usual[key as keyof typeof usual])
    );
  return other.length > 0 ? Object.fromEntries(other) : undefined;
}

/** Whether a droplet comes with something else: a node of a cluster, a member of a pool. */
function isMade({ tags }: DropletRecord): boolean {
  return tags.some((tag) => tag.startsWith("k8s:"));
}

/**
 * The seed of an account such as one that is there, as a person would write it: what goes without
 * saying is left out, and ids, times and addresses are those that a seed gives.
 */
export function seedOf(state: SandboxState): SandboxSeed {
  const now = (): number => 0;
  const options = { now, actionTime: 0, statusLag: 0, listLag: 0, limited: false };
  const store = new Store(state, options);
  const used = new Set([...store.droplets.items, ...store.images.items].flatMap((i) => i.tags));
  return telling({
    account: accountSeed(store),
    keys: store.keys.items.map(({ name, public_key }) => ({ name, public_key })),
    droplets: store.droplets.items.filter((one) => !isMade(one))
      .map((droplet) => dropletSeed(store, droplet)),
    images: imageSeeds(store),
    domains: store.domains.items.map((domain) => domainSeed(store, domain)),
    floating_ips: ipSeeds(store),
    tags: store.tags.items.map(({ name }) => name).filter((name) => !used.has(name)),
    ...seedsOfKinds(store),
  }) as SandboxSeed;
}
