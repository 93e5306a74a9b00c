import { assertEquals } from "@std/assert";
import { brokenRules, readImports, typeCircles } from "../../scripts/check_arrows.ts";

const broken = (from: string, ...to: string[]) => brokenRules(new Map([[from, to]]));

Deno.test("arrows that point down are fine", () => {
  const fine: [string, string[]][] = [
    ["mod.ts", ["lib/client.ts", "lib/core/errors/mod.ts"]],
    ["lib/client.ts", ["lib/resources/droplet.ts", "lib/core/http.ts", "lib/version.ts"]],
    ["lib/resources/droplet.ts", ["lib/core/resource.ts", "lib/resources/image.ts"]],
    ["lib/core/http.ts", ["lib/core/retry.ts"]],
    ["lib/sandbox/mod.ts", ["lib/sandbox/state.ts"]],
    ["cli/main.ts", ["cli/app.ts", "cli/token.ts", "mod.ts", "node:process"]],
    ["cli/areas.ts", [
      "cli/commands/size.ts",
      "cli/help/topics.ts",
      "cli/commands/droplet/mod.ts",
      "jsr:@cliffy/command",
    ]],
    ["cli/commands/droplet/mod.ts", ["cli/commands/droplet/new.ts", "cli/base/wait.ts"]],
    ["cli/commands/size.ts", ["cli/output/json.ts", "cli/args/options.ts", "mod.ts"]],
    ["cli/base/wait.ts", ["cli/base/bulk.ts", "cli/errors.ts"]],
    ["cli/sandbox_state.ts", ["lib/sandbox/mod.ts"]],
  ];
  assertEquals(brokenRules(new Map(fine)), []);
});

Deno.test("the library has no dependencies, be they packages or Node's modules", () => {
  assertEquals(broken("lib/client.ts", "node:fs", ".packages/npm-0/std/assert/mod.js"), [
    "lib/client.ts -> node:fs: the library has no dependencies",
    "lib/client.ts -> .packages/npm-0/std/assert/mod.js: the library has no dependencies",
  ]);
  assertEquals(broken("mod.ts", "jsr:@std/assert"), [
    "mod.ts -> jsr:@std/assert: the library has no dependencies",
  ]);
});

Deno.test("the library's layers do not look up", () => {
  assertEquals(broken("lib/core/http.ts", "lib/resources/droplet.ts"), [
    "lib/core/http.ts -> lib/resources/droplet.ts: the core knows nothing above it",
  ]);
  assertEquals(broken("lib/resources/droplet.ts", "lib/client.ts"), [
    "lib/resources/droplet.ts -> lib/client.ts: resources see the core",
  ]);
  assertEquals(broken("lib/client.ts", "mod.ts"), [
    "lib/client.ts -> mod.ts: the library sees itself",
  ]);
});

Deno.test("the simulator and the library do not know each other", () => {
  assertEquals(broken("lib/sandbox/mod.ts", "lib/core/json.ts"), [
    "lib/sandbox/mod.ts -> lib/core/json.ts: the simulator stands alone, beside the vendor's facts",
  ]);
  assertEquals(broken("lib/client.ts", "lib/sandbox/mod.ts"), [
    "lib/client.ts -> lib/sandbox/mod.ts: the library sees itself",
  ]);
  assertEquals(broken("mod.ts", "lib/sandbox/mod.ts"), [
    "mod.ts -> lib/sandbox/mod.ts: mod.ts re-exports lib and nothing else",
  ]);
});

Deno.test("commands do not import commands, but a folder of them may share", () => {
  const why = "commands do not import other commands, nor what is above them";
  assertEquals(broken("cli/commands/size.ts", "cli/commands/region.ts", "cli/app.ts"), [
    `cli/commands/size.ts -> cli/commands/region.ts: ${why}`,
    `cli/commands/size.ts -> cli/app.ts: ${why}`,
  ]);
  assertEquals(broken("cli/commands/droplet/new.ts", "cli/commands/size.ts", "cli/main.ts"), [
    `cli/commands/droplet/new.ts -> cli/commands/size.ts: ${why}`,
    `cli/commands/droplet/new.ts -> cli/main.ts: ${why}`,
  ]);
});

Deno.test("the command line goes to the library by its front door", () => {
  assertEquals(broken("cli/main.ts", "lib/client.ts"), [
    "cli/main.ts -> lib/client.ts: the command line sees of lib what its users see",
  ]);
  assertEquals(broken("cli/output/json.ts", "lib/core/json.ts"), [
    "cli/output/json.ts -> lib/core/json.ts: what all commands use knows none of them",
  ]);
});

Deno.test("the base does not know the commands, nor the app its caller", () => {
  assertEquals(broken("cli/base/wait.ts", "cli/commands/size.ts"), [
    "cli/base/wait.ts -> cli/commands/size.ts: the base does not know the commands",
  ]);
  assertEquals(broken("cli/app.ts", "cli/main.ts"), [
    "cli/app.ts -> cli/main.ts: the app mounts the commands, and main mounts the app",
  ]);
});

Deno.test("a circle of imports is named once", () => {
  const imports = new Map([
    ["lib/core/a.ts", ["lib/core/b.ts"]],
    ["lib/core/b.ts", ["lib/core/c.ts"]],
    ["lib/core/c.ts", ["lib/core/b.ts"]],
  ]);
  assertEquals(brokenRules(imports), [
    "lib/core/b.ts -> lib/core/c.ts -> lib/core/b.ts: imports go in a circle",
  ]);
});

Deno.test("types must not go in a circle either, but for classes that return each other", () => {
  const imports = new Map([
    ["lib/core/requester.ts", ["lib/resources/action.ts"]],
    ["lib/resources/action.ts", ["lib/resources/droplet.ts"]],
    ["lib/resources/droplet.ts", ["lib/resources/action.ts", "lib/core/requester.ts"]],
    ["lib/core/a.ts", ["lib/core/b.ts"]],
    ["cli/a.ts", ["cli/a.ts"]],
  ]);
  assertEquals(typeCircles(imports), [
    "lib/core/requester.ts -> lib/resources/ -> lib/core/requester.ts: imports of types go in a circle",
  ]);
  const root = "file:///home/me/doapi/";
  const type = { specifier: `${root}lib/core/b.ts` };
  const dependencies = [{ specifier: "./b.ts", type }];
  const info = { modules: [{ specifier: `${root}lib/core/a.ts`, dependencies }] };
  assertEquals(readImports(info, root), new Map([["lib/core/a.ts", []]]));
  assertEquals(readImports(info, root, true), new Map([["lib/core/a.ts", ["lib/core/b.ts"]]]));
});

Deno.test("only the project's own modules count, and only what they import at run time", () => {
  const root = "file:///home/me/doapi/";
  const code = (path: string) => ({ specifier: path, code: { specifier: root + path } });
  const modules = [
    {
      specifier: `${root}lib/client.ts`,
      dependencies: [
        code("lib/core/http.ts"),
        { specifier: "./types.ts", type: { specifier: `${root}lib/types.ts` } },
        { specifier: "not/mapped", code: { error: "not in import map" } },
      ],
    },
    { specifier: `${root}.packages/npm-0/a.js`, dependencies: [code("lib/client.ts")] },
    { specifier: "node:fs" },
  ];
  assertEquals(
    readImports({ modules }, root),
    new Map([["lib/client.ts", ["lib/core/http.ts", "not/mapped"]]]),
  );
});
