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

Deno.test("the simulator of the command line starts without the rules of kinds", async () => {
  const modules = await needed("cli/sandbox/state.ts");
  assert(modules.includes("lib/sandbox/server.ts"));
  const rules = /^lib\/sandbox\/(kinds\/(mod|rules|seed)\.ts|generic\/mod\.ts)/;
  assertEquals(modules.filter((module) => rules.test(module)), []);
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

Deno.test("the kinds of Gradient AI and monitoring come with the rest of the API", async () => {
  const modules = await needed("lib/sandbox/mod.ts");
  assertEquals(modules.filter((one) => /kinds\/(genai|monitoring|all\.ts)/.test(one)), []);
});

Deno.test("what falls due in a restored state has its effects, whatever was loaded before", async () => {
  const script = `
    import { bench } from "./tests/lib/sandbox/support.ts";
    const path = "/v2/gen-ai/knowledge_bases";
    const fields = { knowledge_base_uuid: "kb", time: "00:10", days: [4] };
    const { sandbox } = bench();
    const state = sandbox.snapshot();
    const record = (id, key, fields, pending = []) => ({ id, key, created: 0, updated: 0, fields, pending });
    state.resources[path] = [record(90, "kb", { name: "kb" })];
    state.resources[path + "/kb/data_sources"] = [record(91, "source", {})];
    const due = { at: Date.UTC(2026, 0, 1, 0, 10), set: {} };
    state.resources["/v2/gen-ai/scheduled-indexing"] = [record(92, "s", fields, [due])];
    state.counters.resource = 93;
    const b = bench({ state });
    b.clock.advance(3600);
    await b.call("GET", "/v2/account");
    console.log(b.sandbox.snapshot().resources["/v2/gen-ai/indexing_jobs"]?.length);
  `;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", "--no-check", "--import-map=.packages/import_map.json", script],
    cwd: ROOT,
  }).output();
  assertEquals(new TextDecoder().decode(stdout).trim(), "1", new TextDecoder().decode(stderr));
});
