import { assertEquals, assertMatch } from "@std/assert";
import { type Bench, bench } from "../../support.ts";

async function body(b: Bench, more: Record<string, unknown> = {}) {
  const { project } = (await b.call("GET", "/v2/projects/default")).json;
  return { name: "vectors", region: "tor1", size: "small", project_id: project.id, ...more };
}

/** Makes a vector database, waits until it is active and gives its path. */
async function vectors(b: Bench): Promise<string> {
  const { json } = await b.call("POST", "/v2/vector-databases", await body(b));
  b.clock.advance(10);
  return `/v2/vector-databases/${json.vector_db.id}`;
}

// deno-lint-ignore no-explicit-any -- answers are read like any JSON
async function shown(b: Bench, path: string): Promise<any> {
  return (await b.call("GET", path)).json.vector_db;
}

Deno.test("a vector database is created, active, resized and deleted in time", async () => {
  const b = bench();
  const made = await b.call("POST", "/v2/vector-databases", await body(b, { tags: ["search"] }));
  const { id, status, tags, endpoints } = made.json.vector_db;
  assertEquals([status, tags], ["creating", ["search"]]);
  assertMatch(endpoints.http, /^https:\/\/vectors-tor1-\w{8}\.weaviate\.ondigitalocean\.com$/);
  const path = `/v2/vector-databases/${id}`;
  assertMatch(await b.refused("POST", `${path}/resize`, { id, size: "large" }), /^412 /);
  b.clock.advance(10);
  assertEquals((await shown(b, path)).status, "active");
  await b.call("POST", `${path}/resize`, { id, size: "large" });
  b.clock.advance(10);
  const { size, status: after } = await shown(b, path);
  assertEquals([size, after], ["large", "active"]);
  assertEquals((await b.call("DELETE", path)).status, 204);
  assertEquals((await shown(b, path)).status, "deleting");
  b.clock.advance(10);
  assertEquals((await b.call("GET", path)).status, 404);
});

const REFUSED: [change: Record<string, unknown>, message: RegExp][] = [
  [{ name: "A B" }, /name must be/],
  [{ region: "moon1" }, /invalid region/],
  [{ size: "huge" }, /size must be one of small, medium, large/],
  [{ project_id: "none" }, /Project could not be found/],
  [{ project_id: undefined }, /project_id is required/],
];

for (const [change, message] of REFUSED) {
  Deno.test(`a vector database with ${JSON.stringify(change)} is refused: ${message.source}`, async () => {
    const b = bench();
    const refusal = await b.refused("POST", "/v2/vector-databases", await body(b, change));
    assertMatch(refusal, /^422 /);
    assertMatch(refusal, message);
  });
}

Deno.test("the configuration and the tags of a vector database change", async () => {
  const b = bench();
  const path = await vectors(b);
  const id = path.split("/").at(-1);
  const config = { enable_auto_schema: true, default_quantization: "pq" };
  const { vector_db } = (await b.call("PUT", path, { id, config })).json;
  assertEquals(vector_db.config, {
    weaviate_version: vector_db.config.weaviate_version,
    ...config,
  });
  const wrong = { id, config: { default_quantization: "xq" } };
  assertMatch(await b.refused("PUT", path, wrong), /^422 /);
  await b.call("PUT", `${path}/tags`, { id, tags: ["a", "b"] });
  assertEquals((await shown(b, path)).tags, ["a", "b"]);
  const first = (await b.call("GET", `${path}/credentials`)).json;
  assertEquals((await b.call("GET", `${path}/credentials`)).json, first);
});

Deno.test("a vector database is restored from one of its backups", async () => {
  const b = bench();
  const path = await vectors(b);
  const list = async () => (await b.call("GET", `${path}/backups`)).json.backups;
  assertEquals(await list(), []);
  b.clock.advance(10);
  const [{ backup_id, status }] = await list();
  assertEquals(status, "SUCCESS");
  const restore = `${path}/backups/${backup_id}/restore`;
  assertEquals((await b.call("GET", restore)).status, 404);
  const body = { id: path.split("/").at(-1), backup_id };
  assertEquals((await b.call("POST", restore, body)).json, { backup_id, status: "STARTED" });
  assertEquals((await b.call("GET", restore)).json, { backup_id, status: "STARTED" });
  b.clock.advance(10);
  assertEquals((await b.call("GET", restore)).json, { backup_id, status: "SUCCESS" });
  assertEquals((await shown(b, path)).last_restore_id, backup_id);
  assertEquals((await b.call("POST", `${path}/backups/none/restore`, body)).status, 404);
});
