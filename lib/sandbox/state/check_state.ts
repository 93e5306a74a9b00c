import { FAULT } from "../http/fault_rule.ts";
import { copyJson, isObject, type Json } from "./json.ts";
import {
  ACCOUNT,
  ACTION,
  DNS_RECORD,
  DOMAIN,
  DROPLET,
  IMAGE,
  KEY,
  RESERVED_IP,
  TAG,
} from "./record_schemas.ts";
import { type PendingChange, type ResourceRecord, wrongPath } from "./resources.ts";
import {
  anything,
  flag,
  list,
  mapOf,
  nullable,
  number,
  object,
  type ObjectSchema,
  sentence,
  sorted,
  text,
} from "./schema.ts";
import { type Counters, emptyState, type SandboxState } from "./state.ts";

const JSON_OBJECT = mapOf(anything<Json>());

const PENDING_CHANGE: ObjectSchema<PendingChange> = object({
  at: nullable(number),
  set: JSON_OBJECT,
}, { gone: flag });

const RESOURCE: ObjectSchema<ResourceRecord> = object({
  id: number,
  key: text,
  created: number,
  updated: number,
  fields: JSON_OBJECT,
  pending: list(PENDING_CHANGE),
}, { hidden: JSON_OBJECT });

// Numbers that are missing would only show much later, as ids that are NaN.
const COUNTERS: ObjectSchema<Counters> = object({
  droplet: number,
  action: number,
  image: number,
  key: number,
  domain: number,
  record: number,
  reserved_ip: number,
  tag: number,
  resource: number,
  address: number,
  request: number,
  fault: number,
  random: number,
  placed: mapOf(number),
});

const STATE: ObjectSchema<Omit<SandboxState, "version">> = object({
  clock: object({ offset: number, frozen: nullable(number) }),
  counters: COUNTERS,
  account: ACCOUNT,
  droplets: sorted(DROPLET),
  actions: sorted(ACTION),
  images: sorted(IMAGE),
  // In the order in which they went.
  deleted_images: list(IMAGE),
  keys: sorted(KEY),
  domains: sorted(DOMAIN),
  records: sorted(DNS_RECORD),
  reserved_ips: sorted(RESERVED_IP),
  tags: sorted(TAG),
  resources: mapOf(
    sorted(RESOURCE),
    wrongPath,
  ),
  faults: sorted(FAULT),
});

function fail(reason: string): never {
  throw new Error(`Cannot restore the sandbox: ${reason}`);
}

/** A state that may be older than some of its parts, with those of a new account. */
function completed(
  state: Record<string, unknown>,
  { resources, counters: { resource } }: SandboxState,
): Record<string, unknown> {
  const { counters, droplets } = state;
  return {
    resources,
    ...state,
    counters: isObject(counters) ? { resource, ...counters } : counters,
    droplets: Array.isArray(droplets)
      ? droplets.map((droplet) => isObject(droplet) ? { volume_ids: [], ...droplet } : droplet)
      : droplets,
  };
}

/** Checks that no two resources have one number, of whatever kinds they are. */
function checkNumbers({ resources }: SandboxState): void {
  const seen = new Set<number>();
  for (const [path, records] of Object.entries(resources)) {
    for (const { id } of records) {
      if (seen.has(id)) fail(`resources.${path} has the number ${id} again`);
      seen.add(id);
    }
  }
}

/**
 * A deep copy of a state that was checked first.
 *
 * @throws {Error} If the version is another one, or a part is missing or of the wrong kind.
 */
export function checkState(value: unknown): SandboxState {
  if (!isObject(value)) fail("the state is not a JSON object");
  const empty = emptyState();
  const found = completed(value, empty);
  if (found.version !== empty.version) {
    const version = found.version === undefined
      ? "no version"
      : `version ${JSON.stringify(found.version)}`;
    fail(`the state has ${version}, and this code reads version ${empty.version}`);
  }
  const issue = STATE.check(found);
  if (issue) fail(sentence("the state", issue));
  const state = copyJson(found as unknown as SandboxState);
  checkNumbers(state);
  return state;
}
