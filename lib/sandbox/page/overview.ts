import type { Sandbox } from "../sandbox.ts";
import type { SandboxState } from "../state/state.ts";

/** What the page shows of a kind of things. */
interface KindCount {
  /** The path that lists them. */
  readonly path: string;
  readonly name: string;
  readonly total: number;
}

/** The lists of the core, by their paths. */
const CORE: readonly (readonly [path: string, name: string, list: keyof SandboxState])[] = [
  ["/v2/droplets", "Droplets", "droplets"],
  ["/v2/images?private=true", "Images", "images"],
  ["/v2/account/keys", "SSH keys", "keys"],
  ["/v2/domains", "Domains", "domains"],
  ["/v2/reserved_ips", "Reserved IPs", "reserved_ips"],
  ["/v2/tags", "Tags", "tags"],
  ["/v2/actions", "Actions", "actions"],
];

function stateOf(sandbox: Sandbox): SandboxState {
  return sandbox.toJSON() as SandboxState;
}

/** What a path lists, as a title: `/v2/vpc_peerings` are "Vpc peerings". */
function nameOf(path: string): string {
  const words = path.replace("/v2/", "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function kinds(state: SandboxState): KindCount[] {
  const core = CORE.map(([path, name, list]) => {
    return { path, name, total: (state[list] as readonly unknown[]).length };
  });
  const rest = Object.entries(state.resources)
    .map(([path, { length: total }]) => ({ path, name: nameOf(path), total }))
    .sort((a, b) => a.path < b.path ? -1 : 1);
  return [...core, ...rest].filter(({ total }) => total > 0);
}

/** What the page shows at all times; of the log, what came after the request of that id. */
export function overview(sandbox: Sandbox, after: string): unknown {
  const { clock, requests } = sandbox;
  const seen = requests.findLastIndex(({ id }) => id === after);
  return {
    now: new Date(clock.now()).toISOString(),
    frozen: clock.frozen,
    kinds: kinds(stateOf(sandbox)),
    faults: sandbox.faults.list(),
    fresh: seen < 0,
    requests: requests.slice(seen + 1),
  };
}

/** The first things of a kind as the API lists them, or as they are kept where it has no list. */
export function items(sandbox: Sandbox, path: string, limit: number, listed: unknown): unknown {
  const answer = Object.entries(listed ?? {});
  const list = answer.find(([, value]) => Array.isArray(value))?.[1] as unknown[] | undefined;
  if (list === undefined) {
    const records = stateOf(sandbox).resources[path] ?? [];
    const fields = records.slice(0, limit).map(({ key, fields }) => ({ id: key, ...fields }));
    return { total: records.length, items: fields };
  }
  const meta = answer.find(([name]) => name === "meta")?.[1] as { total?: number } | undefined;
  return { total: meta?.total ?? list.length, items: list.slice(0, limit) };
}
