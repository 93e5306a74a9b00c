import { assertEquals } from "@std/assert";
import { cli, sandboxWorld } from "../../../support/cli.ts";
import { running } from "./support.ts";

for (const name of ["requests", "log"]) {
  Deno.test(`sandbox ${name} prints what a running simulator was sent, and can forget it`, () =>
    running({}, async (url, { fetch }) => {
      const headers = { authorization: "Bearer any" };
      await fetch(`${url}/v2/tags`, { method: "POST", headers, body: '{"name":"web"}' });
      await fetch(`${url}/v2/tags?page=2`, { headers });
      const run = (more: string) => cli(`sandbox ${name} --url ${url} ${more}`, sandboxWorld());
      const listed = await run("-o tsv --columns method,path,body,status");
      assertEquals([listed.code, listed.err], [0, ""]);
      const lines = ['POST\t/v2/tags\t{"name":"web"}\t201', "GET\t/v2/tags?page=2\t\t200", ""];
      assertEquals(listed.out, lines.join("\n"));
      assertEquals((await run("--clear")).out, "");
      assertEquals((await run("")).out, "[]\n");
    }));
}

Deno.test("sandbox requests without a running simulator is wrong usage", async () => {
  const { code, out, err } = await cli("sandbox requests", { ...sandboxWorld(), env: {} });
  assertEquals([code, out], [2, ""]);
  assertEquals(err.split("\n")[1], "doapi: Give --url: only a running simulator has a log.");
});
