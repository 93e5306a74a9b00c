/**
 * DigitalOcean's own description of its API, a file that DOAPI_OPENAPI names. Without one, the
 * tests that need it are skipped and say so.
 */

/** The file of the description; empty if there is none. */
export const DESCRIPTION = Deno.env.get("DOAPI_OPENAPI") ?? "";

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
  const ignore = DESCRIPTION === "";
  Deno.test({ name: ignore ? `${name} (skipped: set DOAPI_OPENAPI)` : name, ignore, fn });
}
