import type { Operation } from "../../api/facts.ts";
import type { Context, Router } from "../http/router.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Check } from "../state/schema.ts";

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
  readonly kinds: KindRules;
  /** What a strict sandbox has against a request. */
  readonly objections: (
    operation: Operation,
    query: URLSearchParams,
    body: Readonly<Record<string, unknown>>,
  ) => string[];
}

/** What a sandbox needs to know of the kinds that are rows, when there is something of them. */
export interface KindRules {
  /** The kind of the collection that has a path. */
  readonly kindAt: (path: string) => Kind | undefined;
  /** What of a seed is of kinds, by the names of their lists. */
  readonly seeds: Readonly<Record<string, Check>>;
  /** Puts these lists of a seed where they belong. */
  readonly addSeeds: (c: Context, seed: Readonly<Record<string, unknown>>) => void;
}

/** Loads the rules of all kinds: half of what a sandbox is made of, and many do without. */
export async function loadKindRules(): Promise<KindRules> {
  return (await import("../kinds/rules.ts")).KIND_RULES;
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
