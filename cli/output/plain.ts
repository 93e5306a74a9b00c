/** Values as plain JSON, with numbers in their original spelling. */

import { Droplet, encode } from "../../mod.ts";

type Reviver = Parameters<typeof JSON.parse>[1];

/** Functions of JSON that TypeScript's types do not have yet. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): { rawJSON: string };
  isRawJSON(value: unknown): value is { rawJSON: string };
};

/** Keeps the text of a number, which `JSON.stringify` writes again. */
function asWritten(_: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === "number" && source !== undefined ? rawJSON(source) : value;
}

/** Attributes of a droplet beside its fields: the manual's names, and its addresses. */
const ATTRIBUTES: Readonly<Record<string, (droplet: Droplet) => unknown>> = {
  ip_address: (droplet) => droplet.ipAddress,
  public_ip: (droplet) => addressOf(droplet, "public"),
  private_ip: (droplet) => addressOf(droplet, "private"),
  region_slug: (droplet) => droplet.regionSlug,
  image_slug: (droplet) => droplet.imageSlug,
};

/** The names of these attributes. */
export const DROPLET_ATTRIBUTES: readonly string[] = Object.keys(ATTRIBUTES);

function addressOf({ networks }: Droplet, type: string): unknown {
  const all = [...networks?.v4 ?? [], ...networks?.v6 ?? []];
  return all.find((one) => one.type === type)?.ip_address ?? null;
}

/** A value as plain JSON. */
export async function plainOf(value: unknown): Promise<unknown> {
  return JSON.parse(await encode(value), asWritten as Reviver);
}

/** The value at a path of fields and positions, or undefined. */
export function pick(value: unknown, plain: unknown, path: string): unknown {
  if (value instanceof Droplet && Object.hasOwn(ATTRIBUTES, path)) return ATTRIBUTES[path]?.(value);
  if (path === VALUE && !isObject(plain)) return plain;
  let found = plain;
  for (const name of path.split(".")) {
    found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

/** The column of values without fields. */
export const VALUE = "value";

/** Whether plain JSON is an object or a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !isRawJSON(value);
}

/** The text of a number as it came, or null of anything else. */
export function numberText(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return isRawJSON(value) ? value.rawJSON : null;
}

/** Text as it is, lists with commas, objects as JSON, nothing for what is not there. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  const isFlat = Array.isArray(value) && !value.some((item) => item === null || isObject(item));
  return isFlat ? value.map(textOf).join(",") : JSON.stringify(value);
}
