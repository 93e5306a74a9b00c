import { findRegion } from "./catalogue/regions.ts";
import { isObject, jsonType } from "../state/json.ts";
import { checkSeedPart, SEED_PARTS } from "../kinds/seed.ts";
import type { SandboxSeed } from "./seed.ts";
import { emptyState } from "../state/state.ts";

/** What a value of a seed has to be, and how that is said. */
interface Rule {
  readonly fits: (value: unknown) => boolean;
  readonly must: string;
}

type Shape = Readonly<Record<string, Rule>>;

// More would not fit into memory.
const MOST = 1_000_000;

function from(least: number): Rule {
  return {
    fits: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= MOST,
    must: `a whole number from ${least} to ${MOST}`,
  };
}

function oneOf(...words: readonly string[]): Rule {
  return { fits: (value) => words.includes(value as string), must: `one of ${words.join(", ")}` };
}

function listOf(what: string, fits: (value: unknown) => boolean): Rule {
  return { fits: (value) => Array.isArray(value) && value.every(fits), must: `a list of ${what}` };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isIdOrText(value: unknown): boolean {
  return isText(value) || typeof value === "number";
}

function isRegion(value: unknown): boolean {
  return isText(value) && findRegion(value) !== undefined;
}

const TEXT: Rule = { fits: isText, must: "a text" };
const NAME: Rule = {
  fits: (value) => isText(value) && value.trim() !== "",
  must: "a text that is not blank",
};
const FLAG: Rule = { fits: (value) => typeof value === "boolean", must: "true or false" };
const TEXTS: Rule = listOf("texts", isText);

const ITEMS: Readonly<Record<string, Shape>> = {
  keys: { name: NAME, public_key: TEXT },
  droplets: {
    name: NAME,
    count: from(1),
    region: TEXT,
    size: TEXT,
    image: { fits: isIdOrText, must: "an id or a slug" },
    status: oneOf("active", "off"),
    tags: TEXTS,
    ssh_keys: listOf("ids and fingerprints", isIdOrText),
    backups: FLAG,
    ipv6: FLAG,
    monitoring: FLAG,
    user_data: TEXT,
    snapshots: TEXTS,
    backups_taken: from(0),
  },
  images: {
    name: NAME,
    type: oneOf("snapshot", "backup", "custom"),
    regions: listOf("slugs of regions", isRegion),
    distribution: TEXT,
    min_disk_size: from(1),
  },
  domains: { name: NAME, ip_address: TEXT, records: listOf("objects", isObject) },
  floating_ips: { region: TEXT, droplet: TEXT },
};

/** The fields that cannot be left out. */
const NEEDED: ReadonlySet<string> = new Set([
  "keys.name",
  "keys.public_key",
  "droplets.name",
  "images.name",
  "domains.name",
]);

function accountRule(example: unknown): Rule {
  if (typeof example === "number") {
    const fits = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
    return { fits, must: "a whole number" };
  }
  const kind = jsonType(example);
  return { fits: (value) => jsonType(value) === kind, must: kind === "string" ? "a text" : kind };
}

const ACCOUNT: Shape = Object.fromEntries(
  // What the API calls the limit of floating IPs by now.
  Object.entries({ ...emptyState().account, reserved_ip_limit: 0 })
    .map(([key, example]) => [key, accountRule(example)]),
);

function checkFields(where: string, shape: Shape, value: unknown, needs: readonly string[]): void {
  if (!isObject(value)) throw new Error(`${where} is not an object`);
  const keys = Object.keys(value);
  const unknown = keys.find((key) => !Object.hasOwn(shape, key));
  if (unknown !== undefined) {
    const known = Object.keys(shape).join(", ");
    throw new Error(`${where} has an unknown field ${JSON.stringify(unknown)}, none of ${known}`);
  }
  for (const key of new Set([...needs, ...keys])) {
    const { fits, must } = shape[key] as Rule;
    if (value[key] === undefined && !needs.includes(key)) continue;
    if (!fits(value[key])) throw new Error(`${where}.${key} must be ${must}`);
  }
}

function checkItems(part: string, value: unknown): void {
  if (!Array.isArray(value)) throw new Error(`${part} must be a list`);
  for (const [index, item] of value.entries()) {
    const where = `${part}[${index}]`;
    const shape = ITEMS[part];
    if (shape === undefined) {
      if (!isText(item)) throw new Error(`${where} must be a text`);
      continue;
    }
    const needs = Object.keys(shape).filter((key) => NEEDED.has(`${part}.${key}`));
    checkFields(where, shape, item, needs);
  }
}

/**
 * A seed that may be a file that someone wrote: it has the parts, fields and kinds of values that
 * it may have. Whether the values make sense is seen when it is put in.
 *
 * @throws {Error} If it has not; the message names the field.
 */
export function checkSeed(value: unknown): SandboxSeed {
  if (!isObject(value)) throw new Error("the seed is not a JSON object");
  for (const [part, content] of Object.entries(value)) {
    if (content === undefined) continue;
    if (part === "account") checkFields(part, ACCOUNT, content, []);
    else if (part === "droplets" && typeof content === "number") {
      const { fits, must } = from(0);
      if (!fits(content)) throw new Error(`${part} must be a list or ${must}`);
    } else if (part === "tags" || Object.hasOwn(ITEMS, part)) checkItems(part, content);
    else if (SEED_PARTS.includes(part)) checkSeedPart(part, content);
    else {
      const parts = ["account", ...Object.keys(ITEMS), "tags", ...SEED_PARTS].join(", ");
      throw new Error(`${JSON.stringify(part)} is none of ${parts}`);
    }
  }
  return value as SandboxSeed;
}
