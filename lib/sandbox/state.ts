import type { Json } from "./json.ts";
import type { FaultState } from "./faults.ts";

/** The version of {@linkcode SandboxState} that this code writes and reads. */
export const STATE_VERSION = 1;

/** A network interface of a droplet. */
export interface NetworkRecord {
  ip_address: string;
  /** A dotted mask for IPv4, the length of the prefix for IPv6. */
  netmask: string | number;
  gateway: string;
  type: "public" | "private";
}

/** When and how often a droplet is backed up. */
export interface BackupPolicy {
  plan: "daily" | "weekly";
  /** SUN to SAT; only the weekly plan has one. */
  weekday?: string;
  /** The hour (UTC) at which the window opens: 0, 4, 8, 12, 16 or 20. */
  hour: number;
  window_length_hours: number;
  retention_period_days: number;
}

/** A droplet as the sandbox keeps it. Times are epoch milliseconds. */
export interface DropletRecord {
  id: number;
  name: string;
  status: "new" | "active" | "off" | "archive";
  locked: boolean;
  created: number;
  region: string;
  size: string;
  /** In GB; trails the size when a resize left the disk alone. */
  disk: number;
  image_id: number;
  kernel_id: number | null;
  ipv6: boolean;
  monitoring: boolean;
  public_networking: boolean;
  backup_policy: BackupPolicy | null;
  next_backup: number | null;
  backup_ids: number[];
  snapshot_ids: number[];
  v4: NetworkRecord[];
  v6: NetworkRecord[];
  tags: string[];
  vpc_uuid: string;
  key_ids: number[];
  user_data: string | null;
  /** The number of the machine it runs on: droplets of one host are neighbors. */
  host: number;
}

/** An action as the sandbox keeps it. Times are epoch milliseconds. */
export interface ActionRecord {
  id: number;
  status: "in-progress" | "completed" | "errored";
  type: string;
  started: number;
  completed: number | null;
  /** When it ends; null waits for the clock to be advanced by hand. */
  due: number | null;
  /** How it will end. */
  outcome: "completed" | "errored";
  /** Whether its effect on the resource has been applied. */
  settled: boolean;
  resource_id: number;
  resource_type: string;
  region: string | null;
  params: { [key: string]: Json };
}

/** An image as the sandbox keeps it; public ones are in the catalogue, not in the state. */
export interface ImageRecord {
  id: number;
  name: string;
  distribution: string;
  slug: string | null;
  public: boolean;
  regions: string[];
  created: number;
  min_disk_size: number;
  type: "base" | "snapshot" | "backup" | "custom";
  size_gigabytes: number;
  description: string;
  tags: string[];
  status: "NEW" | "available" | "deleted";
  /** The droplet that it was taken from. */
  droplet_id: number | null;
}

/** An SSH key. */
export interface KeyRecord {
  id: number;
  name: string;
  fingerprint: string;
  public_key: string;
}

/** A domain; the id is the sandbox's own, the API knows domains by name. */
export interface DomainRecord {
  id: number;
  name: string;
  ttl: number;
}

/** A record of a domain. */
export interface DnsRecord {
  id: number;
  domain: string;
  type: string;
  name: string;
  data: string;
  priority: number | null;
  port: number | null;
  ttl: number;
  weight: number | null;
  flags: number | null;
  tag: string | null;
}

/** A floating or reserved IP: two names for one pool. The id is the sandbox's own. */
export interface ReservedIpRecord {
  id: number;
  ip: string;
  region: string;
  droplet_id: number | null;
  locked: boolean;
}

/** A tag; the id is the sandbox's own. */
export interface TagRecord {
  id: number;
  name: string;
  /** What was tagged last, per kind of resource. */
  last_droplet: number | null;
  last_image: number | null;
}

/** The account. */
export interface AccountRecord {
  droplet_limit: number;
  floating_ip_limit: number;
  volume_limit: number;
  email: string;
  name: string;
  uuid: string;
  email_verified: boolean;
  status: "active" | "warning" | "locked";
  status_message: string;
  team: { uuid: string; name: string };
}

/** The next number of everything that is numbered: what makes answers repeatable. */
export interface Counters {
  droplet: number;
  action: number;
  image: number;
  key: number;
  domain: number;
  record: number;
  reserved_ip: number;
  tag: number;
  address: number;
  request: number;
  fault: number;
  random: number;
  /** How many droplets each region has placed so far. */
  placed: { [region: string]: number };
}

