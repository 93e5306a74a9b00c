import { assertEquals } from "@std/assert";
import { brokenRules } from "../../scripts/check_arrows.ts";

Deno.test("brokenRules() names each import that points the wrong way", () => {
  const imports = new Map([
    ["mod.ts", ["lib/client.ts"]],
    ["lib/core/http.ts", ["lib/resources/droplet.ts"]],
    ["lib/sandbox/mod.ts", ["lib/core/json.ts"]],
    ["cli/commands/account.ts", ["cli/commands/size.ts", "mod.ts"]],
    ["lib/client.ts", ["node:fs"]],
  ]);
  assertEquals(brokenRules(imports), [
    "lib/core/http.ts -> lib/resources/droplet.ts: the core knows nothing above it",
    "lib/sandbox/mod.ts -> lib/core/json.ts: the simulator stands alone",
    "cli/commands/account.ts -> cli/commands/size.ts: commands do not import commands",
    "lib/client.ts -> node:fs: the library has no dependencies",
  ]);
});
