// How many requests a wait takes, counted on a clock that only moves when somebody sleeps.
import { assert, assertEquals } from "@std/assert";
import { type Action, DOAPI, type Fetch } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
import { fakeClock } from "../../support/script.ts";

/** A simulator whose actions take ten minutes, and the reads that it has had. */
function world(droplets: number) {
  const clock = fakeClock();
  const account = { droplet_limit: 100_000 };
  const sandbox = createSandbox({
    now: clock.now,
    actionTime: 600,
    rateLimit: false,
    seed: { account, droplets },
  });
  const reads: string[] = [];
  const doapi = new DOAPI("t", {
    ...clock,
    perMinute: null,
    fetch(url, init) {
      if (init.method === "GET") reads.push(url.replace(/^.*\/v2/, ""));
      return sandbox.fetch(url, init);
    },
  });
  /** Reboots the nth and the following droplets, one action each. */
  const reboot = async (from: number, count: number) => {
    const actions: Action[] = [];
    for (let id = 3164001 + from; actions.length < count; id++) {
      actions.push(await doapi.droplet(id).reboot());
    }
    return actions;
  };
  return { clock, doapi, reads, reboot };
}

/** Waits three minutes, in which nothing ends; gives the reads of each look. */
async function looks({ doapi, reads }: ReturnType<typeof world>, actions: Action[]) {
  const all: string[][] = [];
  const onUpdate = () => void all.push(reads.splice(0));
  await Array.fromAsync(doapi.waitActions(actions, { waitTime: 180, onUpdate }));
  return all;
}

/** Two requests every five seconds; the first look has no interval before it, the last a short one. */
function assertFew(looks: string[][]) {
  const costs = looks.map((reads) => reads.length);
  const between = costs.slice(1, -1).reduce((sum, cost) => sum + cost, 0);
  assert(between <= 2 * 180 / 5, costs.join(" + "));
}

for (const count of [1, 2, 3, 30, 500, 1000]) {
  Deno.test(`a wait for ${count} actions takes at most two requests an interval`, async () => {
    const here = world(count);
    assertFew(await looks(here, await here.reboot(0, count)));
  });

  Deno.test(`so does a wait for ${count} that began before 1,000 of others`, async () => {
    const here = world(count + 1000);
    const actions = await here.reboot(0, count);
    await here.clock.sleep(1);
    await here.reboot(count, 1000);
    assertFew(await looks(here, actions));
  });
}

const list = (page: number) => `/actions?per_page=200${page > 1 ? `&page=${page}` : ""}`;

Deno.test("thirty actions are one request a look, wherever in the list they are", async () => {
  const here = world(630);
  const actions = await here.reboot(0, 30);
  await here.clock.sleep(1);
  await here.reboot(30, 600);
  const [first, ...later] = await looks(here, actions);
  assertEquals(first, [1, 2, 3, 4].map(list));
  assertEquals(new Set(later.flat()), new Set([list(4)]));
});

Deno.test("a few actions behind thousands of others are asked for one by one", async () => {
  const here = world(2003);
  const actions = await here.reboot(0, 3);
  await here.clock.sleep(1);
  await here.reboot(3, 2000);
  // One page is worth a look: most of the time they are there.
  const look = [list(1), ...actions.map(({ id }) => `/actions/${id}`)];
  for (const reads of await looks(here, actions)) assertEquals(reads, look);
});

Deno.test("what has finished is not asked about again", async () => {
  const { clock, doapi, reads, reboot } = world(2);
  const actions = await reboot(0, 1);
  await clock.sleep(300);
  actions.push(...await reboot(1, 1));
  const ids = actions.map(Number);
  for await (const action of doapi.waitActions(actions)) {
    if (action.id === ids[0]) reads.length = 0;
  }
  assertEquals([...new Set(reads)], [`/actions/${ids[1]}`]);
});

Deno.test("looks become rarer with age, unless the interval is given", async () => {
  const slept = async (options: object) => {
    const { clock, doapi, reboot } = world(1);
    const actions = await reboot(0, 1);
    await Array.fromAsync(doapi.waitActions(actions, { waitTime: 150, ...options }));
    return clock.slept;
  };
  const pauses = await slept({});
  assertEquals(pauses.slice(0, 6), [1, 1.5, 2.25, 3.375, 5, 5]);
  assertEquals(pauses.slice(-3, -1), [10, 10]);
  assertEquals(new Set(await slept({ waitInterval: 2 })), new Set([2]));
});

for (const count of [30, 1000]) {
  Deno.test(`${count} new droplets are waited for among 10,000 in few requests`, async () => {
    const here = world(10_000 + count);
    const ids = Array.from({ length: count }, (_, i) => 3164001 + 10_000 + i);
    const all: string[][] = [];
    const onUpdate = () => void all.push(here.reads.splice(0));
    const options = { status: "off", waitTime: 180, onUpdate };
    await Array.fromAsync(here.doapi.waitDroplets(ids, options));
    assertFew(all);
  });
}

const silent: Fetch = (_, { signal }) =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

Deno.test("a server that falls silent does not hold up the end of the wait", async () => {
  const doapi = new DOAPI("t", {
    fetch: silent,
    sleep: () => Promise.resolve(),
  });
  const running = doapi.action({ id: 7, status: "in-progress" } as { id: number });
  const ends = await Array.fromAsync(doapi.waitActions([running], { waitTime: 0.05 }));
  assertEquals(ends.map(({ id, status }) => [id, status]), [[7, "in-progress"]]);
});

/** How each of two droplets and two actions, given by id alone, is yielded when time runs out. */
async function withRemaining(doapi: DOAPI, waitTime: number) {
  const droplets = await Array.fromAsync(doapi.waitDroplets([3164001], { waitTime }));
  droplets.push(
    ...await Array.fromAsync(doapi.waitDroplets([3164002], { status: "off", waitTime })),
  );
  const actions = await Array.fromAsync(doapi.waitActions([36804003, 36804004], { waitTime }));
  return [...droplets, ...actions].map(({ status }) => status);
}

for (const waitTime of [0, 0.001]) {
  Deno.test(`things named by id are fetched once even if the wait is ${waitTime} seconds`, async () => {
    const { fetch } = createSandbox({ actionTime: "manual", seed: { droplets: 2 } });
    const late: Fetch = async (url, init) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      init.signal?.throwIfAborted();
      return await fetch(url, init);
    };
    const doapi = new DOAPI("t", { fetch: late });
    await doapi.droplet(3164001).reboot();
    await doapi.droplet(3164002).reboot();
    assertEquals(await withRemaining(doapi, waitTime), [
      "active",
      "active",
      "in-progress",
      "in-progress",
    ]);
  });
}
