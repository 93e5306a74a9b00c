import { isObject } from "../state/json.ts";
import { ACCOUNT } from "../state/record_schemas.ts";
import {
  type Check,
  either,
  exact,
  flag,
  list,
  name,
  number,
  object,
  type ObjectSchema,
  oneOf,
  sentence,
  text,
  value,
  whole,
} from "../state/schema.ts";
import { findRegion } from "./catalogue/regions.ts";
import type {
  SandboxSeed,
  SeedDomain,
  SeedDroplet,
  SeedFloatingIp,
  SeedImage,
  SeedKey,
} from "./seed.ts";

// More would not fit into memory.
const MOST = 1_000_000;

const KEY: ObjectSchema<SeedKey> = object({ name, public_key: text });

const DROPLET: ObjectSchema<SeedDroplet> = object({ name }, {
  count: whole(1, MOST),
  region: text,
  size: text,
  image: either("an id or a slug", number, text),
  status: oneOf("active", "off"),
  tags: list(text),
  ssh_keys: list(either("an id or a fingerprint", number, text)),
  backups: flag,
  ipv6: flag,
  monitoring: flag,
  user_data: text,
  snapshots: list(text),
  backups_taken: whole(0, MOST),
});

const REGION = value<string>(
  "the slug of a region",
  (slug) => typeof slug === "string" && findRegion(slug) !== undefined,
);

const IMAGE: ObjectSchema<SeedImage> = object({ name }, {
  type: oneOf("snapshot", "backup", "custom"),
  regions: list(REGION),
  distribution: text,
  min_disk_size: whole(1, MOST),
});

const DOMAIN: ObjectSchema<SeedDomain> = object({ name }, {
  ip_address: text,
  // Whether its fields are right is seen when it is sent.
  records: list(value<NonNullable<SeedDomain["records"]>[number]>("an object", isObject)),
});

const FLOATING_IP: ObjectSchema<SeedFloatingIp> = object({}, { region: text, droplet: text });

/** The parts that are of the core. */
type CoreSeed = Pick<
  SandboxSeed,
  "account" | "keys" | "droplets" | "images" | "domains" | "floating_ips" | "tags"
>;

const CORE: ObjectSchema<CoreSeed> = object({}, {
  account: exact(object({}, { ...ACCOUNT.fields, reserved_ip_limit: whole(0) })),
  keys: list(exact(KEY)),
  droplets: either(
    `a list or a whole number from 0 to ${MOST}`,
    whole(0, MOST),
    list(exact(DROPLET)),
  ),
  images: list(exact(IMAGE)),
  domains: list(exact(DOMAIN)),
  floating_ips: list(exact(FLOATING_IP)),
  tags: list(text),
});

/**
 * A seed that may be a file that someone wrote: it has the parts, fields and kinds of values that
 * it may have. Whether the values make sense is seen when it is put in.
 *
 * @param kinds What of it is of kinds beyond the core.
 * @throws {Error} If it has not; the message names the field.
 */
export function checkSeed(
  value: unknown,
  kinds: Readonly<Record<string, Check>> = {},
): SandboxSeed {
  const issue = exact(object({}, { ...CORE.fields, ...kinds })).check(value);
  if (issue) throw new Error(sentence("the seed", issue));
  return value as SandboxSeed;
}
