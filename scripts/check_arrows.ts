/**
 * Checks who imports whom at run time. The rules are a table; a break of one is a line of output.
 *
 * @module
 */

/** One rule: files that match `from` may import, of this project, only what matches `to`. */
interface Rule {
  from: RegExp;
  to: RegExp;
  why: string;
}

/** The first rule whose `from` matches a file counts. */
export const RULES: Rule[] = [
  { from: /^lib\/sandbox\//, to: /^lib\/sandbox\//, why: "the simulator stands alone" },
  { from: /^lib\/core\//, to: /^lib\/core\//, why: "the core knows nothing above it" },
  { from: /^lib\/resources\//, to: /^lib\/(core|resources)\//, why: "resources see the core" },
  { from: /^lib\//, to: /^lib\/(?!sandbox\/)/, why: "the library sees itself" },
  { from: /^mod\.ts$/, to: /^lib\/(?!sandbox\/)/, why: "mod.ts re-exports lib and nothing else" },
  {
    from: /^cli\/commands\/droplet\//,
    to: /^(mod\.ts|cli\/(base|output|commands\/droplet)\/.*|cli\/[^/]*\.ts)$/,
    why: "commands do not import other areas",
  },
  {
    from: /^cli\/commands\//,
    to:
      /^(mod\.ts|cli\/(base|output)\/.*|cli\/(options|resolve|errors|context|sandbox_client)\.ts)$/,
    why: "commands do not import commands",
  },
  {
    from: /^cli\/base\//,
    to: /^(mod\.ts|cli\/(base|output)\/.*|cli\/(options|resolve|errors|context)\.ts)$/,
    why: "the base does not know the commands",
  },
  {
    from: /^cli\/(options|resolve|errors|context|token)\.ts$|^cli\/output\//,
    to: /^(mod\.ts|cli\/output\/.*|cli\/(options|resolve|errors|context)\.ts)$/,
    why: "what everything uses uses nothing but itself",
  },
  { from: /^cli\/app\.ts$/, to: /^(mod\.ts|cli\/(?!main).*)$/, why: "main imports app, not back" },
  { from: /^cli\//, to: /^(mod\.ts|lib\/sandbox\/mod\.ts|cli\/.*)$/, why: "the CLI uses mod.ts" },
];

/** A module and what it imports at run time, as paths in the project or specifiers of packages. */
export type Imports = Map<string, string[]>;

/** Finds the breaks of the rules: one line each. */
export function brokenRules(imports: Imports): string[] {
  const lines: string[] = [];
  for (const [from, targets] of imports) {
    const rule = RULES.find((rule) => rule.from.test(from));
    for (const to of targets) {
      const outside = /^(node|npm|jsr|https?):/.test(to) || to.startsWith(".packages/");
      if (outside && /^(lib\/|mod\.ts)/.test(from)) {
        lines.push(`${from} -> ${to}: the library has no dependencies`);
      } else if (!outside && rule && !rule.to.test(to)) {
        lines.push(`${from} -> ${to}: ${rule.why}`);
      }
    }
  }
  return lines;
}

interface Info {
  modules: { specifier: string; dependencies?: { code?: { specifier?: string } }[] }[];
}

/** Reads the run-time imports of modules and of all that they import. */
async function readImports(root: string, entries: string[]): Promise<Imports> {
  const imports: Imports = new Map();
  const local = (url: string) => url.startsWith(root) ? url.slice(root.length) : url;
  for (const entry of entries) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--import-map=.packages/import_map.json", entry],
      stderr: "inherit",
    }).output();
    const info = JSON.parse(new TextDecoder().decode(stdout)) as Info;
    for (const { specifier, dependencies = [] } of info.modules) {
      const targets = dependencies.map((d) => d.code?.specifier).filter((s) => s !== undefined);
      const from = local(specifier);
      if (!from.startsWith(".packages/")) imports.set(from, targets.map(local));
    }
  }
  return imports;
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url).href;
  const entries = ["mod.ts", "lib/sandbox/mod.ts", "cli/main.ts"];
  const lines = brokenRules(await readImports(root, entries));
  for (const line of lines) console.error(line);
  Deno.exit(lines.length ? 1 : 0);
}
