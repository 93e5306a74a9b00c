import { isObject } from "../state/json.ts";
import { LEDGER } from "../kinds/billing/ledger.ts";
import { uuid } from "../state/random.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { SandboxState } from "../state/state.ts";

/** What differs between two accounts that were made at other times or in another order. */
const VOLATILE: ReadonlySet<string> = new Set([
  "actions",
  "clock",
  "counters",
  "created",
  "created_at",
  "drawn",
  "faults",
  "host",
  "ip",
  "last_droplet",
  "last_image",
  "next_backup",
  "updated",
  "updated_at",
  "v4",
  "v6",
]);

/** UUIDs, and numbers as long as those of droplets, images and keys. */
const IDS = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\b\d{6,}\b/g;

/** Below it are the sandbox's own numbers, which no answer shows. */
const FIRST_ID = 100_000;

/** The text of an account in which ids are numbered in the order in which they come up. */
function essence(state: SandboxState): string {
  const known = new Map<string, string>();
  const number = (id: string): string => {
    const found = known.get(id) ?? `#${known.size}`;
    known.set(id, found);
    return found;
  };
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === "string") return value.replace(IDS, number);
    if (typeof value === "number") return String(value).replace(IDS, number);
    if (!isObject(value)) return value;
    const isNumber = typeof value.id === "number" && value.id < FIRST_ID;
    return Object.keys(value).filter((key) => !VOLATILE.has(key) && !(isNumber && key === "id"))
      .sort()
      .map((key) => [plain(key), plain(value[key])]);
  };
  const { tags, resources, ...rest } = state;
  const lists = Object.entries(resources)
    // What is billed of what is gone is history, as actions are.
    .filter(([path]) => path !== LEDGER)
    .map(([path, records]) => [path, records.filter((record) => !isDefaultVpc(record))] as const)
    .filter(([, records]) => records.length > 0);
  return JSON.stringify(plain({
    ...rest,
    tags: tags.map(({ name }) => name).sort(),
    resources: Object.fromEntries(lists),
  }));
}

/** Whether something is a VPC that is made again when its region is used. */
function isDefaultVpc({ key, fields }: ResourceRecord): boolean {
  return fields.default === true && key === uuid(String(fields.region), 1);
}

/**
 * Whether two accounts are the same for who looks at them, but for ids, times, addresses and the
 * history of actions.
 */
export function isSameAccount(one: SandboxState, other: SandboxState): boolean {
  return essence(one) === essence(other);
}
