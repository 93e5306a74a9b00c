/** Answers to `new` and `update` that have another shape than the one to `show`. */

import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { script } from "../../support/script.ts";

const DATABASE = { id: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30", name: "main" };
const KEY = { name: "ci", access_key: "DO00X", grants: [] };
const POOL = { name: "web", mode: "session", size: 10, db: "app", user: "doadmin" };
const PREFIX = { uuid: "f47ac10b-58cc-4372-a567-0e02b2c3d479", region: "nyc3", status: "new" };
const POOLS = `/v2/databases/${DATABASE.id}/pools`;
const DATABASES = { request: "GET /v2/databases?per_page=200", reply: { databases: [DATABASE] } };

Deno.test("spaces-key new prints the secret, which the API shows once", async () => {
  const key = { ...KEY, secret_key: "s3cret" };
  const { fetch, done } = script({ request: "POST /v2/spaces/keys", status: 201, reply: { key } });
  const ran = await cli("spaces-key new ci", { fetch });
  assertEquals([ran.code, JSON.parse(ran.out)], [0, key], ran.err);
  done();
});

Deno.test("spaces-key update prints the changed key", async () => {
  const { fetch, done } = script(
    { request: "GET /v2/spaces/keys/DO00X", reply: { key: KEY } },
    { request: "PATCH /v2/spaces/keys/DO00X", reply: { key: { ...KEY, name: "cd" } } },
  );
  const ran = await cli("spaces-key update DO00X --name cd", { fetch });
  assertEquals([ran.code, JSON.parse(ran.out).name], [0, "cd"], ran.err);
  done();
});

Deno.test("byoip-prefix new prints the object that is the whole answer", async () => {
  const { fetch, done } = script({
    request: "POST /v2/byoip_prefixes",
    status: 202,
    reply: PREFIX,
  });
  const line = "byoip-prefix new 203.0.113.0/24 --region nyc3 --signature x";
  const ran = await cli(line, { fetch });
  assertEquals([ran.code, JSON.parse(ran.out)], [0, PREFIX], ran.err);
  done();
});

Deno.test("database pool update has no answer, so the pool is fetched again", async () => {
  const { fetch, done } = script(
    DATABASES,
    { request: `GET ${POOLS}/web`, reply: { pool: POOL } },
    { request: `PUT ${POOLS}/web`, status: 204 },
    { request: `GET ${POOLS}/web`, reply: { pool: { ...POOL, size: 20 } } },
  );
  const ran = await cli("database pool update main web --size 20", { fetch });
  assertEquals([ran.code, JSON.parse(ran.out).size], [0, 20], ran.err);
  done();
});

Deno.test("alert sink new has no answer, and prints nothing", async () => {
  const { fetch, done } = script({ request: "POST /v2/monitoring/sinks", status: 202 });
  const line = `alert sink new --destination ${PREFIX.uuid}`;
  const ran = await cli(line, { fetch });
  assertEquals([ran.code, ran.out, ran.err], [0, "", ""]);
  done();
});
