/**
 * Checks who imports whom at run time: the rules are a table, and a break of one is a line of
 * output. `import type` leaves no arrow at run time, but must not go in a circle in lib/ either.
 *
 * @module
 */

import { askDeno, modulesIn } from "./modules.ts";

/** One rule: what a module may import, of this project, at run time. */
interface Rule {
  from: RegExp;
  /** `$1` stands for what the first group of `from` matched. */
  to: string;
  why: string;
}

/** What every command may use; of the core, functions that read rows and answers. */
const SHARED =
  "lib/(api|kinds)/.*|lib/core/(encode|field_at|kind_answer|parallel)\\.ts|cli/(api|args|config|help|output|safety)/.*|cli/(together|errors|problems|report|context)\\.ts|lib/version\\.ts|mod\\.ts";

/** The first rule whose `from` matches a module is the one for it. */
const RULES: Rule[] = [
  { from: /^mod\.ts$/, to: "lib/(?!sandbox/).*", why: "mod.ts re-exports lib and nothing else" },
  {
    from: /^lib\/sandbox\//,
    to: "lib/sandbox/.*|lib/api/(operations|answers)\\.ts",
    why: "the simulator stands alone, beside the vendor's facts",
  },
  {
    from: /^lib\/api\//,
    to: "lib/api/.*",
    why: "facts of the API know nothing of the program",
  },
  { from: /^lib\/kinds\//, to: "lib/kinds/.*", why: "rows of kinds are data" },
  {
    from: /^lib\/core\//,
    to: "lib/core/.*|lib/api/(path|words)\\.ts|lib/version\\.ts",
    why: "the core knows nothing above it",
  },
  {
    from: /^lib\/resources\//,
    to: "lib/(core|links|resources)/.*|lib/api/path\\.ts",
    why: "resources see the core",
  },
  {
    from: /^lib\/links\//,
    to: "lib/(core|links)/.*",
    why: "what leads from resource to resource imports none of them",
  },
  { from: /^lib\//, to: "lib/(?!sandbox/).*", why: "the library sees itself" },
  {
    from: /^cli\/commands\/sandbox\//,
    to:
      `cli/commands/sandbox/.*|cli/base/.*|cli/sandbox/.*|lib/sandbox/(mod|server|recording/mod)\\.ts|${SHARED}`,
    why: "the commands of the simulator reach it, and no other command",
  },
  {
    from: /^cli\/commands\/([^/]+)\//,
    to: `cli/commands/$1/.*|cli/base/.*|${SHARED}`,
    why: "commands do not import other commands, nor what is above them",
  },
  {
    from: /^cli\/commands\//,
    to: `cli/(base|completion|upgrade)/.*|${SHARED}`,
    why: "commands do not import other commands, nor what is above them",
  },
  {
    from: /^cli\/base\//,
    to: `cli/base/.*|${SHARED}`,
    why: "the base does not know the commands",
  },
  {
    from: /^cli\/completion\//,
    to: "cli/completion/.*|cli/args/choice\\.ts|lib/kinds/mod\\.ts",
    why: "the completion scripts are made from what the commands hand over",
  },
  {
    from: /^cli\/api\/client\.ts$/,
    to: `cli/sandbox/.*|${SHARED}`,
    why: "the client of a command talks to the API or the simulator, and knows no command",
  },
  {
    from:
      /^cli\/(api|args|config|help|output|safety)\/|^cli\/(together|errors|problems|report|context)\.ts$/,
    to: SHARED,
    why: "what all commands use knows none of them",
  },
  {
    from: /^cli\/sandbox\//,
    to: `cli/sandbox/.*|lib/sandbox/(mod|server|recording/mod)\\.ts|${SHARED}`,
    why: "the way to the simulator knows no command",
  },
  {
    from: /^cli\/(app|areas)\.ts$/,
    to: `cli/areas\\.ts|cli/commands/[^/]+(/mod)?\\.ts|cli/base/.*|${SHARED}`,
    why: "the app mounts the commands, and main mounts the app",
  },
  {
    from: /^cli\//,
    to:
      "cli/.*|lib/sandbox/mod\\.ts|lib/((api|kinds)/.*|core/(encode|field_at|kind_answer|parallel)\\.ts|version\\.ts)|mod\\.ts",
    why: "the command line sees of lib what its users see",
  },
];

/** A module and what it imports at run time: paths in the project, or specifiers of packages. */
export type Imports = Map<string, string[]>;

/** Finds the breaks of the rules: one line each. */
export function brokenRules(imports: Imports): string[] {
  const lines: string[] = [];
  for (const [from, targets] of imports) {
    for (const to of targets) {
      const why = brokenRule(from, to);
      if (why !== null) lines.push(`${from} -> ${to}: ${why}`);
    }
  }
  for (const cycle of cycles(imports)) lines.push(`${cycle.join(" -> ")}: imports go in a circle`);
  return lines;
}

function brokenRule(from: string, to: string): string | null {
  if (isPackage(to)) {
    return /^(lib\/|mod\.ts$)/.test(from) ? "the library has no dependencies" : null;
  }
  for (const rule of RULES) {
    const match = rule.from.exec(from);
    if (!match) continue;
    const allowed = rule.to.replace("$1", match[1] ?? "");
    return new RegExp(`^(${allowed})$`).test(to) ? null : rule.why;
  }
  return null;
}

function isPackage(target: string): boolean {
  return target.includes(":") || target.startsWith(".packages/");
}

/** Each circle of imports once, from the module in it that is met first. */
function cycles(imports: Imports): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (module: string, path: string[]) => {
    const start = path.indexOf(module);
    if (start >= 0) found.push([...path.slice(start), module]);
    if (start >= 0 || done.has(module)) return;
    for (const target of imports.get(module) ?? []) visit(target, [...path, module]);
    done.add(module);
  };
  for (const module of imports.keys()) visit(module, []);
  return found;
}

/** Folders whose modules may name each other's types: the classes of the manual return each other. */
const TOGETHER = /^lib\/(resources|sandbox)\//;

/** What of lib/ belongs to them, as it leads from one to another. */
const LINKS = /^lib\/links\//;

/** Finds the circles of imports in lib/, those of types included: one line each. */
export function typeCircles(imports: Imports): string[] {
  const place = (module: string) =>
    TOGETHER.exec(module.replace(LINKS, "lib/resources/"))?.[0] ?? module;
  const places: Imports = new Map();
  for (const [module, targets] of imports) {
    if (!module.startsWith("lib/")) continue;
    const from = place(module);
    const others = targets.map(place).filter((to) => to !== from);
    places.set(from, [...places.get(from) ?? [], ...others]);
  }
  return cycles(places).map((cycle) => `${cycle.join(" -> ")}: imports of types go in a circle`);
}

/** What of the output of `deno info --json` counts here. */
export interface Info {
  modules: {
    specifier: string;
    error?: string;
    dependencies?: { specifier: string; code?: Arrow; type?: Arrow }[];
  }[];
}

interface Arrow {
  specifier?: string;
  error?: string;
}

/**
 * The arrows of the project's own modules, which are those below `root`, a URL.
 *
 * @param types Whether `import type` counts, too.
 */
export function readImports(info: Info, root: string, types = false): Imports {
  const imports: Imports = new Map();
  const local = (url: string) => url.startsWith(root) ? url.slice(root.length) : url;
  for (const { specifier, dependencies = [] } of info.modules) {
    const from = local(specifier);
    if (isPackage(from)) continue;
    // Without `code` it is an `import type`, which is gone at run time.
    const arrows = dependencies.filter(({ code }) => types || code);
    imports.set(
      from,
      arrows.map(({ code, type, specifier }) => local((code ?? type)?.specifier ?? specifier)),
    );
  }
  return imports;
}

/** Asks Deno about every module in the folders, reachable from the entries or not. */
async function inspect(root: URL): Promise<Info> {
  const files = ["mod.ts"];
  for (const folder of ["lib", "cli"]) files.push(...await modulesIn(root, folder));
  // `deno info` takes one module, so it gets one that imports all.
  const all = new URL(".packages/all_modules.ts", root);
  await Deno.writeTextFile(all, files.map((file) => `import "../${file}";\n`).join(""));
  return await askDeno(root, "info", [".packages/all_modules.ts"]);
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  const info = await inspect(root);
  const lines = [
    ...brokenRules(readImports(info, root.href)),
    ...typeCircles(readImports(info, root.href, true)),
  ];
  for (const line of lines) console.error(line);
  Deno.exit(lines.length ? 1 : 0);
}
