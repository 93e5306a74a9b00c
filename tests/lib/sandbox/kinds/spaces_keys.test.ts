import { assertEquals, assertMatch } from "@std/assert";
import { bench } from "../support.ts";

const KEYS = "/v2/spaces/keys";

Deno.test("the secret of a key of object storage is shown once", async () => {
  const b = bench();
  const grants = [{ bucket: "backups", permission: "read" }];
  const { json, status } = await b.call("POST", KEYS, { name: "ci", grants });
  const { access_key, secret_key } = json.key;
  assertEquals([status, secret_key.length], [201, 43]);
  assertMatch(access_key, /^DO00[A-Z2-7]{16}$/);
  const shown = (await b.call("GET", `${KEYS}/${access_key}`)).json.key;
  assertEquals(shown, { name: "ci", grants, access_key, created_at: "2026-01-01T00:00:00Z" });
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes(secret_key), false);
  const changed = await b.call("PUT", `${KEYS}/${access_key}`, { name: "other", grants: [] });
  assertEquals([changed.json.key.name, changed.json.key.secret_key], ["other", undefined]);
  assertEquals((await b.call("DELETE", `${KEYS}/${access_key}`)).status, 204);
  assertEquals((await b.call("GET", `${KEYS}/${access_key}`)).status, 404);
});

Deno.test("grants that contradict each other or name no bucket are refused", async () => {
  const b = bench();
  const full = { bucket: "", permission: "fullaccess" };
  const cases = [
    [[full, { bucket: "a", permission: "read" }], "full access cannot be combined with others."],
    [[{ bucket: "", permission: "read" }], "that is not of full access needs a bucket."],
  ] as const;
  for (const [grants, message] of cases) {
    assertEquals(
      await b.refused("POST", KEYS, { name: "ci", grants }),
      `400 bad_request: A grant ${message.startsWith("full") ? "of " : ""}${message}`,
    );
  }
  assertEquals(await b.refused("POST", KEYS, {}), "400 bad_request: name is required");
});
