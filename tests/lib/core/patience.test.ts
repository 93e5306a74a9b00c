// A wait outlives what passes, on a clock that only moves when somebody sleeps.
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import {
  type Action,
  DOAPI,
  DOAPIError,
  NotFoundError,
  ServerError,
  WaitTimeoutError,
  type WaitUpdate,
} from "@doapi/doapi";
import { secondsToLook } from "../../../lib/core/patience.ts";
import { fakeClock } from "../../support/script.ts";

const running = { id: 7, status: "in-progress", type: "reboot" };

/** A server that answers a look at action 7 with the status that a moment has, if it has one. */
function world(answer: (seconds: number) => Response | null, retry: false | undefined = false) {
  const clock = fakeClock();
  const begun = clock.now();
  const elapsed = () => (clock.now() - begun) / 1000;
  let looks = 0;
  const doapi = new DOAPI("t", {
    ...clock,
    retry,
    random: () => 0.5,
    perMinute: null,
    fetch: () => {
      looks++;
      const ended = { action: { ...running, status: "completed" } };
      return Promise.resolve(answer(elapsed()) ?? Response.json(ended));
    },
  });
  const action = doapi.action(running as { id: number });
  const wait = (options = {}) => Array.fromAsync(doapi.waitEach([action], options));
  return { doapi, action, wait, elapsed, looks: () => looks };
}

const failing = (status: number, until: number, headers = {}) => (seconds: number) =>
  seconds < until ? Response.json({ id: "no", message: "not now" }, { status, headers }) : null;

const PASSING: [name: string, answer: (seconds: number) => Response | null][] = [
  ["a storm of 503", failing(503, 30)],
  ["a 404 just after the create", failing(404, 2)],
  ["a limit of a minute that is over soon", failing(429, 40, { "retry-after": "40" })],
  ["a timeout of a gateway", failing(504, 50)],
  ["a gateway's page", (s) => s < 30 ? new Response("<html>") : null],
  ["a lost connection", (s) => {
    if (s < 30) throw new TypeError("connection reset");
    return null;
  }],
];
for (const [name, answer] of PASSING) {
  for (const waitTime of [60, undefined]) {
    Deno.test(`${name} does not end a wait of ${waitTime ?? "any number of"} seconds`, async () => {
      const { wait, elapsed } = world(answer);
      const ends = await wait({ waitTime });
      assertEquals(ends.map(({ status }) => status), ["completed"]);
      assert(elapsed() <= 60, `${elapsed()}`);
    });
  }
}

Deno.test("a limit is waited for without asking, though it is longer than a request would wait", async () => {
  const { wait, looks, elapsed } = world(failing(429, 300, { "retry-after": "300" }), undefined);
  await wait({ waitTime: 600 });
  assertEquals([looks(), elapsed()], [2, 301]);
});

for (const status of [401, 403]) {
  Deno.test(`a ${status} ends a wait at once`, async () => {
    const { wait, looks } = world(failing(status, Infinity));
    const error = await assertRejects(() => wait({ waitTime: 60 }), DOAPIError);
    assertEquals([error.status, looks()], [status, 1]);
  });
}

Deno.test("a 404 that lasts for a minute ends a wait", async () => {
  for (const waitTime of [600, undefined]) {
    const { wait, elapsed } = world(failing(404, Infinity));
    await assertRejects(() => wait({ waitTime }), NotFoundError);
    assert(elapsed() >= 60 && elapsed() < 75, `${elapsed()}`);
  }
});

Deno.test("without a wait time, a quarter of an hour of nothing but failures ends a wait", async () => {
  const { wait, elapsed } = world(failing(503, Infinity));
  await assertRejects(() => wait(), ServerError);
  assert(elapsed() >= 900 && elapsed() < 920, `${elapsed()}`);
});

Deno.test("without a wait time, a limit that lasts for an hour ends a wait at once", async () => {
  const { wait, looks } = world(failing(429, Infinity, { "retry-after": "3600" }));
  await assertRejects(() => wait(), Error, "retry after 3600 seconds");
  assertEquals(looks(), 1);
});

Deno.test("at the end of its time, a wait says why the last look has failed", async () => {
  const { wait, elapsed } = world(failing(503, Infinity));
  const error = await assertRejects(() => wait({ waitTime: 60 }), WaitTimeoutError);
  assertEquals(elapsed(), 60);
  assertStringIncludes(error.message, "Waited 60 seconds: 1 of 1 not done; the last look failed");
  assertStringIncludes(error.message, "503 no: not now");
  assert(error.cause instanceof ServerError);
});

Deno.test("what was never seen is not given back at the end as if it had been", async () => {
  const { doapi } = world(failing(503, Infinity));
  const wait = () => Array.fromAsync(doapi.waitActions([7], { waitTime: 60 }));
  await assertRejects(wait, ServerError);
});

Deno.test("onUpdate reports failures and when they end", async () => {
  const told: unknown[] = [];
  const onUpdate = ({ failure }: WaitUpdate<Action>) =>
    told.push(failure instanceof ServerError ? failure.status : failure);
  await world(failing(503, 2)).wait({ onUpdate });
  assertEquals(told, [503, null]);
});

Deno.test("what is seen goes on while something else is not found", async () => {
  const clock = fakeClock();
  let looks = 0;
  const fetch = (url: string) => {
    if (url.endsWith("/8")) return Promise.resolve(new Response("{}", { status: 404 }));
    const status = looks++ < 2 ? "in-progress" : "completed";
    return Promise.resolve(Response.json({ action: { ...running, status } }));
  };
  const doapi = new DOAPI("t", { ...clock, fetch, retry: false });
  const ends: unknown[] = [];
  await assertRejects(async () => {
    for await (const { id } of doapi.waitEach([7, 8])) ends.push(id);
  }, NotFoundError);
  assertEquals(ends, [7]);
});

Deno.test("a page of a list that fails does not end a wait for many", async () => {
  const clock = fakeClock();
  const begun = clock.now();
  const fetch = () => {
    if (clock.now() - begun < 20_000) return Promise.resolve(new Response("", { status: 502 }));
    const actions = [1, 2, 3, 4].map((id) => ({ id, status: "completed" }));
    return Promise.resolve(Response.json({ actions }));
  };
  const doapi = new DOAPI("t", { ...clock, fetch, retry: false });
  const ends = await Array.fromAsync(doapi.waitActions([1, 2, 3, 4], { waitTime: 60 }));
  assertEquals(ends.map(({ status }) => status), Array(4).fill("completed"));
});

Deno.test("a look may take the time that is left, and half a minute for what was never seen", () => {
  assertEquals(secondsToLook(Infinity, 2), Infinity);
  assertEquals(secondsToLook(100, 2), 100);
  assertEquals(secondsToLook(5, 2), 32);
  assertEquals(secondsToLook(5, 0), 5);
  assertEquals(secondsToLook(0, 0), 0.5);
});
