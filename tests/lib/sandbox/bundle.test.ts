import { assert, assertEquals } from "@std/assert";

interface Info {
  modules: {
    specifier: string;
    dependencies?: { code?: { specifier?: string }; isDynamic?: boolean }[];
  }[];
}

const ROOT = new URL("../../../", import.meta.url);

/** The modules that an entry cannot do without: those that it imports before anything is asked. */
async function needed(entry: string): Promise<string[]> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--import-map=.packages/import_map.json", entry],
    cwd: ROOT,
  }).output();
  assert(success);
  const { modules }: Info = JSON.parse(new TextDecoder().decode(stdout));
  const all = new Map(modules.map((one) => [one.specifier, one.dependencies ?? []]));
  const found = new Set<string>();
  const visit = (specifier: string) => {
    if (found.has(specifier)) return;
    found.add(specifier);
    for (const { code, isDynamic } of all.get(specifier) ?? []) {
      if (code?.specifier && !isDynamic) visit(code.specifier);
    }
  };
  visit(new URL(entry, ROOT).href);
  return [...found].map((specifier) => specifier.replace(ROOT.href, ""));
}

const LATER =
  /^lib\/(api\/(operations|answers)\.ts|sandbox\/(page|recording)\/|sandbox\/generic\/mod\.ts)/;

Deno.test("a bundle of the simulator can do without the description, the page and recordings", async () => {
  const modules = await needed("lib/sandbox/mod.ts");
  assert(modules.includes("lib/sandbox/server.ts"));
  assertEquals(modules.filter((module) => LATER.test(module)), []);
});

Deno.test("a bundle of the simulator with all of the API has the description from the beginning", async () => {
  const modules = await needed("lib/sandbox/all.ts");
  assert(modules.includes("lib/api/operations.ts"));
  assert(modules.includes("lib/sandbox/generic/mod.ts"));
});

Deno.test("the library needs nothing of the simulator", async () => {
  const modules = await needed("mod.ts");
  assertEquals(modules.filter((module) => module.startsWith("lib/sandbox/")), []);
});
