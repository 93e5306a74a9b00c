import { assert, assertEquals, assertThrows } from "@std/assert";
import { DOAPI } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
import { RateLimiter } from "../../../lib/core/rate_limiter.ts";
import { fakeClock, steppedClock } from "../../support/script.ts";

/** A client of a simulator that enforces its limits. */
function world(options: object = {}) {
  const clock = fakeClock();
  const sandbox = createSandbox({
    now: clock.now,
    actionTime: 30,
    seed: { account: { droplet_limit: 1e6 }, droplets: 700 },
  });
  const doapi = new DOAPI("t", { fetch: sandbox.fetch, ...clock, ...options });
  const refused = () => sandbox.requests.filter(({ status }) => status === 429).length;
  return { clock, doapi, refused };
}

Deno.test("700 reboots and the wait for them stay under the limit of a minute, and none is lost", async () => {
  const { clock, doapi, refused } = world();
  const begun = clock.now();
  const actions = [];
  for (let i = 0; i < 700; i++) actions.push(await doapi.droplet(3164001 + i).reboot());
  const ends = await Array.fromAsync(doapi.waitActions(actions));
  assertEquals(ends.filter((action) => action.completed).length, 700);
  assertEquals(refused(), 0);
  const minutes = (clock.now() - begun) / 60_000;
  assert(minutes < 4, `${minutes} minutes`);
});

Deno.test("the first 240 requests are not held back", async () => {
  const { clock, doapi } = world();
  for (let i = 0; i < 240; i++) await doapi.fetchDroplet(3164001 + i);
  assertEquals(clock.slept, []);
  await doapi.fetchDroplet(3164001);
  assertEquals(clock.slept, [60]);
});

Deno.test("requests that are held back together go out a minute after the oldest, and so on", async () => {
  const pace = new RateLimiter(2);
  const clock = steppedClock(0);
  const held: unknown[] = [];
  const told: number[] = [];
  for (const now of [0, 10_000, 20_000, 20_000, 20_000]) {
    await clock.moveTo(now);
    pace.turn(clock, undefined, (seconds) => told.push(seconds)).then((time) => held.push(time));
  }
  await clock.moveTo(120_000);
  assertEquals([held, told], [[0, 0, 40, 50, 100], [40, 50, 100]]);
});

Deno.test("a request that is aborted while it is held back leaves no gap", async () => {
  const clock = steppedClock();
  const begun = clock.now();
  const sent: number[] = [];
  const doapi = new DOAPI("t", {
    ...clock,
    perMinute: 10,
    fetch: () => (sent.push((clock.now() - begun) / 1000), Promise.resolve(new Response("{}"))),
  });
  const stop = new AbortController();
  const request = (options = {}) => doapi.request("/v2/account", options);
  for (let i = 0; i < 10; i++) await request();
  const held = Array.from({ length: 300 }, () => request({ signal: stop.signal }));
  const behind = request();
  await clock.moveTo(begun + 1000);
  stop.abort(new Error("enough"));
  const ends = await Promise.allSettled(held);
  assertEquals(new Set(ends.map(({ status }) => status)), new Set(["rejected"]));
  const next = request();
  await clock.moveTo(begun + 60_000);
  await Promise.all([behind, next]);
  assertEquals(sent, [...Array(10).fill(0), 60, 60]);
});

Deno.test("what is tried again counts, too, and how long it was held back is told", async () => {
  const clock = fakeClock();
  const told: number[] = [];
  const doapi = new DOAPI("t", {
    ...clock,
    random: () => 0,
    perMinute: 1,
    fetch: () => Promise.resolve(new Response("{}", { status: told.length < 2 ? 503 : 200 })),
    onRequest: ({ heldBack }) => void told.push(heldBack),
  });
  await doapi.request("/v2/account");
  assertEquals(told, [0, 60]);
});

Deno.test("a hold is told before it begins, unless it is over in a moment", async () => {
  const clock = fakeClock();
  const told: unknown[] = [];
  const doapi = new DOAPI("t", {
    ...clock,
    perMinute: 2,
    fetch: () => Promise.resolve(new Response("{}")),
    onHold: (seconds) => void told.push([seconds, clock.slept.length]),
  });
  const request = () => doapi.request("/v2/account");
  await request();
  await clock.sleep(59.5);
  await request();
  assertEquals(told, []);
  // Half a second until the minute of the first is over, then most of a minute for the second.
  await request();
  assertEquals(told, []);
  await request();
  assertEquals(told, [[59.5, 2]]);
  assertEquals(clock.slept, [59.5, 0.5, 59.5]);
});

Deno.test("perMinute: null holds nothing back, nor is a server of this machine paced", async () => {
  for (const options of [{ perMinute: null }, { endpoint: "http://127.0.0.1:1" }]) {
    const clock = fakeClock();
    const fetch = () => Promise.resolve(new Response("{}"));
    const doapi = new DOAPI("t", { fetch, ...clock, ...options });
    for (let i = 0; i < 600; i++) await doapi.request("/v2/account");
    assertEquals(clock.slept, []);
  }
});

Deno.test("a request that is held back ends when its signal is aborted", async () => {
  const stop = new AbortController();
  const doapi = new DOAPI("t", {
    fetch: () => Promise.resolve(new Response("{}")),
    perMinute: 1,
    signal: stop.signal,
  });
  await doapi.request("/v2/account");
  const held = doapi.request("/v2/account").catch((error) => error.message);
  stop.abort(new Error("enough"));
  assertEquals(await held, "enough");
});

Deno.test("less than one request a minute is refused", () => {
  for (const perMinute of [0, -1, NaN]) {
    assertThrows(() => new DOAPI("t", { perMinute }), RangeError, "too few");
  }
});
