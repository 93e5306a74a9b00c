import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld, type World } from "../../../support/cli.ts";

Deno.test("a server that is not a sandbox has another error than one that does not answer", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("hello"),
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const world = sandboxWorld();
  const other = await cli(`sandbox requests --url ${url}`, world);
  assertEquals(other.err, `doapi: The server at ${url} is not a doapi sandbox\n`);
  await server.shutdown();
  const { code, out, err } = await cli(`sandbox requests --url ${url}`, world);
  assertEquals([code, out, err], [1, "", `doapi: No simulator answers at ${url}\n`]);
});

Deno.test("a scope that is none is wrong usage", async () => {
  const { code, out, err } = await cli("sandbox serve --accept ci=read", sandboxWorld());
  assertEquals([code, out], [2, ""]);
  assertStringIncludes(err, 'Option "--accept" takes scopes like droplet:read, not "read".');
});

/** How a server is to be tried that the program says it has. */
async function hint(url: string, more = ""): Promise<string> {
  const serve: World["serve"] = async (_host, _port, _handler, ready) => void await ready(url);
  const { code, out, err } = await cli(`sandbox serve${more}`, { ...sandboxWorld(), serve });
  assertEquals([code, out], [0, `${url}\n`]);
  return err.replace(/^.*; try: /, "");
}

Deno.test("what sandbox serve says to try is what doapi takes", async () => {
  for (const url of ["http://127.0.0.1:8080", "http://[::1]:80", "http://localhost:1"]) {
    assertEquals(await hint(url), `DO_API_ENDPOINT=${url} DO_API_TOKEN=any doapi account\n`);
  }
  const url = "http://192.0.2.7:8080";
  assertEquals(
    await hint(url, " --accept secret-token"),
    `DOAPI_ALLOW_HTTP=1 DO_API_ENDPOINT=${url} DO_API_TOKEN=$TOKEN doapi account\n`,
  );
});

Deno.test("the ids of a server's requests differ between runs on one state, and after a reset", async () => {
  const world = sandboxWorld();
  const ids: (string | null)[] = [];
  const serve: World["serve"] = async (_host, _port, handler) => {
    const headers = { authorization: "Bearer any" };
    const call = (method: string, path: string) =>
      handler(new Request(`http://localhost${path}`, { method, headers }), "::1");
    ids.push((await call("GET", "/v2/tags")).headers.get("x-request-id"));
    assertEquals((await call("POST", "/_sandbox/reset")).status, 204);
    ids.push((await call("GET", "/v2/tags")).headers.get("x-request-id"));
  };
  for (let run = 0; run < 2; run++) {
    await cli("sandbox serve --state state.json", { ...world, serve, files: {} });
  }
  assertEquals([ids.length, new Set(ids).size], [4, 4]);
});
