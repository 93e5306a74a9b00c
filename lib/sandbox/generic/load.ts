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
}

/** The operations that a sandbox has beside those of the core; undefined while they are not there. */
export async function loadRest(
  rest: SandboxRest | false | undefined,
): Promise<Router | undefined> {
  if (rest === false) return undefined;
  if (rest !== undefined) return (rest as Rest).router;
  try {
    return (await import("./mod.ts")).REST.router;
  } catch {
    // A bundle may have left it out.
    return undefined;
  }
}
