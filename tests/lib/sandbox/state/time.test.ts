import { assertEquals, assertThrows } from "@std/assert";
import { DOAPI } from "@doapi/doapi";
import { createSandbox, FakeClock } from "@doapi/doapi/sandbox";
import { bench, PLAIN } from "../support.ts";

const CREATE = { name: "a", ...PLAIN };

Deno.test("with an action time of 0 the answer says in-progress and the next read completed", async () => {
  const { call } = bench({ actionTime: 0 });
  const { json } = await call("POST", "/v2/droplets", CREATE);
  assertEquals(json.droplet.status, "new");
  const { action } = (await call("GET", `/v2/actions/${json.links.actions[0].id}`)).json;
  assertEquals([action.status, action.completed_at], ["completed", "2026-01-01T00:00:00Z"]);
  const reboot = await call("POST", "/v2/droplets/3164001/actions", { type: "reboot" });
  assertEquals([reboot.status, reboot.json.action.status], [201, "in-progress"]);
  assertEquals((await call("GET", "/v2/droplets/3164001")).json.droplet.status, "active");
});

for (const actionTime of ["manual", Infinity] as const) {
  Deno.test(`with the action time ${actionTime} nothing ends until the clock is advanced by hand`, async () => {
    const { call, clock, sandbox } = bench({ actionTime });
    await call("POST", "/v2/droplets", CREATE);
    const status = async () => (await call("GET", "/v2/droplets/3164001")).json.droplet.status;
    clock.advance(1e6);
    sandbox.advance(0);
    assertEquals(await status(), "new");
    sandbox.restore(JSON.parse(JSON.stringify(sandbox.snapshot())));
    sandbox.advance(1);
    assertEquals(await status(), "active");
  });
}

Deno.test("the sandbox's own clock can be advanced, and not turned back", async () => {
  const { call, sandbox } = bench();
  await call("POST", "/v2/droplets", CREATE);
  sandbox.advance(10);
  const { action } = (await call("GET", "/v2/actions/36804001")).json;
  assertEquals([action.status, action.completed_at], ["completed", "2026-01-01T00:00:10Z"]);
  const now = sandbox.clock.now();
  for (const seconds of [-1, NaN, Infinity, 1e12, 1e300]) {
    assertThrows(() => sandbox.advance(seconds), RangeError);
  }
  assertEquals(sandbox.clock.now(), now);
});

Deno.test("a frozen clock stands until it is advanced, and runs on from there", () => {
  const { sandbox, clock } = bench();
  const start = clock.now();
  const elapsed = () => (sandbox.clock.now() - start) / 1000;
  sandbox.clock.freeze();
  clock.advance(5);
  assertEquals([elapsed(), sandbox.clock.frozen], [0, true]);
  sandbox.advance(7);
  assertEquals(elapsed(), 7);
  sandbox.clock.thaw();
  clock.advance(1);
  assertEquals([elapsed(), sandbox.clock.frozen], [8, false]);
});

Deno.test("with a status lag the action is completed while its droplet is still new", async () => {
  const { call, clock, sandbox } = bench({ statusLag: 3 });
  await call("POST", "/v2/droplets", CREATE);
  const seen = async () => {
    const { action } = (await call("GET", "/v2/actions/36804001")).json;
    const { droplet } = (await call("GET", "/v2/droplets/3164001")).json;
    return [action.status, droplet.status, droplet.locked, droplet.networks.v4.length];
  };
  clock.advance(10);
  assertEquals(await seen(), ["completed", "new", true, 0]);
  sandbox.restore(JSON.parse(JSON.stringify(sandbox.snapshot())));
  clock.advance(3);
  assertEquals(await seen(), ["completed", "active", false, 2]);
});

Deno.test("with a list lag a new droplet is read by id before it is listed", async () => {
  const { call, clock } = bench({ listLag: 5, seed: { droplets: 2 } });
  clock.advance(5);
  await call("POST", "/v2/droplets", CREATE);
  assertEquals((await call("GET", "/v2/droplets/3164003")).status, 200);
  const total = async (query = "") => (await call("GET", `/v2/droplets${query}`)).json.meta.total;
  assertEquals([await total(), await total("?name=a"), await total("?per_page=2&page=2")], [
    2,
    0,
    2,
  ]);
  assertEquals((await call("GET", "/v2/droplets?per_page=2&page=2")).json.droplets, []);
  clock.advance(5);
  assertEquals([await total(), await total("?name=a")], [3, 1]);
});

Deno.test("things that fall due while nobody looks happen in order", async () => {
  const { call, clock } = bench();
  await call("POST", "/v2/droplets", { ...CREATE, names: ["a", "b"], name: undefined });
  clock.advance(4);
  await call("POST", "/v2/droplets", CREATE);
  clock.advance(100);
  const { json } = await call("GET", "/v2/actions");
  assertEquals(
    json.actions.map((a: { completed_at: string }) => a.completed_at.slice(11, 19)),
    ["00:00:14", "00:00:10", "00:00:10"],
  );
});

Deno.test("latency is waited for with the sleep that was given, and ends with the signal", async () => {
  const waits: number[] = [];
  const { call, sandbox } = bench({
    latency: 0.5,
    sleep: (seconds, signal) => {
      waits.push(seconds);
      return signal?.aborted ? Promise.reject(signal.reason) : Promise.resolve();
    },
  });
  await call("GET", "/v2/account");
  assertEquals(waits, [0.5]);
  const controller = new AbortController();
  const pending = sandbox.fetch("https://api.digitalocean.com/v2/account", {
    signal: controller.signal,
  }).catch((error) => error);
  const reason = new Error("enough");
  controller.abort(reason);
  assertEquals(await pending, reason);
});

Deno.test("one clock serves a sandbox and its client, both of which count seconds", async () => {
  const { now, sleep } = new FakeClock();
  const { fetch } = createSandbox({
    now,
    sleep,
    latency: 2,
    actionTime: 60,
    seed: { droplets: 1 },
  });
  const doapi = new DOAPI("any", { fetch, now, sleep });
  const begun = now();
  const action = await (await doapi.droplet(3164001).reboot()).wait({ waitInterval: 10 });
  assertEquals(action.completed, true);
  // The answer to the reboot takes two seconds, each of the five looks two, after a pause of ten.
  assertEquals((now() - begun) / 1000, 2 + 5 * (10 + 2));
});
