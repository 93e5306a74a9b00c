import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import {
  BodyError,
  ConnectionError,
  DOAPI,
  NotFoundError,
  OriginError,
  RateLimitError,
  RequestTimeoutError,
  UnauthorizedError,
  WaitTimeoutError,
} from "@doapi/doapi";
import { fakeClock, script } from "../support/script.ts";

Deno.test("request() sends the token, the query and the JSON of the data", async () => {
  const { fetch, tokens, done } = script({
    request: "POST /v2/tags?a=1&b=x+y",
    body: { name: "web" },
    reply: { tag: { name: "web" } },
  });
  const doapi = new DOAPI(" secret\n", { fetch });
  const options = { params: { a: 1, b: "x y", c: null }, data: { name: "web" }, method: "post" };
  assertEquals(await doapi.request("/v2/tags", options), { tag: { name: "web" } });
  assertEquals(tokens, ["Bearer secret"]);
  done();
});

Deno.test("request() sends given headers, but no other token, and none where it is anonymous", async () => {
  const seen: unknown[] = [];
  const doapi = new DOAPI("secret", {
    fetch(url, { headers }) {
      const given = new Headers(headers);
      const names = ["accept", "content-type", "authorization", "x-dangerous"];
      seen.push([url, ...names.map((name) => given.get(name))]);
      return Promise.resolve(new Response("{}"));
    },
  });
  const headers = { Accept: "text/csv", "Content-Type": "text/plain", Authorization: "Bearer x" };
  const options = { method: "PUT", data: "text", headers };
  await doapi.request("/v2/tags", options);
  await doapi.request("https://elsewhere.example/x?sig=1", { ...options, anonymous: true });
  await doapi.request("/v2/tags", { headers: { "X-Dangerous": "true" } });
  assertEquals(seen, [
    [`${doapi.endpoint}/v2/tags`, "text/csv", "text/plain", "Bearer secret", null],
    ["https://elsewhere.example/x?sig=1", "text/csv", "text/plain", null, null],
    [`${doapi.endpoint}/v2/tags`, "application/json", null, "Bearer secret", "true"],
  ]);
});

Deno.test("empty and white-space bodies are null", async () => {
  const { fetch } = script(
    { request: "DELETE /v2/droplets/1", status: 204 },
    { request: "DELETE /v2/droplets/2", reply: " \n" },
  );
  const doapi = new DOAPI("t", { fetch });
  assertEquals(await doapi.request("/v2/droplets/1", { method: "DELETE" }), null);
  assertEquals(await doapi.request("/v2/droplets/2", { method: "DELETE" }), null);
});

Deno.test("lastResponse, lastMeta and lastRateLimit are those of the most recent answer", async () => {
  const { fetch } = script(
    {
      request: "GET /v2/account",
      reply: { meta: { total: 1 } },
      headers: { "RateLimit-Limit": "5000", "x-other": "1" },
    },
    { request: "GET /v2/account", status: 404, reply: { id: "not_found", message: "no" } },
  );
  const doapi = new DOAPI("t", { fetch });
  assertEquals([doapi.lastResponse, doapi.lastMeta, doapi.lastRateLimit], [null, null, null]);
  await doapi.request("/v2/account");
  assertEquals(doapi.lastMeta, { total: 1 });
  assertEquals(doapi.lastRateLimit, { "ratelimit-limit": "5000" });
  await assertRejects(() => doapi.request("/v2/account"));
  assertEquals(doapi.lastMeta, null);
  assertEquals(doapi.lastResponse?.status, 404);
});

Deno.test("an error of the API says what was tried and what was found", async () => {
  const { fetch } = script({
    request: "GET /v2/droplets/3",
    status: 404,
    reply: { id: "not_found", message: "The resource you requested could not be found." },
    headers: { "x-request-id": "r-1" },
  });
  const error = await assertRejects(() => new DOAPI("t", { fetch }).fetchDroplet(3), NotFoundError);
  assertEquals(
    error.message,
    "Cannot fetch droplet 3 (GET /v2/droplets/3): 404 not_found: " +
      "The resource you requested could not be found. [request id r-1]",
  );
  assertEquals([error.status, error.id, error.requestId, error.attempts], [
    404,
    "not_found",
    "r-1",
    1,
  ]);
});

