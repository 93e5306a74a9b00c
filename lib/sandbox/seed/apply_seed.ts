import { addImage } from "../rules/images.ts";
import { each } from "./each.ts";
import type { Answer, Context, Router } from "../http/router.ts";
import { imageFrom, takeBackup } from "../rules/backups.ts";
import { completeNow } from "../rules/due.ts";
import type { DropletRecord, ImageRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { checkSeed } from "./check_seed.ts";
import type { SandboxSeed, SeedDomain, SeedDroplet, SeedFloatingIp, SeedImage } from "./seed.ts";

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
function completeStarted(store: Store): void {
  for (const action of store.started) if (!action.settled) completeNow(store, action);
  store.started = [];
}

function caller(store: Store, router: Router): Call {
  const context = contextOf(store);
  return (method, path, body) => {
    const { route, params } = router.find(method, path);
    store.started = [];
    const answer = route.handler({ ...context, params, body });
    completeStarted(store);
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
    addImage(store, image);
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
  addImage(store, image);
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
  const target = store.droplets.get("name", droplet.toLowerCase());
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
    const checked = checkSeed(seed, store.kinds?.seeds);
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
  store.kinds?.addSeeds(contextOf(store), { ...seed });
  completeStarted(store);
}