/**
 * Everything that a sandbox knows, as plain JSON: what `snapshot()` gives and `restore()` takes.
 * The request log and the windows of the rate limit are not part of it.
 */
export interface SandboxState {
  version: typeof STATE_VERSION;
  /** `offset` is what was advanced by hand, `frozen` the time at which the clock stands, in ms. */
  clock: { offset: number; frozen: number | null };
  counters: Counters;
  account: AccountRecord;
  droplets: DropletRecord[];
  actions: ActionRecord[];
  /** Private images that exist. */
  images: ImageRecord[];
  /** Private images that are gone while a droplet still names them. */
  deleted_images: ImageRecord[];
  keys: KeyRecord[];
  domains: DomainRecord[];
  records: DnsRecord[];
  reserved_ips: ReservedIpRecord[];
  tags: TagRecord[];
  faults: FaultState[];
}

const LISTS = [
  "droplets",
  "actions",
  "images",
  "deleted_images",
  "keys",
  "domains",
  "records",
  "reserved_ips",
  "tags",
  "faults",
] as const;

/** The state of a new account: nothing in it, and a droplet limit of 25. */
export function emptyState(): SandboxState {
  return {
    version: STATE_VERSION,
    clock: { offset: 0, frozen: null },
    counters: {
      droplet: 3164001,
      action: 36804001,
      image: 7938001,
      key: 512001,
      domain: 1,
      record: 3352001,
      reserved_ip: 1,
      tag: 1,
      address: 0,
      request: 1,
      fault: 1,
      random: 20161101,
      placed: {},
    },
    account: {
      droplet_limit: 25,
      floating_ip_limit: 5,
      volume_limit: 100,
      email: "sammy@example.com",
      name: "Sammy the Shark",
      uuid: "b6fr89dbf6d9156cace5f3c78dc9851d",
      email_verified: true,
      status: "active",
      status_message: "",
      team: { uuid: "5df3e3004a17e242b7c20ca6c9fc25b701a47ece", name: "My Team" },
    },
    droplets: [],
    actions: [],
    images: [],
    deleted_images: [],
    keys: [],
    domains: [],
    records: [],
    reserved_ips: [],
    tags: [],
    faults: [],
  };
}

/**
 * A deep copy of a state that was checked first.
 *
 * @throws {Error} If the version is another one, or a part is missing or of the wrong kind.
 */
export function checkState(value: unknown): SandboxState {
  const state = value as Partial<SandboxState> | null;
  if (typeof state !== "object" || state === null || Array.isArray(state)) {
    throw new Error("Cannot restore the sandbox: the state is not a JSON object");
  }
  if (state.version !== STATE_VERSION) {
    throw new Error(
      `Cannot restore the sandbox: the state has version ${JSON.stringify(state.version)}, ` +
        `and this code reads version ${STATE_VERSION}`,
    );
  }
  const fresh = emptyState();
  for (const part of ["clock", "counters", "account"] as const) {
    checkLike(fresh[part], state[part], part);
  }
  for (const list of LISTS) checkList(state[list], list);
  return structuredClone(state as SandboxState);
}

// Numbers that are missing would only show much later, as ids that are NaN.
function checkLike(model: object, value: unknown, part: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`Cannot restore the sandbox: "${part}" is not an object`);
  }
  for (const [key, example] of Object.entries(model)) {
    const found = (value as Record<string, unknown>)[key];
    const nullable = part === "clock" && key === "frozen" && typeof found === "number";
    if (typeof found !== typeof example && !nullable) {
      throw new Error(
        `Cannot restore the sandbox: "${part}.${key}" is ${JSON.stringify(found) ?? "missing"}`,
      );
    }
  }
}

function checkList(value: unknown, list: string): void {
  if (!Array.isArray(value)) throw new Error(`Cannot restore the sandbox: "${list}" is not a list`);
  let last = -Infinity;
  for (const [index, item] of value.entries()) {
    const id = (item as { id?: unknown } | null)?.id;
    if (typeof id !== "number") {
      throw new Error(`Cannot restore the sandbox: ${list}[${index}] has no id`);
    }
    // Lookups halve the list, so that an unsorted one would lose things silently.
    if (id <= last && list !== "deleted_images") {
      throw new Error(`Cannot restore the sandbox: "${list}" is not in the order of its ids`);
    }
    last = id;
  }
}
