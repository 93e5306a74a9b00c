import type { Operation } from "../../../lib/api/facts.ts";
import { OPERATIONS } from "../../../lib/api/operations.ts";

/** The operation that lists what is at a path. */
export function listAt(path: string): Operation | undefined {
  return Object.values(OPERATIONS).find((one) =>
    one.method === "GET" && one.list && shape(one.path) === shape(path)
  );
}

/** A path without the names of its parameters, which differ between operations. */
export function shape(path: string): string {
  return path.replace(/\{\w+\}/g, "{}");
}

/** What one of the things of a list is called: `load_balancer`. */
export function thingOf(path: string): string {
  return singular((listAt(path)?.list?.key ?? "things").replace(/_infos$/, "s"));
}

/** One of what a word has several of: "policy" for "policies". */
export function singular(word: string): string {
  return word.replace(/ies$/, "y").replace(/(ss|us|x)es$/, "$1").replace(/([^su])s$/, "$1");
}
