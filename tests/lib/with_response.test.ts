import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI, NotFoundError } from "@doapi/doapi";
import { script } from "../support/script.ts";

Deno.test("withResponse() keeps the responses to concurrent calls apart", async () => {
  const { fetch, done } = script(
    {
      request: "GET /v2/droplets/3",
      reply: { droplet: { id: 3 } },
      headers: { "x-request-id": "three", "ratelimit-remaining": "7" },
    },
    {
      request: "GET /v2/sizes?per_page=200",
      reply: { sizes: [{ slug: "c-2" }], meta: { total: 1 } },
      headers: { "x-request-id": "sizes" },
    },
  );
  const doapi = new DOAPI("t", { fetch });
  const [one, all] = await Promise.all([
    doapi.withResponse((client) => client.fetchDroplet(3)),
    doapi.withResponse((client) => client.list("GET /v2/sizes", "sizes").toArray()),
  ]);
  done();
  assertEquals([one.data.id, all.data[0]?.slug], [3, "c-2"]);
  const ids = [one, all].map(({ response }) => response?.headers.get("x-request-id"));
  assertEquals(ids, ["three", "sizes"]);
  assertEquals([one.meta, all.meta], [null, { total: 1 }]);
  assertEquals(one.rateLimit?.["ratelimit-remaining"], "7");
  assertEquals(doapi.lastResponse, null);
});

Deno.test("withResponse() throws what the calls throw, and has the settings of its client", async () => {
  const { fetch, done } = script(
    { request: "GET /v2/sizes?per_page=5", reply: { sizes: [], meta: { total: 0 } } },
    { request: "GET /v2/droplets/3", status: 404, reply: { id: "not_found", message: "gone" } },
  );
  const doapi = new DOAPI("t", { fetch });
  doapi.perPage = 5;
  await doapi.withResponse((client) => client.fetchAllSizes().toArray());
  await assertRejects(() => doapi.withResponse((client) => client.fetchDroplet(3)), NotFoundError);
  done();
  const nothing = await doapi.withResponse(() => 1);
  assertEquals(nothing, { data: 1, response: null, meta: null, rateLimit: null });
  doapi.close();
  await assertRejects(
    () => doapi.withResponse((client) => client.fetchDroplet(3)),
    Error,
    "closed",
  );
});

Deno.test("the lists of the manual's methods have toArray() and first()", async () => {
  const reply = { droplets: [{ id: 3 }, { id: 4 }], meta: { total: 2 } };
  const request = "GET /v2/droplets?per_page=200";
  const { fetch, done } = script({ request, reply }, { request, reply }, {
    request: "GET /v2/droplets/3/actions?per_page=200",
    reply: { actions: [{ id: 9, status: "completed" }], meta: { total: 1 } },
  });
  const doapi = new DOAPI("t", { fetch });
  assertEquals((await doapi.fetchAllDroplets().toArray()).map(Number), [3, 4]);
  const droplet = await doapi.fetchAllDroplets().first();
  assertEquals((await droplet?.fetchAllActions().first())?.completed, true);
  done();
});
