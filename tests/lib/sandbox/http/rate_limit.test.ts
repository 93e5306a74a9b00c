import { assertEquals } from "@std/assert";
import { type Bench, bench, type Reply } from "../support.ts";

async function times(b: Bench, count: number, path = "/v2/account"): Promise<Reply> {
  let last: Reply | undefined;
  for (let i = 0; i < count; i++) last = await b.call("GET", path);
  return last as Reply;
}

Deno.test("the 251st request of a minute is refused and told how long to wait", async () => {
  const b = bench();
  assertEquals((await times(b, 100)).status, 200);
  b.clock.advance(20);
  const last = await times(b, 150);
  assertEquals([last.status, last.headers.get("ratelimit-remaining")], [200, "4750"]);
  const { status, json, headers } = await times(b, 1);
  assertEquals(status, 429);
  assertEquals(json, {
    id: "too_many_requests",
    message: "API Rate limit exceeded.",
    request_id: headers.get("x-request-id"),
  });
  assertEquals(headers.get("retry-after"), "40");
  assertEquals(headers.get("ratelimit-remaining"), "4750");
  b.clock.advance(40);
  assertEquals((await times(b, 100)).status, 200);
  assertEquals((await times(b, 1)).status, 429);
});

Deno.test("the 5,001st request of an hour is refused without saying how long to wait", async () => {
  const b = bench();
  for (let minute = 0; minute < 20; minute++) {
    assertEquals((await times(b, 250)).status, 200);
    b.clock.advance(60);
  }
  const { status, headers } = await times(b, 1);
  assertEquals([status, headers.get("retry-after")], [429, null]);
  assertEquals(headers.get("ratelimit-remaining"), "0");
  assertEquals(headers.get("ratelimit-reset"), String(Date.UTC(2026, 0, 1, 1) / 1000));
  b.clock.advance(40 * 60);
  const next = await times(b, 1);
  assertEquals([next.status, next.headers.get("ratelimit-remaining")], [200, "249"]);
});

Deno.test("the keys may be listed ten times a minute, and read one by one more often", async () => {
  const b = bench();
  assertEquals((await times(b, 10, "/v2/account/keys")).status, 200);
  const { status, headers } = await times(b, 1, "/v2/account/keys/?page=2");
  assertEquals([status, headers.get("retry-after")], [429, "60"]);
  assertEquals((await times(b, 20, "/v2/account/keys/1")).status, 404);
  b.clock.advance(60);
  assertEquals((await times(b, 1, "/v2/account/keys")).status, 200);
});

Deno.test("each token has limits of its own", async () => {
  const b = bench();
  await times(b, 250);
  const other = { authorization: "Bearer other" };
  assertEquals((await b.call("GET", "/v2/account", undefined, other)).status, 200);
  assertEquals((await times(b, 1)).status, 429);
});

Deno.test("limits that are not enforced are still counted", async () => {
  const b = bench({ rateLimit: false });
  const { status, headers } = await times(b, 5100);
  assertEquals([status, headers.get("ratelimit-remaining")], [200, "0"]);
  assertEquals((await times(b, 20, "/v2/account/keys")).status, 200);
});
