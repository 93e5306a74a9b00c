import { assertEquals } from "@std/assert";
import { createSandbox as bare } from "@doapi/doapi/sandbox";
import { createSandbox, operations } from "@doapi/doapi/sandbox/all";
import { OPERATIONS } from "@doapi/doapi/api";
import { ROUTES } from "../../../lib/sandbox/routes/mod.ts";
import { ALL_KINDS } from "../../../lib/sandbox/kinds/all.ts";
import { operationsText } from "../../../scripts/operations.ts";

const named = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

Deno.test("OPERATIONS.md says of every operation whether it is modelled or generic", async () => {
  const file = new URL("../../../lib/sandbox/OPERATIONS.md", import.meta.url);
  assertEquals(await Deno.readTextFile(file), operationsText());
  const listed = [...operationsText().matchAll(/^- `(.*)`: (modelled|generic)$/gm)];
  assertEquals(
    listed.map(([, operation]) => operation).sort(),
    Object.values(OPERATIONS).map(named).sort(),
  );
});

Deno.test("the simulator with everything lists every operation of the API", () => {
  assertEquals(operations.map(named).sort(), Object.values(OPERATIONS).map(named).sort());
});

Deno.test("the operations of the core and those of kinds are operations of the API", () => {
  const all = new Set(Object.values(OPERATIONS).map(named));
  const own = ALL_KINDS.flatMap(({ routes = {} }) => Object.keys(routes));
  assertEquals([...ROUTES.map(named), ...own].filter((operation) => !all.has(operation)), []);
});

Deno.test("no path of the rest is taken for one of the core", async () => {
  const core = new Set(ROUTES.map(named));
  const sandbox = bare({ rest: false, rateLimit: false });
  const taken: string[] = [];
  for (const { method, path } of operations) {
    if (core.has(`${method} ${path}`)) continue;
    const url = `https://api.digitalocean.com${path.replace(/\{\w+\}/g, "1")}`;
    const response = await sandbox.fetch(url, { method, headers: { authorization: "Bearer t" } });
    if (response.status !== 501) taken.push(`${method} ${path}: ${response.status}`);
  }
  assertEquals(taken, []);
});

Deno.test("a sandbox loads the rest of the API by itself, or has it from the beginning", async () => {
  for (const make of [bare, createSandbox]) {
    const response = await make().fetch("https://api.digitalocean.com/v2/certificates", {
      headers: { authorization: "Bearer t" },
    });
    assertEquals(await response.json(), { certificates: [], links: {}, meta: { total: 0 } });
  }
});
