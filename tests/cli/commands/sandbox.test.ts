import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld } from "../../support/cli.ts";

Deno.test("a server that is no sandbox is told from one that does not answer", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("hello"),
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const world = sandboxWorld();
  const other = await cli(`sandbox log --url ${url}`, world);
  assertEquals(other.err, `doapi: Something else than a sandbox answers at ${url}\n`);
  await server.shutdown();
  const { code, out, err } = await cli(`sandbox log --url ${url}`, world);
  assertEquals([code, out, err], [1, "", `doapi: No sandbox answers at ${url}\n`]);
});

Deno.test("a scope that is none is wrong usage", async () => {
  const { code, out, err } = await cli("sandbox serve --accept ci=read", sandboxWorld());
  assertEquals([code, out], [2, ""]);
  assertStringIncludes(err, 'Option "--accept" takes scopes like droplet:read, not "read".');
});
