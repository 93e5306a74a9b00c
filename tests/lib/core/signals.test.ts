// What a client does leaves nothing behind on signals that outlive it. `AbortSignal.any()` does, in
// Node 22, so nothing here may use it.
import { assertEquals } from "@std/assert";
import { DOAPI } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
import { joinSignals } from "../../../lib/core/signals.ts";
import { fakeClock } from "../../support/script.ts";

/** Counts the listeners that are left on signals of any kind after some work. */
async function listenersLeft(work: () => Promise<void>): Promise<number> {
  const { addEventListener, removeEventListener } = AbortSignal.prototype;
  const { any } = AbortSignal;
  const left = new Map<AbortSignal, Set<unknown>>();
  AbortSignal.prototype.addEventListener = function (this: AbortSignal, ...args: unknown[]) {
    if (!left.has(this)) left.set(this, new Set());
    left.get(this)?.add(args[1]);
    return Reflect.apply(addEventListener, this, args);
  };
  AbortSignal.prototype.removeEventListener = function (this: AbortSignal, ...args: unknown[]) {
    left.get(this)?.delete(args[1]);
    return Reflect.apply(removeEventListener, this, args);
  };
  AbortSignal.any = () => {
    throw new Error("AbortSignal.any() keeps what it makes");
  };
  try {
    await work();
  } finally {
    Object.assign(AbortSignal.prototype, { addEventListener, removeEventListener });
    AbortSignal.any = any;
  }
  return [...left.values()].reduce((sum, listeners) => sum + listeners.size, 0);
}

Deno.test("requests, lists, retries, holds and waits leave no listener on any signal", async () => {
  const clock = fakeClock();
  const sandbox = createSandbox({ now: clock.now, actionTime: 2, seed: { droplets: 450 } });
  sandbox.faults.add({ method: "GET", path: "/v2/account", status: 503, times: 1 });
  const client = new AbortController();
  const call = new AbortController();
  const left = await listenersLeft(async () => {
    const { signal } = call;
    const doapi = new DOAPI("t", {
      ...clock,
      fetch: (url, { signal: _, ...init }) => sandbox.fetch(url, init),
      signal: client.signal,
      perMinute: 5,
      timeout: 60,
    });
    await doapi.fetchAccount({ signal });
    await doapi.fetchDroplet(1, { signal }).catch(() => {});
    for await (const _ of doapi.fetchAllDroplets({ signal }));
    for await (const _ of doapi.fetchAllDroplets({ signal })) break;
    const action = await doapi.droplet(3164001).reboot({ signal });
    await action.wait({ signal });
    await doapi.droplet(3164001).wait({ signal, waitTime: 3 });
  });
  assertEquals(left, 0);
});

Deno.test("a joined signal aborts with the first of them, and lets go of all when released", () => {
  const [one, two] = [new AbortController(), new AbortController()];
  const { signal, release } = joinSignals([one.signal, undefined, two.signal]);
  two.abort("two");
  one.abort("one");
  assertEquals([signal.aborted, signal.reason], [true, "two"]);
  release();
  assertEquals(joinSignals([one.signal]).signal.reason, "one");
  const other = new AbortController();
  const released = joinSignals([other.signal]);
  released.release();
  other.abort();
  assertEquals(released.signal.aborted, false);
});
