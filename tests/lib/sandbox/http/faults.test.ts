import { assertEquals, assertThrows } from "@std/assert";
import type { FaultRule } from "@doapi/doapi/sandbox";
import { bench, ORIGIN, PLAIN } from "../support.ts";

const CREATE = { name: "a", ...PLAIN };

Deno.test("a status comes instead of an effect, with an error body that fits", async () => {
  const { call, sandbox } = bench();
  sandbox.faults.add({ method: "post", path: "/v2/droplets", status: 503 });
  const { status, json, headers } = await call("POST", "/v2/droplets", CREATE);
  assertEquals(status, 503);
  assertEquals(json, {
    id: "service_unavailable",
    message: "Service temporarily unavailable, please try again.",
    request_id: headers.get("x-request-id"),
  });
  assertEquals((await call("GET", "/v2/droplets")).json.meta.total, 0);
});

Deno.test("a fault's status can have a custom body and headers", async () => {
  const { call, sandbox } = bench();
  sandbox.faults.add({ times: 1, status: 429, body: { id: "x" }, headers: { "retry-after": "7" } });
  sandbox.faults.add({ times: 1, status: 500, body: "plain" });
  sandbox.faults.add({ times: 1, status: 204 });
  const first = await call("GET", "/v2/account");
  assertEquals([first.status, first.json, first.headers.get("retry-after")], [
    429,
    { id: "x" },
    "7",
  ]);
  const second = await call("GET", "/v2/account");
  assertEquals([second.status, second.text], [500, "plain"]);
  const third = await call("GET", "/v2/account");
  assertEquals([third.status, third.text], [204, ""]);
  assertEquals((await call("GET", "/v2/account")).status, 200);
});

Deno.test("a rule applies to its method and path only, and so many times", async () => {
  const { call, sandbox } = bench({ seed: { droplets: 1 } });
  const { id } = sandbox.faults.add({
    method: "GET",
    path: "/v2/droplets/*",
    times: 2,
    status: 500,
  });
  const statuses = [];
  for (
    const [method, path] of [
      ["GET", "/v2/droplets"],
      ["GET", "/v2/dropletsX"],
      ["DELETE", "/v2/droplets/1"],
      ["GET", "/v2/droplets/3164001"],
      ["GET", "/v2/droplets/3164001/actions?page=1"],
      ["GET", "/v2/droplets/3164001"],
    ] as const
  ) statuses.push((await call(method, path)).status);
  assertEquals(statuses, [200, 404, 404, 500, 500, 200]);
  assertEquals(sandbox.requests.map((request) => request.fault), [
    undefined,
    undefined,
    undefined,
    id,
    id,
    undefined,
  ]);
  assertEquals(sandbox.faults.list(), []);
});

Deno.test("a probability hits its share, the same one in every run", async () => {
  const run = async (): Promise<number[]> => {
    const { call, sandbox } = bench({ rateLimit: false });
    sandbox.faults.add({ probability: 0.25, status: 500 });
    const statuses: number[] = [];
    for (let i = 0; i < 400; i++) statuses.push((await call("GET", "/v2/account")).status);
    return statuses;
  };
  const first = await run();
  const hits = first.filter((status) => status === 500).length;
  assertEquals(hits > 70 && hits < 130, true, `${hits} of 400`);
  assertEquals(await run(), first);
});

Deno.test("a connection dropped before has no effect, one dropped after has", async () => {
  const { call, sandbox } = bench();
  for (const [drop, total] of [["before", 0], ["after", 1]] as const) {
    sandbox.faults.add({ method: "POST", times: 1, drop });
    const error = await call("POST", "/v2/droplets", CREATE).catch((error) => error);
    assertEquals(error instanceof TypeError, true);
    assertEquals((await call("GET", "/v2/droplets")).json.meta.total, total);
  }
  assertEquals(sandbox.requests.map((request) => request.status), [null, 200, null, 200]);
});

Deno.test("a truncated answer is cut in half or where it is told to be", async () => {
  const { call, sandbox } = bench();
  const { text } = await call("GET", "/v2/account");
  sandbox.faults.add({ times: 1, truncate: true });
  sandbox.faults.add({ times: 1, truncate: 10 });
  const half = await call("GET", "/v2/account");
  assertEquals([half.status, half.text], [200, text.slice(0, Math.floor(text.length / 2))]);
  assertEquals((await call("GET", "/v2/account")).text, text.slice(0, 10));
});

Deno.test("an HTML page comes from a proxy that the request never got through", async () => {
  const { call, sandbox } = bench();
  sandbox.faults.add({ times: 1, html: true });
  const { status, text, headers } = await call("POST", "/v2/droplets", CREATE);
  assertEquals([status, headers.get("content-type")], [502, "text/html"]);
  assertEquals(text.startsWith("<!DOCTYPE html>"), true);
  assertEquals((await call("GET", "/v2/droplets")).json.meta.total, 0);
});

Deno.test("bad JSON comes under the type of JSON, after the effect", async () => {
  const { call, sandbox } = bench();
  sandbox.faults.add({ times: 1, badJson: true });
  const { status, json, headers } = await call("POST", "/v2/droplets", CREATE);
  assertEquals([status, headers.get("content-type")], [202, "application/json"]);
  assertEquals(json, undefined);
  assertEquals((await call("GET", "/v2/droplets")).json.meta.total, 1);
});

