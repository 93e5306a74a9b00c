import type { Operation } from "../../../lib/api/facts.ts";
import { OPERATIONS } from "../../../lib/api/operations.ts";

/** Words that people write in capitals. */
const CAPITALS = /\b(api|cdn|gpu|ip|nat|nfs|ssh|vpc)\b/g;

/** The operation that lists what is at a path. */
export function listAt(path: string): Operation | undefined {
  return Object.values(OPERATIONS).find((one) =>
    one.method === "GET" && one.path === path && one.list
  );
}

/** What one of the things of a list is called: "load balancer". */
export function thingOf(path: string): string {
  const words = (listAt(path)?.list?.key ?? "thing").replaceAll("_", " ").replace(/ infos$/, "s");
  return singular(words).replace(CAPITALS, (word) => word.toUpperCase());
}

/** One of what a word has several of: "policy" for "policies". */
export function singular(word: string): string {
  return word.replace(/ies$/, "y").replace(/(ss|us)es$/, "$1").replace(/([^su])s$/, "$1");
}
