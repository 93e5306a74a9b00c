import { assertEquals } from "@std/assert";
import { unreachable } from "../../scripts/check_exports.ts";

const ROOT = "file:///home/me/doapi/";
const info = (...paths: string[]) => ({
  modules: paths.map((path) => ({ specifier: ROOT + path })),
});

Deno.test("a module that neither entry leads to is named", () => {
  const entries = [info("mod.ts", "lib/client.ts"), info("lib/sandbox/mod.ts")];
  const files = ["lib/client.ts", "lib/lost.ts", "lib/sandbox/mod.ts"];
  assertEquals(unreachable(files, entries, ROOT), [
    "lib/lost.ts: no entry of deno.json leads here",
  ]);
});
