import { isObject, jsonType } from "./json.ts";
import type { SandboxState } from "./state.ts";

type Shape = Readonly<Record<string, string>>;

const RECORD: Shape = {
  id: "number",
  key: "string",
  created: "number",
  updated: "number",
  fields: "object",
  pending: "list",
};

/** A state that may be older than resources of other kinds, with those of a new account. */
export function withResources(
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

function wrongChange(where: string, change: unknown): string | undefined {
  if (!isObject(change)) return `"${where}" is not an object`;
  if (change.at !== null && typeof change.at !== "number") {
    return `"${where}.at" is ${JSON.stringify(change.at) ?? "missing"}`;
  }
  return isObject(change.set) ? undefined : `"${where}.set" is not an object`;
}

function wrongRecord(where: string, record: unknown): string | undefined {
  if (!isObject(record)) return `"${where}" is not an object`;
  for (const [key, kind] of Object.entries(RECORD)) {
    if (jsonType(record[key]) !== kind) {
      return `"${where}.${key}" is ${JSON.stringify(record[key]) ?? "missing"}`;
    }
  }
  for (const [index, change] of (record.pending as unknown[]).entries()) {
    const wrong = wrongChange(`${where}.pending[${index}]`, change);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** What is wrong with the resources of a state; undefined if nothing is. */
export function wrongResources(value: unknown): string | undefined {
  if (!isObject(value)) return '"resources" is not an object';
  const seen = new Set<unknown>();
  for (const [path, list] of Object.entries(value)) {
    if (!path.startsWith("/")) {
      return `"resources" has ${JSON.stringify(path)}, which is not a path`;
    }
    if (!Array.isArray(list)) return `"resources.${path}" is not a list`;
    let last = -Infinity;
    for (const [index, record] of list.entries()) {
      const wrong = wrongRecord(`resources.${path}[${index}]`, record);
      if (wrong !== undefined) return wrong;
      if (seen.has(record.id)) return `"resources.${path}" has the number ${record.id} again`;
      if (record.id <= last) return `"resources.${path}" is not in the order of its ids`;
      seen.add(last = record.id);
    }
  }
  return undefined;
}
