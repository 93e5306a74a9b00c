import type { Schema } from "../../api/facts.ts";
import { fieldsOf, type Names, resolve } from "./schema.ts";

// Words of the API's statuses, in the order in which they are looked for, and without what stands
// before them: `ACCESS_POINT_CREATING` is `creating`.
const BEGIN = [
  ...["creating", "new", "provisioning", "configuring", "pending", "pending_build", "queued"],
  ...["waiting", "requested", "validating", "importing", "waiting_for_deployment", "assigning"],
  ...["in_progress", "running_dataset", "checking"],
];

const END = [
  ...["active", "online", "available", "ready", "verified", "provisioned", "completed"],
  ...["succeeded", "successful", "success", "done", "running", "assigned", "joined", "healthy"],
  ...["up", "open", "updated", "ok"],
];

const CANCELED = ["canceled", "cancelled"];

const NAME = /(^|_)(status|state|phase)$/;

/** Whether a field of that name says how far its resource is. */
export function isStatus(name: string): boolean {
  return NAME.test(name);
}

function find(values: readonly unknown[], words: readonly string[]): string | undefined {
  const texts = values.filter((value) => typeof value === "string");
  for (const word of words) {
    const found = texts.find((text) => {
      const plain = text.toLowerCase().replaceAll("-", "_");
      return plain === word || plain.endsWith(`_${word}`);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The values that a status begins and ends with. */
export interface Course {
  readonly from: string;
  readonly to: string;
}

/** The course of a status; undefined if its values have none. */
export function courseOf({ enum: values = [] }: Schema): Course | undefined {
  const to = find(values, END);
  const from = find(values, BEGIN);
  return from !== undefined && to !== undefined && from !== to ? { from, to } : undefined;
}

/** The value of a status of what has been there for long. */
export function finalStatus({ enum: values = [] }: Schema): string | undefined {
  return find(values, END);
}

/** The value of a status of what was called off. */
export function canceledStatus({ enum: values = [] }: Schema): string | undefined {
  return find(values, CANCELED);
}

/** The statuses of an object and of the objects in it, by name: `status`, `status.state`. */
export function statusesOf(schema: Schema, names: Names): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  for (const [name, field] of Object.entries(fieldsOf(schema, names))) {
    const inner = resolve(field, names);
    if (!isStatus(name)) continue;
    if (inner.enum) found.set(name, inner);
    for (const [below, one] of Object.entries(fieldsOf(inner, names))) {
      const status = resolve(one, names);
      if (isStatus(below) && status.enum) found.set(`${name}.${below}`, status);
    }
  }
  return found;
}
