import type { FaultState } from "../http/fault_rule.ts";
import type {
  AccountRecord,
  ActionRecord,
  DnsRecord,
  DomainRecord,
  DropletRecord,
  ImageRecord,
  KeyRecord,
  ReservedIpRecord,
  TagRecord,
} from "./records.ts";
import { FIRST_PROJECT, PROJECTS } from "../kinds/membership.ts";
import type { ResourceLists } from "./resources.ts";

// The version of the state that this code writes and reads.
const STATE_VERSION = 1;

// Before anything that a sandbox is used for.
const ACCOUNT_CREATED = Date.UTC(2016, 10, 1);

/** The next number of everything that is numbered, so that answers are repeatable. */
export interface Counters {
  /** Of droplets. */
  droplet: number;
  /** Of actions. */
  action: number;
  /** Of private images. */
  image: number;
  /** Of SSH keys. */
  key: number;
  /** Of domains. */
  domain: number;
  /** Of the records of domains. */
  record: number;
  /** Of floating and reserved IPs. */
  reserved_ip: number;
  /** Of tags. */
  tag: number;
  /** Of resources of all other kinds. */
  resource: number;
  /** Of droplets' addresses. */
  address: number;
  /** Of requests. */
  request: number;
  /** Of fault rules. */
  fault: number;
  /** Of draws for faults with a probability. */
  random: number;
  /** How many droplets each region has placed so far. */
  placed: { [region: string]: number };
}

/**
 * Everything that a sandbox knows, as plain JSON: what `snapshot()` gives and `restore()` takes.
 * The request log and the windows of the rate limit are not part of it.
 */
export interface SandboxState {
  /** The version of this shape. */
  version: 1;
  /** `offset` is what was advanced by hand, `frozen` the time at which the clock stands, in ms. */
  clock: { offset: number; frozen: number | null };
  /** The next number of everything. */
  counters: Counters;
  /** The account. */
  account: AccountRecord;
  /** Droplets, in the order of their ids, as every list here. */
  droplets: DropletRecord[];
  /** Actions. */
  actions: ActionRecord[];
  /** Private images that exist. */
  images: ImageRecord[];
  /** Private images that were deleted while a droplet still refers to them. */
  deleted_images: ImageRecord[];
  /** SSH keys. */
  keys: KeyRecord[];
  /** Domains. */
  domains: DomainRecord[];
  /** Records of the domains. */
  records: DnsRecord[];
  /** Floating and reserved IPs. */
  reserved_ips: ReservedIpRecord[];
  /** Tags. */
  tags: TagRecord[];
  /** Resources of all other kinds, by the path of their collection. */
  resources: ResourceLists;
  /** Fault rules in force. */
  faults: FaultState[];
}

/** The state of a new account: nothing but a project in it, and a droplet limit of 25. */
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
      resource: 2,
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
    resources: {
      [PROJECTS]: [{
        id: 1,
        key: FIRST_PROJECT,
        created: ACCOUNT_CREATED,
        updated: ACCOUNT_CREATED,
        fields: {
          name: "first-project",
          description: "Update your project information under Settings",
          purpose: "Just trying out DigitalOcean",
          environment: "Development",
          is_default: true,
        },
        pending: [],
      }],
    },
    faults: [],
  };
}
