import { imageFrom, takeBackup } from "../rules/backups.ts";
import { checkSeed } from "./check_seed.ts";
import type { Json } from "../state/json.ts";
import { addSeedParts, each } from "../kinds/seed.ts";
import type { Answer, Context, Router } from "../http/router.ts";
import { completeNow } from "../rules/due.ts";
import type { AccountRecord, DropletRecord, ImageRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";

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

/** A private image to begin with, one that no droplet is left of. */
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
 * What is put into a sandbox in one go, as a JSON file can say it. Everything is made the way a
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
  /** Facts of the account that differ, as `droplet_limit`. */
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
  /** Names of tags that are on nothing yet. */
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
  /** Volumes; `droplet` is the name of the one that it is attached to. */
  volumes?: SeedResource[];
  /**
   * Anything else, by the path of its collection, as the API writes it: what is made by no request
   * too, such as `{"/v2/customers/my/invoices": [{"invoice_uuid": "..."}]}`.
   */
  resources?: { [path: string]: SeedResource[] };
}

type Body = Record<string, unknown>;
type Call = (method: string, path: string, body: Body) => Answer;

function contextOf(store: Store): Context {
  const url = new URL("https://api.digitalocean.com/");
  return {
    store,
    url,
    query: url.searchParams,
    headers: new Headers(),
    params: {},
    body: {},
    now: store.clock.now(),
  };
}

/** Lets actions take effect that something in the seed has started. */
function completeMade(store: Store): void {
  for (const action of store.made) if (!action.settled) completeNow(store, action);
  store.made = [];
}

function caller(store: Store, router: Router): Call {
  const context = contextOf(store);
  return (method, path, body) => {
    const { route, params } = router.find(method, path);
    store.made = [];
    const answer = route.handler({ ...context, params, body });
    completeMade(store);
    return answer;
  };
}

function seedDroplet(store: Store, call: Call, seed: SeedDroplet): void {
  const { name, count = 1, status = "active", snapshots = [], backups_taken = 0, ...rest } = seed;
  for (let i = 1; i <= count; i++) {
    const { body } = call("POST", "/v2/droplets", {
      region: "nyc3",
      size: "s-1vcpu-1gb",
      image: "ubuntu-24-04-x64",
      ...rest,
      backups: rest.backups === true || backups_taken > 0,
      name: count === 1 ? name : `${name}-${i}`,
    });
    const droplet = store.droplet((body as { droplet: { id: number } }).droplet.id);
    droplet.status = status;
    addImages(store, droplet, snapshots, backups_taken);
  }
}

function addImages(
  store: Store,
  droplet: DropletRecord,
  snapshots: readonly string[],
  backups: number,
): void {
  const now = store.clock.now();
  for (const name of snapshots) {
    const image = imageFrom(store, droplet, "snapshot", name, now);
    store.addImage(image);
    droplet.snapshot_ids.push(image.id);
  }
  for (let i = 0; i < backups; i++) takeBackup(store, droplet, now);
}

function seedImage(store: Store, seed: SeedImage): void {
  const image: ImageRecord = {
    id: store.state.counters.image++,
    name: seed.name,
    distribution: seed.distribution ?? "Ubuntu",
    slug: null,
    public: false,
    regions: [...(seed.regions ?? ["nyc3"])],
    created: store.clock.now(),
    min_disk_size: seed.min_disk_size ?? 25,
    type: seed.type ?? "snapshot",
    size_gigabytes: 1,
    description: "",
    tags: [],
    status: "available",
    droplet_id: null,
  };
  store.addImage(image);
}

function seedDomain(call: Call, { records = [], ...domain }: SeedDomain): void {
  call("POST", "/v2/domains", { ...domain });
  const path = `/v2/domains/${encodeURIComponent(domain.name)}/records`;
  each("records", records, (record) => call("POST", path, record));
}

function seedFloatingIp(store: Store, call: Call, { region, droplet }: SeedFloatingIp): void {
  if (droplet === undefined) {
    call("POST", "/v2/floating_ips", { region: region ?? "nyc3" });
    return;
  }
  const target = store.dropletsByName.get(droplet.toLowerCase()).items[0];
  if (target === undefined) throw new Error(`there is no droplet named ${JSON.stringify(droplet)}`);
  call("POST", "/v2/floating_ips", { droplet_id: target.id });
}

/**
 * Puts a seed into a store.
 *
 * @throws {Error} If a part is unknown or something in it is refused; the message says which.
 */
export function applySeed(store: Store, router: Router, seed: SandboxSeed): void {
  try {
    const checked = checkSeed(seed);
    store.withoutLimits(() => putIn(store, router, checked));
  } catch (error) {
    throw new Error(`Cannot seed the sandbox: ${(error as Error).message}`, { cause: error });
  }
}

function putIn(store: Store, router: Router, seed: SandboxSeed): void {
  const call = caller(store, router);
  const { reserved_ip_limit, ...given } = seed.account ?? {};
  const limit = reserved_ip_limit === undefined ? {} : { floating_ip_limit: reserved_ip_limit };
  store.state.account = { ...store.state.account, ...given, ...limit };
  const { droplets } = seed;
  each("keys", seed.keys, (key) => call("POST", "/v2/account/keys", { ...key }));
  each(
    "droplets",
    typeof droplets === "number" ? [{ name: "droplet", count: droplets }] : droplets,
    (droplet) => seedDroplet(store, call, droplet),
  );
  each("images", seed.images, (image) => seedImage(store, image));
  each("domains", seed.domains, (domain) => seedDomain(call, domain));
  each("floating_ips", seed.floating_ips, (ip) => seedFloatingIp(store, call, ip));
  each("tags", seed.tags, (tag) => call("POST", "/v2/tags", { name: tag }));
  addSeedParts(contextOf(store), { ...seed });
  completeMade(store);
}
