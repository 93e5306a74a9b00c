// A call ends when it is to, although its `fetch` does not listen to the signal that it is given.
import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI, type Fetch } from "@doapi/doapi";

const deaf: Fetch = () => new Promise(() => {});

/** Sends the beginning of an answer, and nothing more. */
const stuck: Fetch = () => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"acc')),
    cancel: () => new Promise(() => {}),
  });
  return Promise.resolve(new Response(body));
};

/** What a call ends with, that something else ends while it is under way. */
async function ended(fetch: Fetch, end: (doapi: DOAPI, stop: AbortController) => void) {
  const stop = new AbortController();
  const doapi = new DOAPI("t", { fetch, signal: stop.signal });
  const call = doapi.fetchAccount().catch((error) => error.message);
  await new Promise((resolve) => setTimeout(resolve, 1));
  end(doapi, stop);
  return await call;
}

for (const [name, fetch] of [["never answers", deaf], ["never ends its answer", stuck]] as const) {
  Deno.test(`aborting ends a call whose fetch ${name} and does not listen`, async () => {
    assertEquals(await ended(fetch, (_, stop) => stop.abort(new Error("enough"))), "enough");
  });

  Deno.test(`close() ends a call whose fetch ${name} and does not listen`, async () => {
    assertEquals(await ended(fetch, (doapi) => doapi.close()), "The client was closed");
  });
}

Deno.test("an answer that comes in many pieces is put together, characters cut in two included", async () => {
  const bytes = new TextEncoder().encode('{"account": {"email": "bücher@example.com"}}');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const doapi = new DOAPI("t", { fetch: () => Promise.resolve(new Response(body)) });
  assertEquals((await doapi.fetchAccount()).email, "bücher@example.com");
});

Deno.test("what a hook throws is passed on and not taken for a broken connection", async () => {
  const fetch = () => Promise.resolve(Response.json({ account: {} }));
  const onResponse = () => {
    throw new RangeError("mine");
  };
  await assertRejects(() => new DOAPI("t", { fetch, onResponse }).fetchAccount(), RangeError);
});
