import { assertEquals, assertStringIncludes } from "@std/assert";
import { TOPICS } from "../../../cli/help/topics.ts";
import { cli, sandboxWorld } from "../../support/cli.ts";

for (const [name, { about, rows }] of Object.entries(TOPICS)) {
  Deno.test(`doapi help ${name} has a line for each of its ${rows.length} rows`, async () => {
    const { code, out, err } = await cli(`help ${name}`, sandboxWorld());
    assertEquals([code, err], [0, ""]);
    const [first, blank, ...lines] = out.trimEnd().split("\n");
    assertEquals([first, blank], [`${about}:`, ""]);
    assertEquals(lines.map((line) => line.trim().split(/ {2,}/)), rows.map((row) => [...row]));
  });
}

Deno.test("doapi help names the topics", async () => {
  const { out } = await cli("help help", sandboxWorld());
  for (const name of Object.keys(TOPICS)) assertStringIncludes(out, name);
});
