/**
 * Checks how things are called: files after what is in them, methods in camelCase, the API's fields
 * as the API has them.
 *
 * @module
 */

import { askDeno, modulesIn, published } from "./modules.ts";

/** What of the output of `deno doc --json` counts here: the symbols by the module's URL. */
export interface Doc {
  nodes: Record<string, { symbols: Exported[] }>;
}

/** A symbol that a module exports. */
export interface Exported {
  name: string;
  declarations: { kind: string; def?: { methods?: Member[]; properties?: Member[] } }[];
}

interface Member {
  name: string;
  kind?: string;
}

const CAMEL = /^[a-z][A-Za-z0-9]*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;
const SNAKE = /^[a-z][a-z0-9_]*$/;
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

/** How the symbols of each kind are called; of a variable, both a constant and a value will do. */
const KINDS: Record<string, [pattern: RegExp, words: string]> = {
  class: [PASCAL, "PascalCase"],
  interface: [PASCAL, "PascalCase"],
  typeAlias: [PASCAL, "PascalCase"],
  function: [CAMEL, "camelCase"],
  variable: [new RegExp(`${CONSTANT.source}|${CAMEL.source}`), "CONSTANT_CASE or camelCase"],
};

/** What is called otherwise than the rules have it: one line each. */
export function misnamed(symbols: Exported[]): string[] {
  const lines: string[] = [];
  const check = (name: string, [pattern, words]: [RegExp, string], path = name) => {
    if (!pattern.test(name)) lines.push(`${path} is not in ${words}`);
  };
  for (const { name, declarations } of symbols) {
    for (const { kind, def } of declarations) {
      const rule = KINDS[kind];
      if (rule) check(name, rule);
      for (const method of def?.methods ?? []) {
        // Names such as [Symbol.iterator] are the language's.
        if (method.name.startsWith("[") || method.kind === "getter") continue;
        check(method.name, [CAMEL, "camelCase"], `${name}.${method.name}`);
      }
      if (!name.endsWith("Fields")) continue;
      for (const field of def?.properties ?? []) {
        check(field.name, [SNAKE, "snake_case, as the API's fields are"], `${name}.${field.name}`);
      }
    }
  }
  return lines;
}

/** Files of a folder that are not called after a symbol of that kind in them: one line each. */
export function misplaced(doc: Doc, root: string, kind: "class" | "function"): string[] {
  const lines: string[] = [];
  for (const [url, { symbols }] of Object.entries(doc.nodes)) {
    const file = url.slice(root.length);
    const names = symbols.filter(({ declarations }) => declarations.some((d) => d.kind === kind))
      .map(({ name }) => `${snakeCase(name)}.ts`);
    if (names.some((name) => file.endsWith(`/${name}`))) continue;
    lines.push(`${file}: no ${kind} of that name is in it, but ${names.join(", ") || "none"}`);
  }
  return lines;
}

/** SSHKey is ssh_key, and FloatingIP floating_ip. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4").toLowerCase();
}

/** The modules in a folder itself: what several files make has a folder below it. */
async function filesOf(root: URL, folder: string): Promise<string[]> {
  const files = await modulesIn(root, folder);
  return files.filter((file) => !file.slice(folder.length + 1).includes("/"));
}

if (import.meta.main) {
  const root = new URL("../", import.meta.url);
  const [api, resources, commands] = await Promise.all([
    askDeno<Doc>(root, "doc", await published(root)),
    askDeno<Doc>(root, "doc", await filesOf(root, "lib/resources")),
    askDeno<Doc>(root, "doc", await filesOf(root, "cli/commands")),
  ]);
  const lines = [
    ...Object.values(api.nodes).flatMap(({ symbols }) => misnamed(symbols)),
    ...misplaced(resources, root.href, "class"),
    ...misplaced(commands, root.href, "function"),
  ];
  for (const line of lines) console.error(line);
  Deno.exit(lines.length ? 1 : 0);
}
