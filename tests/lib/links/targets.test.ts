// What ends a wait: statuses that are new, creations that fail, actions of addresses and images.
import { assertEquals } from "@std/assert";
import { DOAPI, type Droplet, type Fetch } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
import { fakeClock, script } from "../../support/script.ts";

const client = (fetch: Fetch) => new DOAPI("t", { ...fakeClock(), fetch, retry: false });

const UNKNOWN: [status: string, completed_at: string | null, ended: boolean][] = [
  ["queued", null, false],
  ["cancelled", null, false],
  ["cancelled", "2026-01-01T00:00:00Z", true],
  ["in-progress", "2026-01-01T00:00:00Z", false],
  ["completed", null, true],
  ["errored", null, true],
];
for (const [status, completed_at, ended] of UNKNOWN) {
  const when = completed_at === null ? "without" : "with";
  Deno.test(`an action that is "${status}" ${when} a completed_at has ${ended ? "" : "not "}ended`, async () => {
    const odd = { id: 7, status, completed_at, type: "reboot" };
    const then = { ...odd, status: "completed" };
    let looks = 0;
    const doapi = client(() => Promise.resolve(Response.json({ action: looks++ ? then : odd })));
    const action = await doapi.fetchAction(7);
    // That `done` is any other status than "in-progress" is what the manual says.
    assertEquals([action.ended, action.done], [ended, status !== "in-progress"]);
    const [end] = await Array.fromAsync(doapi.waitActions([action]));
    assertEquals([end?.status, looks], ended ? [status, 1] : ["completed", 2]);
  });

  Deno.test(`a droplet whose action is "${status}" ${when} a completed_at ${ended ? "ends" : "goes on with"} the wait`, async () => {
    const action = { id: 7, status, completed_at, resource_id: 3 };
    const droplet = { id: 3, status: "active" };
    const seen: string[] = [];
    const doapi = client((url) => {
      seen.push(new URL(url).pathname.slice("/v2/".length));
      return Promise.resolve(
        url.includes("/actions/")
          ? Response.json({ action: { ...action, status: "completed" } })
          : Response.json({ actions: [action], droplet }),
      );
    });
    await doapi.droplet(droplet as { id: number }).wait();
    assertEquals(seen.includes("actions/7"), !ended, seen.join(" "));
  });
}

/** A simulator in which the creation of every droplet fails after two seconds. */
function failingCreates() {
  const clock = fakeClock();
  const sandbox = createSandbox({ now: clock.now, actionTime: 2 });
  sandbox.faults.add({ method: "POST", path: "/v2/droplets", errorAction: true });
  return { clock, doapi: new DOAPI("t", { ...clock, fetch: sandbox.fetch }), sandbox };
}

const names = ["a", "b", "c"];
const create = (doapi: DOAPI, count: number): Promise<Droplet[]> =>
  doapi.createMultipleDroplets(names.slice(0, count), "debian-12-x64", "s-1vcpu-1gb", "fra1");

for (const count of [1, 2, 3]) {
  Deno.test(`a wait for ${count} new droplets ends when their creation has failed`, async () => {
    const { doapi } = failingCreates();
    const created = await create(doapi, count);
    assertEquals(created.map(({ creation }) => creation?.ended), Array(count).fill(false));
    const ends = await Array.fromAsync(doapi.waitEachDroplet(created, { status: "active" }));
    assertEquals(ends.map((d) => [d.status, d.creation?.status]), [
      ...Array(count).fill(["new", "errored"]),
    ]);
    assertEquals(ends.map((d) => d.creation?.resource_id), ends.map(({ id }) => id));
  });
}

Deno.test("one that is created and one whose creation fails are told apart", async () => {
  const { doapi, sandbox, clock } = failingCreates();
  const bad = await doapi.createDroplet("bad", "debian-12-x64", "s-1vcpu-1gb", "fra1");
  sandbox.faults.clear();
  const good = await doapi.createDroplet("good", "debian-12-x64", "s-1vcpu-1gb", "fra1");
  const ends = await Array.fromAsync(doapi.waitDroplets([bad, good], { status: "active" }));
  assertEquals(ends.map((d) => [d.name, d.status, d.creation?.errored]).toSorted(), [
    ["bad", "new", true],
    ["good", "active", false],
  ]);
  assertEquals(clock.slept.length < 5, true);
});

