import { copyJson, isObject, jsonType } from "./json.ts";
import { withResources, wrongResources } from "./check_resources.ts";
import { emptyState, type SandboxState } from "./state.ts";

/** What a value has to be; with a question mark it may be null too. */
type Kind = "number" | "string" | "boolean" | "list" | "object" | "number?" | "string?" | "object?";

type Shape = Readonly<Record<string, Kind>>;

const DROPLET: Shape = {
  id: "number",
  name: "string",
  status: "string",
  locked: "boolean",
  created: "number",
  region: "string",
  size: "string",
  disk: "number",
  image_id: "number",
  kernel_id: "number?",
  ipv6: "boolean",
  monitoring: "boolean",
  public_networking: "boolean",
  backup_policy: "object?",
  next_backup: "number?",
  backup_ids: "list",
  snapshot_ids: "list",
  v4: "list",
  v6: "list",
  tags: "list",
  vpc_uuid: "string",
  volume_ids: "list",
  key_ids: "list",
  user_data: "string?",
  host: "number",
};

const ACTION: Shape = {
  id: "number",
  status: "string",
  type: "string",
  started: "number",
  completed: "number?",
  due: "number?",
  outcome: "string",
  settled: "boolean",
  resource_id: "number",
  resource_type: "string",
  region: "string?",
  params: "object",
};

const IMAGE: Shape = {
  id: "number",
  name: "string",
  distribution: "string",
  slug: "string?",
  public: "boolean",
  regions: "list",
  created: "number",
  min_disk_size: "number",
  type: "string",
  size_gigabytes: "number",
  description: "string",
  tags: "list",
  status: "string",
  droplet_id: "number?",
};

const RECORD: Shape = {
  id: "number",
  domain: "string",
  type: "string",
  name: "string",
  data: "string",
  priority: "number?",
  port: "number?",
  ttl: "number",
  weight: "number?",
  flags: "number?",
  tag: "string?",
};

const LISTS: Readonly<Record<string, Shape>> = {
  droplets: DROPLET,
  actions: ACTION,
  images: IMAGE,
  deleted_images: IMAGE,
  keys: { id: "number", name: "string", fingerprint: "string", public_key: "string" },
  domains: { id: "number", name: "string", ttl: "number" },
  records: RECORD,
  reserved_ips: {
    id: "number",
    ip: "string",
    region: "string",
    droplet_id: "number?",
    locked: "boolean",
  },
  tags: { id: "number", name: "string", last_droplet: "number?", last_image: "number?" },
  faults: { id: "number", left: "number?" },
};

function fail(reason: string): never {
  throw new Error(`Cannot restore the sandbox: ${reason}`);
}

function checkKind(where: string, value: unknown, kind: string): void {
  const found = jsonType(value);
  if (`${found}?` === kind || found === kind || (found === "null" && kind.endsWith("?"))) return;
  fail(`"${where}" is ${JSON.stringify(value) ?? "missing"}`);
}

// A part is held against that of an empty state; numbers that are missing would only show much
// later, as ids that are NaN.
function checkPart(part: "clock" | "counters" | "account", model: object, value: unknown): void {
  if (!isObject(value)) fail(`"${part}" is not an object`);
  for (const [key, example] of Object.entries(model)) {
    const kind = part === "clock" && key === "frozen" ? "number?" : jsonType(example);
    checkKind(`${part}.${key}`, value[key], kind);
  }
}

function checkList(list: string, shape: Shape, value: unknown): void {
  if (!Array.isArray(value)) fail(`"${list}" is not a list`);
  let last = -Infinity;
  for (const [index, item] of value.entries()) {
    const where = `${list}[${index}]`;
    if (!isObject(item)) fail(`"${where}" is not an object`);
    for (const key in shape) checkKind(`${where}.${key}`, item[key], shape[key] as Kind);
    const id = item.id as number;
    // Lookups halve the list, so that an unsorted one would lose things silently.
    if (id <= last && list !== "deleted_images") {
      fail(`"${list}" is not in the order of its ids`);
    }
    last = id;
  }
}

/**
 * A deep copy of a state that was checked first.
 *
 * @throws {Error} If the version is another one, or a part is missing or of the wrong kind.
 */
export function checkState(given: unknown): SandboxState {
  if (!isObject(given)) fail("the state is not a JSON object");
  const fresh = emptyState();
  const value = withResources(given, fresh);
  if (value.version !== fresh.version) {
    fail(
      `the state has version ${JSON.stringify(value.version)}, ` +
        `and this code reads version ${fresh.version}`,
    );
  }
  for (const part of ["clock", "counters", "account"] as const) {
    checkPart(part, fresh[part], value[part]);
  }
  for (const [list, shape] of Object.entries(LISTS)) checkList(list, shape, value[list]);
  const wrong = wrongResources(value.resources);
  if (wrong !== undefined) fail(wrong);
  return copyJson(value as unknown as SandboxState);
}
