import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld, type World } from "../../../support/cli.ts";
import { running } from "./support.ts";

Deno.test("sandbox operations prints what a running simulator was used for, and what it refused", () =>
  running({ strict: true }, async (url, { fetch }) => {
    const headers = { authorization: "Bearer any" };
    await fetch(`${url}/v2/droplets/1`, { headers });
    await fetch(`${url}/v2/tags?q=1`, { headers });
    const run = async (more = "") => {
      const ran = await cli(`sandbox operations -o tsv --url ${url} ${more}`, sandboxWorld());
      assertEquals([ran.code, ran.err], [0, ""]);
      return ran.out;
    };
    assertEquals(
      await run(),
      "GET\t/v2/droplets/{droplet_id}\tdroplets_get\t1\nGET\t/v2/tags\ttags_list\t1\n",
    );
    assertEquals(await run("--refused"), 'GET\t/v2/tags\tthe query has no "q"\t1\n');
  }));

Deno.test("sandbox serve lists at the end what was refused, and reports what was used", async () => {
  const files: Record<string, string> = {};
  const serve: World["serve"] = async (_host, _port, handler) => {
    const headers = { authorization: "Bearer any" };
    for (let i = 0; i < 2; i++) {
      await handler(new Request("http://localhost/v2/tags?q=1", { headers }), "::1");
    }
  };
  const line = "sandbox serve --quiet --strict --report used.json";
  const { code, err } = await cli(line, { ...sandboxWorld(), serve, files });
  const refused = { method: "GET", path: "/v2/tags", reason: 'the query has no "q"', requests: 2 };
  assertEquals([code, err], [0, 'doapi: strict: GET /v2/tags: the query has no "q" (2 times)\n']);
  assertEquals(JSON.parse(files["used.json"] ?? ""), {
    operations: [{
      id: "tags_list",
      method: "GET",
      path: "/v2/tags",
      requests: 2,
      statuses: { 400: 2 },
    }],
    refused: [refused],
  });
});

Deno.test("a report that cannot be written fails before anything is served", async () => {
  const line = "sandbox serve --report /closed";
  const { code, err } = await cli(line, { ...sandboxWorld(), closed: ["/closed"] });
  assertEquals(code, 1);
  assertStringIncludes(err, "Cannot write /closed");
});