Deno.test("the creation of a droplet is not part of its JSON, and not lost with a copy", async () => {
  const { doapi } = failingCreates();
  const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
  assertEquals(JSON.stringify(droplet).includes("creation"), false);
  assertEquals(Object.keys(droplet).includes("creation"), false);
  assertEquals(doapi.droplet(droplet).creation?.id, droplet.creation?.id);
  assertEquals((await doapi.fetchDroplet(droplet)).creation, null);
});

Deno.test("a token that does not allow to read actions waits for droplets all the same", async () => {
  const clock = fakeClock();
  const sandbox = createSandbox({ actionTime: 20, now: clock.now });
  let refused = 0;
  const doapi = new DOAPI("t", {
    ...clock,
    fetch: (url, init) => {
      if (!url.includes("/v2/actions")) return sandbox.fetch(url, init);
      refused++;
      return Promise.resolve(new Response("{}", { status: 403 }));
    },
  });
  const [droplet] = await create(doapi, 1);
  assertEquals((await droplet!.wait({ status: "active" })).active, true);
  assertEquals(refused, 1);
});

Deno.test("actions in another order than the droplets are found by what they act on", async () => {
  const droplet = (id: number) => ({ id, name: `d${id}`, status: "new" });
  const action = (id: number, resource_id: number, status: string) => ({ id, resource_id, status });
  const doapi = client((url, { method }) => {
    const { pathname } = new URL(url);
    if (method === "POST") {
      const links = { actions: [{ id: 11, rel: "create" }, { id: 12, rel: "create" }] };
      return Promise.resolve(Response.json({ droplets: [droplet(1), droplet(2)], links }));
    }
    const id = Number(pathname.split("/").at(-1));
    return Promise.resolve(Response.json(
      pathname.includes("actions")
        ? { action: action(id, id === 11 ? 2 : 1, id === 11 ? "errored" : "in-progress") }
        : { droplet: { ...droplet(id), status: id === 1 && looks++ > 3 ? "active" : "new" } },
    ));
  });
  let looks = 0;
  const created = await doapi.createMultipleDroplets(["a", "b"], 1, "s", "r");
  const ends = await Array.fromAsync(doapi.waitDroplets(created, { status: "active" }));
  assertEquals(ends.map((d) => [d.id, d.status]), [[2, "new"], [1, "active"]]);
});

const ACTIONABLE: [name: string, wait: (doapi: DOAPI, options: object) => Promise<unknown>][] = [
  ["a floating IP given in full", (doapi, options) => {
    const ip = { ip: "203.0.113.1", droplet: null, region: { slug: "fra1" } };
    return doapi.floatingIp(ip).wait(options);
  }],
  [
    "an image given in full",
    (doapi, options) => doapi.image({ id: 7, name: "x" } as { id: number }).wait(options),
  ],
  [
    "a droplet given in full",
    (doapi, options) => doapi.droplet({ id: 7, status: "off" } as { id: number }).wait(options),
  ],
];
for (const [name, wait] of ACTIONABLE) {
  // The clock is a real one here, since it is the server that takes the time.
  Deno.test(`a wait for ${name} ends in time although the server does not answer`, async () => {
    const ignoring: Fetch = () => new Promise(() => {});
    const listening: Fetch = (_, { signal }) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    for (const fetch of [ignoring, listening]) {
      await wait(new DOAPI("t", { fetch }), { waitTime: 0.05 });
      const stop = new AbortController();
      const waiting = wait(new DOAPI("t", { fetch }), { signal: stop.signal });
      stop.abort();
      await waiting;
    }
  });
}

Deno.test("a floating IP and an image are given back as last seen when the time is over", async () => {
  const clock = fakeClock();
  const sandbox = createSandbox({ now: clock.now, actionTime: 600, seed: { droplets: 1 } });
  const doapi = new DOAPI("t", { ...clock, fetch: sandbox.fetch });
  const ip = await doapi.createFloatingIp({ droplet_id: 3164001 });
  const seen = await doapi.floatingIp(ip.ip).wait({ waitTime: 3 });
  assertEquals([seen.region.slug, clock.slept.reduce((a, b) => a + b)], ["nyc3", 3]);
  await clock.sleep(600);
  assertEquals((await ip.wait()).droplet?.id, 3164001);
});

Deno.test("a floating IP whose action is over takes two requests", async () => {
  const ip = { ip: "203.0.113.1", droplet: null };
  const url = "/v2/floating_ips/203.0.113.1";
  const { fetch, done } = script(
    {
      request: `GET ${url}/actions?per_page=1`,
      reply: { actions: [{ id: 9, status: "completed" }] },
    },
    { request: `GET ${url}`, reply: { floating_ip: ip } },
  );
  await client(fetch).floatingIp(ip).wait();
  done();
});
