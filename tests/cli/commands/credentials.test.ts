import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, type World } from "../../support/cli.ts";
import { type Exchange, script } from "../../support/script.ts";

const ENV = { DO_API_TOKEN: "a-long-token", HOME: "/home/me" };
const FILE = "/home/me/.docker/config.json";
const FIND = { request: "GET /v2/registries/images", reply: { registry: { name: "images" } } };

function world(files: Record<string, string>, ...exchanges: Exchange[]): World {
  return { fetch: script(...exchanges).fetch, files, env: ENV };
}

const login = (query: string): Exchange => ({
  request: `GET /v2/registries/images/docker-credentials${query}`,
  reply: { auths: { "registry.digitalocean.com": { auth: "c2VjcmV0" } } },
});

Deno.test("registry login adds its credentials to docker's file, and keeps the others", async () => {
  const files = {
    [FILE]: JSON.stringify({
      auths: { "other.example": { auth: "x" } },
      credHelpers: { "registry.digitalocean.com": "old", "gcr.example": "g" },
      credsStore: "desktop",
    }),
  };
  const line = "registry login images";
  const ran = await cli(line, world(files, FIND, login("?read_write=true")));
  assertEquals([ran.code, ran.out], [0, ""]);
  assertEquals(ran.err, `doapi: docker can use registry.digitalocean.com (${FILE})\n`);
  assertEquals(JSON.parse(files[FILE] ?? ""), {
    auths: { "other.example": { auth: "x" }, "registry.digitalocean.com": { auth: "c2VjcmV0" } },
    credHelpers: { "gcr.example": "g" },
    credsStore: "desktop",
  });
});

Deno.test("registry login makes docker's file, and asks for reading alone where told so", async () => {
  const files: Record<string, string> = {};
  const line = "registry login images --read-only --expiry-seconds 600";
  const ran = await cli(line, world(files, FIND, login("?expiry_seconds=600")));
  assertEquals([ran.code, Object.keys(files)], [0, [FILE]], ran.err);
});

Deno.test("registry logout takes the credentials out", async () => {
  const auths = { "registry.digitalocean.com": { auth: "x" }, "other.example": {} };
  const files: Record<string, string> = { [FILE]: JSON.stringify({ auths }) };
  assertEquals((await cli("registry logout", world(files))).code, 0);
  assertEquals(JSON.parse(files[FILE] ?? ""), { auths: { "other.example": {} } });
  const again = await cli("registry logout", world(files));
  assertEquals([again.code, again.err], [
    1,
    `doapi: ${FILE} has no registry.digitalocean.com\n`,
  ]);
});

Deno.test("a broken file of docker's is left alone", async () => {
  const files: Record<string, string> = { [FILE]: "[]" };
  const ran = await cli("registry login images", world(files, FIND));
  assertEquals([ran.code, files[FILE]], [1, "[]"]);
  assertStringIncludes(ran.err, "it is not a JSON object");
});

const DATABASE = {
  id: "3f8f5b0c-1c1e-4f0a-9d50-1f1c5ad8a5c5",
  name: "main",
  connection: { uri: "postgres://u:p@host/db", host: "host" },
  private_connection: { uri: "postgres://u:p@private/db", host: "private" },
};

Deno.test("database connection prints how to connect, or the URI alone", async () => {
  const list = {
    request: "GET /v2/databases?per_page=200",
    reply: { databases: [DATABASE] },
  };
  const whole = await cli("database connection main", { fetch: script(list).fetch });
  assertEquals(JSON.parse(whole.out), DATABASE.connection);
  const line = "database connection main --private --uri";
  const uri = await cli(line, { fetch: script(list).fetch });
  assertEquals([uri.code, uri.out], [0, "postgres://u:p@private/db\n"]);
  const none = await cli("database connection main --standby", { fetch: script(list).fetch });
  assertEquals(none.code, 1);
  assertStringIncludes(none.err, "There is no standby connection of database cluster main");
});
