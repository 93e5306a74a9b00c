import type { Operation } from "../../api/facts.ts";
import type { Router } from "../http/router.ts";

/**
 * The operations of the API beyond the core, with the vendor's facts about them: some 700 kB, which
 * a sandbox loads with the first request that needs them.
 */
export interface SandboxRest {
  /** Only this module's own values have what it takes. */
  readonly router: unknown;
}

/** The same with its type, which is not for callers. */
export interface Rest extends SandboxRest {
  readonly router: Router;
  /** What a strict sandbox has against a request. */
  readonly objections: (
    operation: Operation,
    query: URLSearchParams,
    body: Readonly<Record<string, unknown>>,
  ) => string[];
}

/** What a sandbox has beside the core; undefined if it cannot be had. */
export async function loadRest(
  rest: SandboxRest | false | undefined,
): Promise<Rest | undefined> {
  if (rest === false) return undefined;
  if (rest !== undefined) return rest as Rest;
  try {
    return (await import("./mod.ts")).REST;
  } catch {
    // A bundle may have left it out.
    return undefined;
  }
}

const LATER = /^\/v2\/(gen-ai|monitoring|uptime)\//;

/** Whether a collection may be of a kind that comes with the rest of the API. */
export function comesLater(path: string): boolean {
  return LATER.test(path);
}
