import type { Router } from "./router.ts";

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
