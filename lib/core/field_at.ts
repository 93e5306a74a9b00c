import { exactValue } from "./json.ts";

/**
 * Reads what an object has under a path of fields, such as `"status.state"`; an integer that a
 * number cannot hold is a bigint.
 */
export function fieldAt(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) {
      return undefined;
    }
    found = exactValue(found, name);
  }
  return found;
}
