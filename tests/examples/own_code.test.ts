/** How a program's own code is tested on the simulator: no account, no network, no waiting. */
import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI, ServerError } from "@doapi/doapi";
import { createSandbox, FakeClock } from "@doapi/doapi/sandbox";

/** The code under test: turns off what is tagged, and tells how many that were. */
async function turnOff(doapi: DOAPI, tag: string): Promise<number> {
  const actions = [];
  for await (const droplet of doapi.fetchAllDroplets({ tag_name: tag })) {
    if (droplet.active) actions.push(await droplet.shutdown());
  }
  for await (const action of doapi.waitActions(actions)) action.throwIfErrored();
  return actions.length;
}

/** A simulator with some droplets, and a client whose clock moves when somebody sleeps. */
function world() {
  const { now, sleep } = new FakeClock();
  const sandbox = createSandbox({
    now,
    sleep,
    seed: {
      droplets: [{ name: "lab", count: 2, tags: ["lab"] }, { name: "production" }],
    },
  });
  const doapi = new DOAPI("any", { fetch: sandbox.fetch, now, sleep });
  return { sandbox, doapi };
}

Deno.test("what is tagged is turned off, and nothing else", async () => {
  const { doapi } = world();
  assertEquals(await turnOff(doapi, "lab"), 2);
  const all = await Array.fromAsync(doapi.fetchAllDroplets());
  assertEquals(all.map(({ name, status }) => `${name} ${status}`), [
    "lab-1 off",
    "lab-2 off",
    "production active",
  ]);
});

Deno.test("a server that is down all the time is an error, and nothing is changed", async () => {
  const { sandbox, doapi } = world();
  sandbox.faults.add({ method: "GET", path: "/v2/droplets*", status: 503 });
  await assertRejects(() => turnOff(doapi, "lab"), ServerError);
  assertEquals(sandbox.requests.filter(({ method }) => method !== "GET"), []);
});
