import { assertEquals } from "@std/assert";
import { operations } from "@doapi/doapi/sandbox";

Deno.test("OPERATIONS.md lists what the simulator has, no more and no less", async () => {
  const file = new URL("../../../lib/sandbox/OPERATIONS.md", import.meta.url);
  const [inside = ""] = (await Deno.readTextFile(file)).split("# What it leaves out");
  const listed = [...inside.matchAll(/^- `(.*)`$/gm)].map(([, operation]) => operation);
  assertEquals(listed.sort(), operations.map(({ method, path }) => `${method} ${path}`).sort());
});
