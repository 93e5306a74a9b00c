import { assertEquals, assertThrows } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { PLAN } from "../../../lib/sandbox/generic/plan.ts";
import { objections } from "../../../lib/sandbox/generic/strict.ts";
import { sampleBody } from "../../support/sample.ts";
import { bench, PLAIN } from "./support.ts";

const STRICT = "400 strict: The simulator is strict about ";

for (
  const [method, path, body, reason] of [
    ["POST", "/v2/tags", { nmae: "a", name: "a" }, 'POST /v2/tags: the body has no "nmae".'],
    [
      "POST",
      "/v2/firewalls",
      { name: "a", inbound_rules: [{ protocol: "tcp", port: "80", sources: { adresses: [] } }] },
      'POST /v2/firewalls: the body has no "inbound_rules[0].port", ' +
      '"inbound_rules[0].sources.adresses".',
    ],
    ["GET", "/v2/droplets?nmae=a&page=2", undefined, 'GET /v2/droplets: the query has no "nmae".'],
    [
      "DELETE",
      "/v2/droplets/3164001",
      { force: true },
      'DELETE /v2/droplets/{droplet_id}: the body has no "force".',
    ],
    [
      "POST",
      "/v2/volumes?wait=1",
      { name: "a", size: 1 },
      'POST /v2/volumes: the query has no "wait"; the body has no "size".',
    ],
  ] as const
) {
  Deno.test(`a strict sandbox says of ${method} ${path} what the API does not have`, async () => {
    const { refused, sandbox } = bench({ strict: true, seed: { droplets: 1 } });
    const before = sandbox.snapshot();
    assertEquals(await refused(method, path, body), STRICT + reason);
    const { droplets, resources, tags } = sandbox.snapshot();
    assertEquals([droplets, resources, tags], [before.droplets, before.resources, before.tags]);
  });
}

Deno.test("a sandbox that is not strict takes the same as the API does", async () => {
  const { call } = bench({ seed: { droplets: 1 } });
  assertEquals((await call("POST", "/v2/tags?wait=1", { nmae: "a", name: "a" })).status, 201);
});

Deno.test("a strict sandbox takes what the description has, in its alternatives too", async () => {
  const { call } = bench({ strict: true });
  const created = await call("POST", "/v2/droplets", { name: "web-1", ...PLAIN, tags: ["a"] });
  assertEquals(created.status, 202);
  const many = await call("POST", "/v2/droplets", { names: ["web-2"], ...PLAIN });
  assertEquals(many.status, 202);
  assertEquals((await call("GET", "/v2/droplets?name=web-1&per_page=1")).json.meta.total, 1);
  // The description has no pages of these, and clients ask for them all the same.
  assertEquals((await call("GET", "/v2/databases?page=1&per_page=200")).status, 200);
});

Deno.test("what a strict sandbox has refused is counted by reason", async () => {
  const { call, sandbox } = bench({ strict: true });
  for (const name of ["a", "b"]) await call("POST", "/v2/tags", { name, colour: "red" });
  await call("GET", "/v2/tags?q=1");
  await call("GET", "/v2/droplet");
  assertEquals(sandbox.refused, [
    { method: "POST", path: "/v2/tags", reason: 'the body has no "colour"', requests: 2 },
    { method: "GET", path: "/v2/tags", reason: 'the query has no "q"', requests: 1 },
    { method: "GET", path: "/v2/droplet", reason: "the API has no such operation", requests: 1 },
  ]);
  sandbox.clearRequests();
  assertEquals(sandbox.refused, []);
});

Deno.test("a strict sandbox refuses operations that are deprecated", async () => {
  const { refused } = bench({ strict: true });
  const message = "GET /v2/registry: the operation is deprecated.";
  assertEquals(await refused("GET", "/v2/registry"), STRICT + message);
});

Deno.test("a strict sandbox takes whatever the description has, of every operation", () => {
  for (const { operation } of PLAN.filter(({ operation }) => !operation.deprecated)) {
    const { id, params = [], body } = operation;
    const query = params.filter((one) => one.in === "query").map(({ name }) => [name, "x"]);
    const sent = body && body.type === undefined ? sampleBody(body.schema) : {};
    assertEquals([id, objections(operation, new URLSearchParams(query), sent)], [id, []]);
  }
});

Deno.test("a strict sandbox without the rest of the API is refused", () => {
  assertThrows(() => createSandbox({ strict: true, rest: false }), Error, "needs the rest");
});
