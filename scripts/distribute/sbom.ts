import type { Release } from "./release.ts";

/** What of the output of `deno info --json` counts here. */
export interface Graph {
  modules: { specifier: string }[];
  npmPackages: Record<string, { name: string; version: string }>;
}

/** The versions of what runs the program. */
export type Runtime = Pick<typeof Deno.version, "deno" | "v8">;

/**
 * What a release is made of, as a CycloneDX document: the packages whose modules are in the
 * program, and the runtime.
 *
 * @param date In epoch seconds.
 */
export function sbom(release: Release, graph: Graph, runtime: Runtime, date: number): object {
  const component = (type: string, name: string, version: string, purl: string) => ({
    type,
    "bom-ref": purl,
    name,
    version,
    purl,
  });
  const npm = Object.values(graph.npmPackages).map(({ name, version }) =>
    component("library", name, version, `pkg:npm/${name.replace("@", "%40")}@${version}`)
  );
  const jsr = new Map(graph.modules.flatMap(({ specifier }) => {
    const [, scope, name, version = ""] =
      /jsr\.io\/@([\w-]+)\/([\w-]+)\/([^/]+)\//.exec(specifier) ?? [];
    if (scope === undefined) return [];
    // Of packages of JSR, the names that npm has them by are those with a standard form.
    const purl =
      `pkg:npm/%40jsr/${scope}__${name}@${version}?repository_url=https%3A%2F%2Fnpm.jsr.io`;
    return [[purl, component("library", `@${scope}/${name}`, version, purl)]];
  }));
  const components = [
    component("platform", "deno", runtime.deno, `pkg:github/denoland/deno@v${runtime.deno}`),
    component("library", "v8", runtime.v8, `pkg:github/v8/v8@${runtime.v8.replace("-rusty", "")}`),
    ...[...jsr.values(), ...npm].sort((a, b) => a.purl < b.purl ? -1 : 1),
  ];
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: new Date(date * 1000).toISOString().replace(".000", ""),
      supplier: { name: release.publisher },
      component: {
        type: "application",
        "bom-ref": "doapi",
        name: "doapi",
        version: release.version,
        licenses: [{ license: { id: release.license } }],
        externalReferences: Object.values(release.archives).map(({ url, sum }) => ({
          type: "distribution",
          url,
          hashes: [{ alg: "SHA-256", content: sum }],
        })),
      },
    },
    components,
    dependencies: [{ ref: "doapi", dependsOn: components.map((part) => part["bom-ref"]) }],
  };
}