Deno.test("the hourly limit fails at once and says when it resets", async () => {
  const clock = fakeClock();
  const reset = clock.now() / 1000 + 1800;
  const { fetch } = script({
    request: "GET /v2/account",
    status: 429,
    reply: { id: "too_many_requests", message: "API Rate limit exceeded." },
    headers: { "ratelimit-reset": String(reset) },
  });
  const doapi = new DOAPI("t", { fetch, ...clock });
  const error = await assertRejects(() => doapi.fetchAccount(), RateLimitError);
  assertStringIncludes(error.message, "; the limit resets at 2026-01-01T00:30:00Z");
  assertEquals(clock.slept, []);
});

Deno.test("a create whose answer is lost is not sent again", async () => {
  const clock = fakeClock();
  const fail = new TypeError("connection reset");
  const { fetch, done } = script({ request: "POST /v2/droplets", fail });
  const doapi = new DOAPI("t", { fetch, ...clock });
  await assertRejects(() => doapi.createDroplet("a", 1, "s", "r"), ConnectionError, "reset");
  done();
});

Deno.test("a delete that is repeated and finds nothing has worked", async () => {
  const clock = fakeClock();
  const { fetch, done } = script(
    { request: "DELETE /v2/droplets/3", fail: new TypeError("connection reset") },
    { request: "DELETE /v2/droplets/3", status: 404, reply: { id: "not_found", message: "no" } },
  );
  await new DOAPI("t", { fetch, ...clock, random: () => 0.5 }).droplet(3).delete();
  assertEquals(clock.slept, [0.25]);
  done();
});

Deno.test("an HTML page and half a JSON document are errors that say so", async () => {
  const { fetch } = script(
    {
      request: "GET /v2/account",
      reply: "<html><title>Welcome</title></html>",
      headers: { "content-type": "text/html" },
    },
    { request: "GET /v2/account", reply: '{"account": {"emai' },
  );
  const doapi = new DOAPI("t", { fetch });
  await assertRejects(() => doapi.fetchAccount(), BodyError, "not JSON but text/html: Welcome");
  await assertRejects(() => doapi.fetchAccount(), BodyError, "not whole JSON");
});

Deno.test("timeout bounds the wait for an answer", async () => {
  const fetch = () => new Promise<Response>(() => {});
  const doapi = new DOAPI("t", { fetch, timeout: 0.001, retry: false });
  await assertRejects(() => doapi.fetchAccount(), RequestTimeoutError, "no sign of an answer");
});

Deno.test("timeout does not bound an answer that goes on coming, however slowly", async () => {
  const pieces = [...'{"account": {}}'];
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) return controller.close();
      // Fifteen times this is longer than the timeout, which any one of them is not.
      return new Promise((resolve) =>
        setTimeout(() => {
          controller.enqueue(new TextEncoder().encode(piece));
          resolve();
        }, 10)
      );
    },
  });
  const fetch = () => Promise.resolve(new Response(body));
  await new DOAPI("t", { fetch, timeout: 0.1, retry: false }).fetchAccount();
});

Deno.test("the token is not sent to another origin unless asked", async () => {
  const { fetch, tokens } = script({ request: "GET /x", reply: {} });
  const doapi = new DOAPI("t", { fetch });
  await assertRejects(() => doapi.request("https://elsewhere.example/x"), OriginError);
  assertEquals(tokens, []);
  await doapi.request("https://elsewhere.example/x", { allowOtherOrigin: true });
  assertEquals(tokens, ["Bearer t"]);
});

Deno.test("a redirect is not followed", async () => {
  const { fetch } = script({
    request: "GET /v2/account",
    status: 302,
    reply: "",
    headers: { location: "https://elsewhere.example/" },
  });
  await assertRejects(() => new DOAPI("t", { fetch }).fetchAccount(), Error, "is not followed");
});

Deno.test("an unknown method, a bad URL, a bad endpoint and no token are TypeErrors", async () => {
  const doapi = new DOAPI("t");
  await assertRejects(() => doapi.request("/v2", { method: "BREW" }), TypeError, "BREW");
  await assertRejects(() => doapi.request("v2/account"), TypeError, "v2/account");
  await assertRejects(() => doapi.fetchDomain(".."), TypeError);
  assertThrows(() => new DOAPI("t", { endpoint: "api.example.com" }), TypeError, "not an http");
  assertThrows(() => new DOAPI(" "), TypeError, "empty");
  assertThrows(() => new DOAPI(undefined!), TypeError, "The API token is missing");
});

