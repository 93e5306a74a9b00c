import { assertEquals } from "@std/assert";
import { bench, ORIGIN, PLAIN } from "../support.ts";

Deno.test("the operations that requests were for are counted by status, whatever their ids", async () => {
  const { call, sandbox } = bench({ seed: { droplets: 2 } });
  for (const id of [3164001, 3164002, 7]) await call("GET", `/v2/droplets/${id}`);
  await call("POST", "/v2/droplets", { name: "a", ...PLAIN });
  await call("GET", "/v2/certificates");
  await call("GET", "/v2/nothing");
  assertEquals(sandbox.operations, [
    { method: "GET", path: "/v2/certificates", requests: 1, statuses: { 200: 1 } },
    { method: "POST", path: "/v2/droplets", requests: 1, statuses: { 202: 1 } },
    {
      method: "GET",
      path: "/v2/droplets/{droplet_id}",
      requests: 3,
      statuses: { 200: 2, 404: 1 },
    },
  ]);
});

Deno.test("requests that a fault answers, or loses, were for an operation too", async () => {
  const { call, sandbox } = bench();
  sandbox.faults.add({ times: 1, status: 503 });
  await call("GET", "/v2/account");
  sandbox.faults.add({ times: 1, drop: "after" });
  await call("GET", "/v2/account").catch(() => {});
  assertEquals(sandbox.operations, [
    { method: "GET", path: "/v2/account", requests: 2, statuses: { 503: 1 } },
  ]);
});

Deno.test("operations and refusals are told over HTTP, and forgotten with the log", async () => {
  const { call, sandbox } = bench({ strict: true });
  await call("GET", "/v2/account?a=1");
  const read = async () => await (await sandbox.fetch(`${ORIGIN}/_sandbox/operations`)).json();
  const operation = { method: "GET", path: "/v2/account", requests: 1 };
  assertEquals(await read(), {
    operations: [{ ...operation, statuses: { 400: 1 } }],
    refused: [{ ...operation, reason: 'the query has no "a"' }],
  });
  await sandbox.fetch(`${ORIGIN}/_sandbox/requests`, { method: "DELETE" });
  assertEquals(await read(), { operations: [], refused: [] });
  await call("GET", "/v2/account");
  sandbox.reset();
  assertEquals(sandbox.operations, []);
});
