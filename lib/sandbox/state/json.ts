/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** A deep copy of JSON: as text and back, which is quicker than `structuredClone`. */
export function copyJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** What a JSON value is called when it is spoken of: `null`, `list`, `object`, `string` and so on. */
export function jsonType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

/** Whether a value is a JSON object, that is neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