Deno.test("latency is waited for, and the rest of the rule comes after it", async () => {
  const { call, sandbox, clock } = bench();
  const start = clock.now();
  sandbox.faults.add({ times: 1, latency: 30, status: 500 });
  assertEquals((await call("GET", "/v2/account")).status, 500);
  assertEquals(clock.now() - start, 30_000);
});

Deno.test("an action can be made to end errored, without its effect", async () => {
  const { call, sandbox, clock } = bench({ seed: { droplets: 1 } });
  sandbox.faults.add({ path: "*/actions", times: 1, errorAction: true });
  const { status, json } = await call("POST", "/v2/droplets/3164001/actions", {
    type: "power_off",
  });
  assertEquals([status, json.action.status], [201, "in-progress"]);
  clock.advance(10);
  const { action } = (await call("GET", `/v2/actions/${json.action.id}`)).json;
  assertEquals([action.status, action.completed_at], ["errored", "2026-01-01T00:00:10Z"]);
  const { droplet } = (await call("GET", "/v2/droplets/3164001")).json;
  assertEquals([droplet.status, droplet.locked], ["active", false]);
});

Deno.test("a droplet whose creation ends errored vanishes", async () => {
  const { call, sandbox, clock } = bench();
  sandbox.faults.add({ method: "POST", path: "/v2/droplets", times: 1, errorAction: true });
  assertEquals((await call("POST", "/v2/droplets", CREATE)).status, 202);
  assertEquals((await call("GET", "/v2/droplets/3164001")).status, 200);
  clock.advance(10);
  assertEquals((await call("GET", "/v2/droplets/3164001")).status, 404);
  assertEquals((await call("GET", "/v2/actions/36804001")).json.action.status, "errored");
});

Deno.test("rules are listed in their order, and cleared one by one or all", () => {
  const { sandbox } = bench();
  const { faults } = sandbox;
  const one = faults.add({ status: 500 });
  const two = faults.add({ latency: 1, times: 3 });
  assertEquals(faults.list(), [
    { id: 1, status: 500, left: null },
    { id: 2, latency: 1, times: 3, left: 3 },
  ]);
  faults.clear(one.id);
  assertEquals(faults.list(), [two]);
  faults.clear();
  assertEquals(faults.list(), []);
});

Deno.test("a rule given away cannot be changed from outside", async () => {
  const { sandbox, call } = bench();
  const rule: FaultRule = { status: 500, path: "/v2/account" };
  const added = sandbox.faults.add(rule);
  rule.path = added.path = "/nowhere";
  assertEquals((await call("GET", "/v2/account")).status, 500);
});

for (
  const [rule, message] of [
    [{}, "A fault rule needs one of status, latency"],
    [{ path: "/v2/*" }, "A fault rule needs one of status, latency"],
    [{ html: false }, "A fault rule needs one of status, latency"],
    [{ status: 500, typo: 1 }, 'A fault rule has an unknown field "typo", none of method, path'],
    [
      { status: "500" },
      '"status" of a fault rule must be a whole number from 200 to 599, not "500"',
    ],
    [{ status: 99 }, '"status" of a fault rule must be a whole number from 200 to 599, not 99'],
    [{ status: 404.5 }, '"status" of a fault rule must be a whole number from 200 to 599'],
    [{ status: 500, method: "FETCH" }, '"method" of a fault rule must be one of GET, HEAD'],
    [{ status: 500, path: "v2/droplets" }, '"path" of a fault rule must be a path that begins'],
    [{ status: 500, headers: [] }, '"headers" of a fault rule must be header names'],
    [{ status: 500, headers: { "a b": "7" } }, '"headers" of a fault rule must be header names'],
    [{ status: 500, headers: { a: 7 } }, '"headers" of a fault rule must be header names'],
    [{ status: 500, times: 0 }, '"times" of a fault rule must be a whole number from 1, not 0'],
    [
      { status: 500, probability: 2 },
      '"probability" of a fault rule must be a number from 0 to 1, not 2',
    ],
    [{ drop: "now" }, '"drop" of a fault rule must be one of before, after, not "now"'],
    [{ latency: -1 }, '"latency" of a fault rule must be a number of seconds from 0 to 86400'],
    [{ latency: 1e9 }, '"latency" of a fault rule must be a number of seconds from 0 to 86400'],
    [
      { truncate: -1 },
      '"truncate" of a fault rule must be true, false or a whole number from 0, not -1',
    ],
  ] as const
) {
  Deno.test(`the rule ${JSON.stringify(rule)} is refused`, () => {
    const { sandbox } = bench();
    assertThrows(() => sandbox.faults.add(rule as unknown as FaultRule), TypeError, message);
    assertEquals(sandbox.faults.list(), []);
  });
}

Deno.test("a fault hits requests without a token too, as a proxy before the API would", async () => {
  const { sandbox } = bench();
  sandbox.faults.add({ status: 502 });
  assertEquals((await sandbox.fetch(`${ORIGIN}/v2/account`)).status, 502);
});
