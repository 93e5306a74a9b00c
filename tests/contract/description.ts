/**
 * DigitalOcean's own description of its API. It is looked for where DOAPI_OPENAPI says, else
 * beside the checkout; where there is none, tests that need it say so and are ignored.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The file of the description. */
export const DESCRIPTION = Deno.env.get("DOAPI_OPENAPI") ??
  fileURLToPath(new URL("../../../shared/openapi/core.json", import.meta.url));

/** An operation as the description has it. */
export interface Described {
  readonly method: string;
  readonly path: string;
  /** As the sandbox's routes have it: a space means "and", a bar "or". */
  readonly scope: string;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** Every operation of the description. */
export async function described(): Promise<Described[]> {
  const { paths } = JSON.parse(await Deno.readTextFile(DESCRIPTION));
  const found: Described[] = [];
  for (const [path, item] of Object.entries<Record<string, { security?: object[] }>>(paths)) {
    for (const method of METHODS.filter((method) => item[method])) {
      const alternatives = (item[method]?.security ?? []).map((one) =>
        Object.values<string[]>(one as Record<string, string[]>).flat().join(" ")
      );
      found.push({ method: method.toUpperCase(), path, scope: alternatives.join(" | ") });
    }
  }
  return found;
}

/** A test that needs the description. */
export function contract(name: string, fn: () => Promise<void>): void {
  const ignore = !existsSync(DESCRIPTION);
  Deno.test({ name: ignore ? `${name} (skipped: there is no ${DESCRIPTION})` : name, ignore, fn });
}
