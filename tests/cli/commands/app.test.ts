import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { script } from "../../support/script.ts";
import { account } from "../../support/tables.ts";

const UUID = "3f8f5b0c-1c1e-4f0a-9d50-1f1c5ad8a5c5";
const SPEC = { name: "shop", region: "nyc", services: [{ name: "web" }] };
const LIST = {
  request: "GET /v2/apps?per_page=200",
  reply: { apps: [{ id: UUID, spec: SPEC }] },
};

Deno.test("app logs prints what is at every URL, without the token", async () => {
  const { fetch, done, tokens } = script(
    LIST,
    {
      request: `GET /v2/apps/${UUID}/logs?type=RUN&follow=false`,
      reply: { historic_urls: ["https://logs.example/1", "https://logs.example/2"] },
    },
    { request: "GET /1", reply: "one\n" },
    { request: "GET /2", reply: "two\n" },
  );
  const ran = await cli("app logs shop", { fetch });
  assertEquals([ran.code, ran.out, ran.err], [0, "one\ntwo\n", ""]);
  assertEquals(tokens.slice(2), [null, null]);
  done();
});

Deno.test("app logs --follow reads the live URL of a component", async () => {
  const { fetch, done } = script(
    LIST,
    {
      request: `GET /v2/apps/${UUID}/components/web/logs?type=BUILD&follow=true`,
      reply: { live_url: "https://logs.example/live" },
    },
    { request: "GET /live", reply: "building\n" },
  );
  const ran = await cli("app logs shop web -f --type build", { fetch });
  assertEquals([ran.code, ran.out], [0, "building\n"], ran.err);
  done();
});

Deno.test("app logs opens no connection where the simulator answers", async () => {
  const world = { ...account(), files: {}, env: { HOME: "/home/me" } };
  await cli('--sandbox app new --wait --spec {"name":"shop","services":[{"name":"web"}]}', world);
  const ran = await cli("--sandbox app logs shop", world);
  assertEquals([ran.code, ran.out, ran.err], [
    1,
    "",
    "doapi: The simulator runs no programs to have logs of\n",
  ]);
});

Deno.test("app logs says that there are none", async () => {
  const { fetch } = script(LIST, {
    request: `GET /v2/apps/${UUID}/logs?type=RUN&follow=false`,
    reply: { historic_urls: [] },
  });
  const ran = await cli("app logs shop", { fetch });
  assertEquals([ran.code, ran.out, ran.err], [
    1,
    "",
    `doapi: There are no logs of app shop (${UUID})\n`,
  ]);
});

Deno.test("app spec prints the specification as JSON or YAML", async () => {
  const json = await cli("app spec shop", { fetch: script(LIST).fetch });
  assertEquals(JSON.parse(json.out), SPEC);
  const yaml = await cli("app spec shop --yaml", { fetch: script(LIST).fetch });
  assertEquals(yaml.out, "name: shop\nregion: nyc\nservices:\n  - name: web\n");
});
