import type { Json } from "./json.ts";
import type {
  AccountRecord,
  ActionRecord,
  BackupPolicy,
  DnsRecord,
  DomainRecord,
  DropletRecord,
  ImageRecord,
  KeyRecord,
  NetworkRecord,
  ReservedIpRecord,
  TagRecord,
} from "./records.ts";
import {
  anything,
  either,
  flag,
  list,
  mapOf,
  nullable,
  number,
  object,
  type ObjectSchema,
  oneOf,
  text,
  whole,
} from "./schema.ts";

// The interfaces have the documentation of the fields; the compiler refuses a schema that differs.

const NETWORK: ObjectSchema<NetworkRecord> = object({
  ip_address: text,
  netmask: either("a mask or the length of a prefix", text, number),
  gateway: text,
  type: oneOf("public", "private"),
});

const BACKUP_POLICY: ObjectSchema<BackupPolicy> = object({
  plan: oneOf("daily", "weekly"),
  hour: number,
  window_length_hours: number,
  retention_period_days: number,
}, { weekday: text });

/** A droplet. */
export const DROPLET: ObjectSchema<DropletRecord> = object({
  id: number,
  name: text,
  status: oneOf("new", "active", "off", "archive"),
  locked: flag,
  created: number,
  region: text,
  size: text,
  disk: number,
  image_id: number,
  kernel_id: nullable(number),
  ipv6: flag,
  monitoring: flag,
  public_networking: flag,
  backup_policy: nullable(BACKUP_POLICY),
  next_backup: nullable(number),
  backup_ids: list(number),
  snapshot_ids: list(number),
  v4: list(NETWORK),
  v6: list(NETWORK),
  tags: list(text),
  vpc_uuid: text,
  volume_ids: list(text),
  key_ids: list(number),
  user_data: nullable(text),
  host: number,
});

/** An action. */
export const ACTION: ObjectSchema<ActionRecord> = object({
  id: number,
  status: oneOf("in-progress", "completed", "errored"),
  type: text,
  started: number,
  completed: nullable(number),
  due: nullable(number),
  outcome: oneOf("completed", "errored"),
  settled: flag,
  resource_id: number,
  resource_type: text,
  region: nullable(text),
  params: mapOf(anything<Json>()),
});

/** An image. */
export const IMAGE: ObjectSchema<ImageRecord> = object({
  id: number,
  name: text,
  distribution: text,
  slug: nullable(text),
  public: flag,
  regions: list(text),
  created: number,
  min_disk_size: number,
  type: oneOf("base", "snapshot", "backup", "custom"),
  size_gigabytes: number,
  description: text,
  tags: list(text),
  status: oneOf("NEW", "available", "deleted"),
  droplet_id: nullable(number),
});

/** An SSH key. */
export const KEY: ObjectSchema<KeyRecord> = object({
  id: number,
  name: text,
  fingerprint: text,
  public_key: text,
});

/** A domain. */
export const DOMAIN: ObjectSchema<DomainRecord> = object({ id: number, name: text, ttl: number });

/** A DNS record. */
export const DNS_RECORD: ObjectSchema<DnsRecord> = object({
  id: number,
  domain: text,
  type: text,
  name: text,
  data: text,
  priority: nullable(number),
  port: nullable(number),
  ttl: number,
  weight: nullable(number),
  flags: nullable(number),
  tag: nullable(text),
});

/** A floating or reserved IP. */
export const RESERVED_IP: ObjectSchema<ReservedIpRecord> = object({
  id: number,
  ip: text,
  region: text,
  droplet_id: nullable(number),
  locked: flag,
});

/** A tag. */
export const TAG: ObjectSchema<TagRecord> = object({
  id: number,
  name: text,
  last_droplet: nullable(number),
  last_image: nullable(number),
});

/** The account. */
export const ACCOUNT: ObjectSchema<AccountRecord> = object({
  droplet_limit: whole(0),
  floating_ip_limit: whole(0),
  volume_limit: whole(0),
  email: text,
  name: text,
  uuid: text,
  email_verified: flag,
  status: oneOf("active", "warning", "locked"),
  status_message: text,
  team: object({ uuid: text, name: text }),
});
