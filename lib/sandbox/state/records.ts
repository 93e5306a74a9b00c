import type { Json } from "./json.ts";

/** A network interface of a droplet. */
export interface NetworkRecord {
  /** The address. */
  ip_address: string;
  /** A dotted mask for IPv4, the length of the prefix for IPv6. */
  netmask: string | number;
  /** The address of its gateway. */
  gateway: string;
  /** Which of the two networks it is on. */
  type: "public" | "private";
}

/** When and how often a droplet is backed up. */
export interface BackupPolicy {
  /** How often. */
  plan: "daily" | "weekly";
  /** SUN to SAT; only the weekly plan has one. */
  weekday?: string;
  /** The hour (UTC) at which the window opens: 0, 4, 8, 12, 16 or 20. */
  hour: number;
  /** Hours for which the window stays open. */
  window_length_hours: number;
  /** Days that a backup is kept. */
  retention_period_days: number;
}

/** A droplet as the sandbox keeps it. Times are epoch milliseconds. */
export interface DropletRecord {
  /** The id. */
  id: number;
  /** The name. */
  name: string;
  /** The status. */
  status: "new" | "active" | "off" | "archive";
  /** Whether an action is under way that keeps others from starting. */
  locked: boolean;
  /** When it was asked for. */
  created: number;
  /** The slug of its region. */
  region: string;
  /** The slug of its size. */
  size: string;
  /** In GB; smaller than that of the size where a resize kept the disk. */
  disk: number;
  /** The id of its image. */
  image_id: number;
  /** The id of its kernel, if it was changed to one. */
  kernel_id: number | null;
  /** Whether it has, or will have, an IPv6 address. */
  ipv6: boolean;
  /** Whether monitoring is on. */
  monitoring: boolean;
  /** Whether it has, or will have, a public address. */
  public_networking: boolean;
  /** When it is backed up; null if backups are off. */
  backup_policy: BackupPolicy | null;
  /** When the next backup is taken. */
  next_backup: number | null;
  /** Ids of its backups, oldest first. */
  backup_ids: number[];
  /** Ids of its snapshots, oldest first. */
  snapshot_ids: number[];
  /** Its IPv4 interfaces; none until it is up. */
  v4: NetworkRecord[];
  /** Its IPv6 interfaces; none until it is up. */
  v6: NetworkRecord[];
  /** Names of its tags. */
  tags: string[];
  /** The UUID of its VPC. */
  vpc_uuid: string;
  /** Ids of the volumes that are attached to it. */
  volume_ids: string[];
  /** Ids of the SSH keys that it was made with. */
  key_ids: number[];
  /** The user data that it was made with. */
  user_data: string | null;
  /** The number of the machine it runs on: droplets of one host are neighbors. */
  host: number;
}

/** An action as the sandbox keeps it. Times are epoch milliseconds. */
export interface ActionRecord {
  /** The id. */
  id: number;
  /** The status. */
  status: "in-progress" | "completed" | "errored";
  /** What is done, as `power_off`. */
  type: string;
  /** When it began. */
  started: number;
  /** When it ended; null while it has not. */
  completed: number | null;
  /** When it ends; null waits for the clock to be advanced by hand. */
  due: number | null;
  /** How it will end. */
  outcome: "completed" | "errored";
  /** Whether its effect on the resource has been applied. */
  settled: boolean;
  /** The id of the resource; of an IP, its 32-bit number. */
  resource_id: number;
  /** The kind of resource, as `droplet`. */
  resource_type: string;
  /** The slug of the region. */
  region: string | null;
  /** What the request said of it, checked. */
  params: { [key: string]: Json };
}

/** An image as the sandbox keeps it; public ones are in the catalogue, not in the state. */
export interface ImageRecord {
  /** The id. */
  id: number;
  /** The name. */
  name: string;
  /** The distribution. */
  distribution: string;
  /** The slug; private images have none. */
  slug: string | null;
  /** Whether everyone has it. */
  public: boolean;
  /** The slugs of the regions that it can be used in. */
  regions: string[];
  /** When it was made. */
  created: number;
  /** The smallest disk that takes it, in GB. */
  min_disk_size: number;
  /** What it came from. */
  type: "base" | "snapshot" | "backup" | "custom";
  /** Its size in GB. */
  size_gigabytes: number;
  /** The description. */
  description: string;
  /** Names of its tags. */
  tags: string[];
  /** Whether it can be used. */
  status: "NEW" | "available" | "deleted";
  /** The droplet that it was taken from. */
  droplet_id: number | null;
}

/** An SSH key. */
export interface KeyRecord {
  /** The id. */
  id: number;
  /** The name. */
  name: string;
  /** The MD5 fingerprint, as pairs of hex digits with colons between. */
  fingerprint: string;
  /** The line of the `.pub` file. */
  public_key: string;
}

/** A domain; the id is the sandbox's own, the API knows domains by name. */
export interface DomainRecord {
  /** The sandbox's own number. */
  id: number;
  /** The name. */
  name: string;
  /** The default time to live in seconds. */
  ttl: number;
}

/** A record of a domain. */
export interface DnsRecord {
  /** The id. */
  id: number;
  /** The name of its domain. */
  domain: string;
  /** The type, as `MX`. */
  type: string;
  /** The name, relative to the domain; `@` is the domain itself. */
  name: string;
  /** The value; host names without the dot at their end. */
  data: string;
  /** The priority of MX and SRV. */
  priority: number | null;
  /** The port of SRV. */
  port: number | null;
  /** The time to live in seconds. */
  ttl: number;
  /** The weight of SRV. */
  weight: number | null;
  /** The flags of CAA. */
  flags: number | null;
  /** The tag of CAA. */
  tag: string | null;
}

/** A floating or reserved IP: two names for one pool. The id is the sandbox's own. */
export interface ReservedIpRecord {
  /** The sandbox's own number. */
  id: number;
  /** The address. */
  ip: string;
  /** The slug of its region. */
  region: string;
  /** The droplet that it is assigned to. */
  droplet_id: number | null;
  /** Whether an action is under way. */
  locked: boolean;
}

/** A tag; the id is the sandbox's own. */
export interface TagRecord {
  /** The sandbox's own number. */
  id: number;
  /** The name. */
  name: string;
  /** The droplet that was tagged last. */
  last_droplet: number | null;
  /** The image that was tagged last. */
  last_image: number | null;
}

/** The account. */
export interface AccountRecord {
  /** How many droplets there may be. */
  droplet_limit: number;
  /** How many floating and reserved IPs there may be. */
  floating_ip_limit: number;
  /** How many volumes there may be. */
  volume_limit: number;
  /** The address of its owner. */
  email: string;
  /** The name of its owner. */
  name: string;
  /** Its identifier. */
  uuid: string;
  /** Whether the address was confirmed. */
  email_verified: boolean;
  /** Whether it is in order. */
  status: "active" | "warning" | "locked";
  /** Why it is not. */
  status_message: string;
  /** The team that the token belongs to. */
  team: { uuid: string; name: string };
}
