import type { ResourceRecord } from "../../../lib/sandbox/state/resources.ts";
import type { Sandbox, SandboxState } from "@doapi/doapi/sandbox";

export const NODE_POOL = { name: "default", size: "s-1vcpu-2gb", count: 1 };

/** The key of what was made last in a collection, by what a tour makes there if it is empty. */
export function latest(sandbox: Sandbox, path: string): string {
  return stateOf(sandbox).resources[path]?.at(-1)?.key ?? put(sandbox, path);
}

export function collected(sandbox: Sandbox): boolean {
  sandbox.advance(1);
  return true;
}

/** Puts something where no request would, or not so. */
export function put(
  sandbox: Sandbox,
  path: string,
  more: (id: number) => Partial<ResourceRecord> = () => ({}),
): string {
  const state = sandbox.snapshot();
  const id = state.counters.resource++;
  const [created, updated] = [sandbox.clock.now(), sandbox.clock.now()];
  const key = crypto.randomUUID();
  const record = { id, key, created, updated, fields: {}, pending: [], ...more(id) };
  const others = (state.resources[path] ?? []).filter((other) => other.key !== record.key);
  state.resources[path] = [...others, record];
  sandbox.restore(state);
  return record.key;
}

let made = 0;

/** What a sandbox knows, to look at and not to keep. */
export function stateOf(sandbox: Sandbox): SandboxState {
  return sandbox.toJSON() as SandboxState;
}

export function unique(name: string): string {
  return `${name}-${serial()}`;
}

export function vpcs(sandbox: Sandbox): string[] {
  return (stateOf(sandbox).resources["/v2/vpcs"] ?? []).map(({ key }) => key);
}

export function serial(): number {
  return ++made;
}