Deno.test("after close() nothing is sent", async () => {
  const { fetch } = script();
  const doapi = new DOAPI("t", { fetch });
  doapi.close();
  await assertRejects(() => doapi.fetchAccount(), Error, "closed");
});

Deno.test("an aborted signal ends a request with its reason", async () => {
  const { fetch } = script({ request: "GET /v2/account", fail: new TypeError("aborted") });
  const doapi = new DOAPI("t", { fetch });
  const signal = AbortSignal.abort(new Error("enough"));
  await assertRejects(() => doapi.fetchAccount({ signal }), Error, "enough");
});

Deno.test("showing a client or an error never shows the token", async () => {
  const { fetch } = script({
    request: "GET /v2/account",
    status: 401,
    reply: { id: "unauthorized" },
  });
  const doapi = new DOAPI("sesame", { fetch });
  const error = await assertRejects(() => doapi.fetchAccount(), UnauthorizedError);
  const shown = Deno.inspect(doapi) + Deno.inspect(error) + JSON.stringify([doapi, error]);
  assertEquals(shown.includes("sesame"), false);
});

Deno.test("waitActions() yields an errored action and goes on with the rest", async () => {
  const clock = fakeClock();
  const action = (id: number, status: string) => ({ id, status, type: "reboot" });
  const { fetch, done } = script(
    { request: "GET /v2/actions/1", reply: { action: action(1, "errored") } },
    { request: "GET /v2/actions/2", reply: { action: action(2, "in-progress") } },
    { request: "GET /v2/actions/2", reply: { action: action(2, "completed") } },
  );
  const doapi = new DOAPI("t", { fetch, ...clock });
  const ends = await Array.fromAsync(doapi.waitActions([1, 2], { waitInterval: 3 }));
  assertEquals(ends.map((a) => [a.id, a.status]), [[1, "errored"], [2, "completed"]]);
  assertEquals(clock.slept, [3]);
  done();
});

Deno.test("waitActions() yields the rest in its current state when waitTime runs out", async () => {
  const clock = fakeClock();
  const action = { id: 1, status: "in-progress" };
  const exchange = { request: "GET /v2/actions/1", reply: { action } };
  const { fetch, done } = script(exchange, exchange, exchange);
  const doapi = new DOAPI("t", { fetch, ...clock });
  const ends = await Array.fromAsync(doapi.waitActions([1], { waitInterval: 2, waitTime: 3 }));
  assertEquals(ends.map((a) => a.status), ["in-progress"]);
  assertEquals(clock.slept, [2, 1]);
  done();
});

Deno.test("many actions are waited for by reading their list", async () => {
  const clock = fakeClock();
  const actions = [1, 2, 3, 4].map((id) => ({ id, status: "completed" }));
  const { fetch, done } = script({ request: "GET /v2/actions?per_page=200", reply: { actions } });
  const doapi = new DOAPI("t", { fetch, ...clock });
  const ends = await Array.fromAsync(doapi.waitActions([1, 2, 3, 4]));
  assertEquals(ends.map(Number), [1, 2, 3, 4]);
  done();
});

Deno.test("waitEach() and waitEachDroplet() say what was left when the time runs out", async () => {
  const clock = fakeClock();
  const { fetch } = script(
    { request: "GET /v2/actions/1", reply: { action: { id: 1, status: "in-progress" } } },
    { request: "GET /v2/droplets/3", reply: { droplet: { id: 3, status: "new" } } },
  );
  const doapi = new DOAPI("t", { fetch, ...clock });
  const action = await assertRejects(
    () => Array.fromAsync(doapi.waitEach([1], { waitTime: 0 })),
    WaitTimeoutError,
    "1 of 1 not done",
  );
  assertEquals(action.remaining.map(Number), [1]);
  await assertRejects(
    () => Array.fromAsync(doapi.waitEachDroplet([3], { status: "active", waitTime: 0 })),
    WaitTimeoutError,
  );
});

Deno.test("the error of a minute's limit says for how long that is", async () => {
  const headers = { "retry-after": "600", "ratelimit-reset": "1" };
  const reply = { id: "too_many_requests", message: "Too many" };
  const { fetch } = script({ request: "GET /v2/account", status: 429, reply, headers });
  const error = await new DOAPI("t", { fetch }).fetchAccount().catch((error) => error);
  assertStringIncludes(error.message, "Too many; retry after 600 seconds");
});
