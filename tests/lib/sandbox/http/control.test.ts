import { assertEquals } from "@std/assert";
import { bench, ORIGIN, PLAIN } from "../support.ts";

async function ask(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  method: string,
  path: string,
  body?: unknown,
  // deno-lint-ignore no-explicit-any
): Promise<[status: number, json: any]> {
  const response = await fetch(`${ORIGIN}/_sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return [response.status, text === "" ? undefined : JSON.parse(text)];
}

Deno.test("the health is told without a token and is not in the log", async () => {
  const { sandbox } = bench();
  assertEquals(await ask(sandbox.fetch, "GET", "health"), [
    200,
    { status: "ok", time: "2026-01-01T00:00:00.000Z" },
  ]);
  assertEquals(sandbox.requests, []);
});

Deno.test("a seed, a snapshot, a restore and a reset go over HTTP", async () => {
  const { sandbox, call } = bench();
  const total = async () => (await call("GET", "/v2/droplets")).json.meta.total;
  assertEquals(await ask(sandbox.fetch, "POST", "seed", { droplets: 3 }), [204, undefined]);
  assertEquals(await total(), 3);
  const [status, state] = await ask(sandbox.fetch, "GET", "snapshot");
  assertEquals([status, state.version, state.droplets.length], [200, 1, 3]);
  assertEquals(await ask(sandbox.fetch, "POST", "reset"), [204, undefined]);
  assertEquals(await total(), 0);
  assertEquals(await ask(sandbox.fetch, "PUT", "snapshot", state), [204, undefined]);
  assertEquals(await total(), 3);
});

Deno.test("what is refused is a 400 that says why", async () => {
  const { sandbox } = bench();
  const message = async (method: string, path: string, body: unknown) => {
    const [status, json] = await ask(sandbox.fetch, method, path, body);
    return `${status} ${json.id}: ${json.message}`;
  };
  assertEquals(
    await message("POST", "seed", { droplets: [{ name: "a b" }] }),
    "400 bad_request: Cannot seed the sandbox: droplets[0]: " +
      "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
  );
  assertEquals(
    await message("PUT", "snapshot", {}),
    "400 bad_request: Cannot restore the sandbox: the state has no version, " +
      "and this code reads version 1",
  );
  assertEquals(
    await message("POST", "faults", { status: 1 }),
    '400 bad_request: "status" of a fault rule must be a whole number from 200 to 599, not 1',
  );
  assertEquals(
    await message("POST", "clock", { advance: -1 }),
    "400 bad_request: Cannot advance the clock by -1 seconds",
  );
  assertEquals(
    await message("POST", "clock", {}),
    '400 bad_request: Either "advance" or "freeze" is needed.',
  );
  const response = await sandbox.fetch(`${ORIGIN}/_sandbox/seed`, { method: "POST", body: "{" });
  assertEquals(response.status, 400);
});

Deno.test("the clock is read, advanced, frozen and let go over HTTP", async () => {
  const { sandbox, clock, call } = bench({ actionTime: "manual" });
  await call("POST", "/v2/droplets", { name: "a", ...PLAIN });
  const [, advanced] = await ask(sandbox.fetch, "POST", "clock", { advance: 60 });
  assertEquals(advanced, {
    now: "2026-01-01T00:01:00.000Z",
    epoch_ms: Date.UTC(2026, 0, 1, 0, 1),
    frozen: false,
  });
  assertEquals((await call("GET", "/v2/droplets/3164001")).json.droplet.status, "active");
  await ask(sandbox.fetch, "POST", "clock", { freeze: true });
  clock.advance(5);
  const [, frozen] = await ask(sandbox.fetch, "GET", "clock");
  assertEquals([frozen.now, frozen.frozen], ["2026-01-01T00:01:00.000Z", true]);
  const [, thawed] = await ask(sandbox.fetch, "POST", "clock", { freeze: false });
  assertEquals([thawed.now, thawed.frozen], ["2026-01-01T00:01:00.000Z", false]);
});

Deno.test("faults are added, listed and cleared over HTTP", async () => {
  const { sandbox, call } = bench();
  const rule = { path: "/v2/account", status: 500 };
  const fault = { ...rule, id: 1, left: null };
  assertEquals(await ask(sandbox.fetch, "POST", "faults", rule), [201, { fault }]);
  assertEquals(await ask(sandbox.fetch, "GET", "faults"), [200, { faults: [fault] }]);
  assertEquals((await call("GET", "/v2/account")).status, 500);
  assertEquals((await ask(sandbox.fetch, "DELETE", "faults/9"))[0], 404);
  assertEquals(await ask(sandbox.fetch, "DELETE", "faults/1"), [204, undefined]);
  assertEquals((await call("GET", "/v2/account")).status, 200);
  await ask(sandbox.fetch, "POST", "faults", rule);
  assertEquals(await ask(sandbox.fetch, "DELETE", "faults"), [204, undefined]);
  assertEquals(sandbox.faults.list(), []);
});

Deno.test("the log is read and emptied over HTTP", async () => {
  const { sandbox, call } = bench();
  await call("GET", "/v2/account");
  const [, { requests }] = await ask(sandbox.fetch, "GET", "requests");
  assertEquals(requests, sandbox.requests);
  assertEquals(await ask(sandbox.fetch, "DELETE", "requests"), [204, undefined]);
  assertEquals(sandbox.requests, []);
});

Deno.test("other paths are 404s, other methods 405s", async () => {
  const { sandbox } = bench();
  const status = async (method: string, path: string) =>
    (await ask(sandbox.fetch, method, path))[0];
  for (const path of ["other", "health/1", "faults/1/2", "constructor"]) {
    assertEquals([path, await status("GET", path)], [path, 404]);
  }
  assertEquals(await status("DELETE", "health"), 405);
});

Deno.test("without control the paths are as unknown as any other", async () => {
  const { sandbox, call } = bench({ control: false });
  assertEquals((await ask(sandbox.fetch, "POST", "reset"))[0], 401);
  assertEquals((await call("POST", "/_sandbox/reset")).status, 404);
});
