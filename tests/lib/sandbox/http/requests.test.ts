import { assertEquals } from "@std/assert";
import { bench, ORIGIN } from "../support.ts";

const REQUEST_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

Deno.test("an answer carries its type, a request id and the rate limit", async () => {
  const { call } = bench();
  const { status, headers } = await call("GET", "/v2/account");
  assertEquals(status, 200);
  assertEquals(headers.get("content-type"), "application/json");
  assertEquals(headers.get("ratelimit-limit"), "5000");
  assertEquals(headers.get("ratelimit-remaining"), "4999");
  assertEquals(headers.get("ratelimit-reset"), String(Date.UTC(2026, 0, 1, 1) / 1000));
  assertEquals(REQUEST_ID.test(headers.get("x-request-id") ?? ""), true);
});

Deno.test("the account is there with its limits", async () => {
  const { call } = bench();
  assertEquals((await call("GET", "/v2/account")).json, {
    account: {
      droplet_limit: 25,
      volume_limit: 100,
      email: "sammy@example.com",
      name: "Sammy the Shark",
      uuid: "b6fr89dbf6d9156cace5f3c78dc9851d",
      email_verified: true,
      status: "active",
      status_message: "",
      team: { uuid: "5df3e3004a17e242b7c20ca6c9fc25b701a47ece", name: "My Team" },
      floating_ip_limit: 5,
      reserved_ip_limit: 5,
    },
  });
});

for (const authorization of ["", "Bearer ", "Basic abc", "token"]) {
  Deno.test(`the authorization ${JSON.stringify(authorization)} is a 401`, async () => {
    const { call } = bench();
    const { status, json, headers } = await call("GET", "/v2/account", undefined, {
      authorization,
    });
    assertEquals(status, 401);
    assertEquals(json, {
      id: "unauthorized",
      message: "Unable to authenticate you",
      request_id: headers.get("x-request-id"),
    });
  });
}

Deno.test("with a list of tokens every other one is a 401", async () => {
  const { call } = bench({ tokens: ["right"] });
  const as = async (token: string) =>
    (await call("GET", "/v2/account", undefined, { authorization: `Bearer ${token}` })).status;
  assertEquals([await as("right"), await as("wrong")], [200, 401]);
});

Deno.test("a token may do what its scopes say and nothing else", async () => {
  const { call } = bench({
    tokens: [
      { token: "narrow", scopes: ["droplet:read", "tag:*"] },
      { token: "reader", readOnly: true },
      { token: "all", scopes: ["*"] },
    ],
  });
  const status = async (token: string, method: string, path: string, body?: unknown) =>
    (await call(method, path, body, { authorization: `Bearer ${token}` })).status;
  assertEquals(await status("narrow", "GET", "/v2/droplets"), 200);
  assertEquals(await status("narrow", "GET", "/v2/account"), 403);
  assertEquals(await status("narrow", "DELETE", "/v2/droplets/1"), 403);
  assertEquals(await status("narrow", "POST", "/v2/tags", { name: "x" }), 201);
  assertEquals(await status("reader", "GET", "/v2/account"), 200);
  assertEquals(await status("reader", "POST", "/v2/tags", { name: "x" }), 403);
  assertEquals(await status("all", "POST", "/v2/tags", { name: "x" }), 201);
});

Deno.test("where several scopes are needed one is not enough, where one of several is, it is", async () => {
  const status = async (scopes: string[], method: string, path: string, body?: unknown) => {
    const { call } = bench({
      tokens: [{ token: "token", scopes }],
      seed: { domains: [{ name: "a.org" }] },
    });
    return (await call(method, path, body)).status;
  };
  assertEquals(await status(["sizes:read"], "GET", "/v2/sizes"), 403);
  assertEquals(await status(["sizes:read", "regions:read"], "GET", "/v2/sizes"), 200);
  const record = { type: "TXT", name: "x", data: "y" };
  for (const scope of ["domain:create", "domain:update"]) {
    assertEquals(await status([scope], "POST", "/v2/domains/a.org/records", record), 201);
  }
  assertEquals(await status(["domain:delete"], "POST", "/v2/domains/a.org/records", record), 403);
});

Deno.test("a token without the scope is told so", async () => {
  const { refused } = bench({ tokens: [{ token: "token", scopes: [] }] });
  assertEquals(
    await refused("GET", "/v2/account"),
    "403 forbidden: You are not authorized to perform this operation",
  );
});

for (
  const path of [
    "/",
    "/v2",
    "/v2/nothing",
    "/v2/droplets/1",
    "/v2/droplets/web-1",
    "/v2/droplets/%ZZ",
    "/v2/actions/0",
    "/v2/reports/droplet_neighbors",
    "/v2/droplet_upgrades",
    "/_other",
  ]
) {
  Deno.test(`${path} is a 404`, async () => {
    const { refused } = bench();
    assertEquals(
      await refused("GET", path),
      "404 not_found: The resource you were accessing could not be found.",
    );
  });
}

Deno.test("a method that a path has not is a 405 that lists those it has", async () => {
  const { call } = bench();
  const { status, headers, json } = await call("PATCH", "/v2/droplets", {});
  assertEquals(status, 405);
  assertEquals(headers.get("allow"), "GET, POST, DELETE");
  assertEquals(json.id, "method_not_allowed");
});

for (const body of ["{", "[]", '"text"', "7"]) {
  Deno.test(`the body ${body} is a 400`, async () => {
    const { call } = bench();
    const { status, json } = await call("POST", "/v2/tags", body);
    assertEquals([status, json.id], [400, "bad_request"]);
  });
}

for (
  const path of [
    "/v2/volumes",
    "/v2/vpcs/1",
    "/v2/projects/default",
    "/v2/customers/my/balance",
    "/v2/droplets/autoscale",
    "/v2/images/1/account_transfer/accept",
  ]
) {
  Deno.test(`${path} is a 501 in a sandbox without the rest of the API`, async () => {
    const { refused } = bench({ rest: false });
    const message = "This is a simulator of DigitalOcean without the rest of its API, " +
      `and it does not have GET ${path}.`;
    assertEquals(await refused("GET", path), `501 not_implemented: ${message}`);
  });
}

Deno.test("a HEAD is answered as the GET would be, without the body", async () => {
  const { call } = bench({ seed: { droplets: 1 } });
  for (const [path, status] of [["/v2/droplets", 200], ["/v2/droplets/1", 404]] as const) {
    const head = await call("HEAD", path);
    const get = await call("GET", path);
    assertEquals([head.status, head.text, get.status], [status, "", status]);
    assertEquals(head.headers.get("content-length"), String(get.text.length));
    assertEquals(head.headers.get("content-type"), "application/json");
  }
});

Deno.test("a slash at the end changes nothing", async () => {
  const { call } = bench({ seed: { droplets: 1 } });
  assertEquals((await call("GET", "/v2/droplets/")).json.meta.total, 1);
});

Deno.test("a body of more than a mebibyte is a 413 and has no effect", async () => {
  const { call, sandbox } = bench();
  const body = { name: "a", padding: "x".repeat(1024 * 1024) };
  const { status, json } = await call("POST", "/v2/tags", body);
  assertEquals([status, json.id], [413, "payload_too_large"]);
  assertEquals((await call("GET", "/v2/tags")).json.meta.total, 0);
  assertEquals(sandbox.requests[0]?.body, "");
});

Deno.test("a body without an end is a 413 as soon as it is too long, and without a token", async () => {
  const { sandbox } = bench();
  let chunks = 0;
  const body = new ReadableStream({
    pull: (controller) => (chunks++, controller.enqueue(new Uint8Array(65536))),
  });
  const { status } = await sandbox.fetch(`${ORIGIN}/v2/tags`, { method: "POST", body });
  assertEquals([status, chunks < 20], [413, true]);
});

Deno.test("the length of a body is that of its bytes", async () => {
  const { call } = bench();
  const status = async (count: number) =>
    (await call("POST", "/v2/tags", { name: "a", padding: "é".repeat(count) })).status;
  assertEquals([await status(2 ** 19 - 100), await status(2 ** 19)], [201, 413]);
});

Deno.test("a Request, a URL and a body of bytes are taken as fetch takes them", async () => {
  const { sandbox } = bench();
  const headers = { authorization: "Bearer token" };
  const request = new Request(`${ORIGIN}/v2/tags`, {
    method: "POST",
    headers,
    body: '{"name":"a"}',
  });
  const { fetch } = sandbox;
  assertEquals((await fetch(request)).status, 201);
  const body = new TextEncoder().encode('{"name":"b"}');
  assertEquals(
    (await fetch(new URL(`${ORIGIN}/v2/tags`), { method: "post", headers, body })).status,
    201,
  );
  const list = await (await fetch(new Request(`${ORIGIN}/v2/tags`), { headers })).json();
  assertEquals(list.tags.map((tag: { name: string }) => tag.name), ["a", "b"]);
});

Deno.test("an aborted signal rejects with its reason", async () => {
  const { sandbox } = bench();
  const reason = new Error("enough");
  const error = await sandbox.fetch(`${ORIGIN}/v2/account`, { signal: AbortSignal.abort(reason) })
    .catch((error) => error);
  assertEquals(error, reason);
});

Deno.test("the same requests get the same answers in every sandbox", async () => {
  const run = async () => {
    const { call } = bench();
    const texts: string[] = [];
    for (let i = 0; i < 3; i++) {
      const reply = await call("POST", "/v2/droplets", {
        names: ["a", "b"],
        region: "fra1",
        size: "c-2",
        image: "debian-12-x64",
      });
      texts.push(reply.text, reply.headers.get("x-request-id") ?? "");
    }
    return texts;
  };
  assertEquals(await run(), await run());
});

Deno.test("the log has what came in and how it was answered", async () => {
  const { sandbox, call } = bench();
  await call("POST", "/v2/tags", { name: "a" });
  const { headers } = await call("GET", "/v2/nothing?x=1");
  const time = Date.UTC(2026, 0, 1);
  assertEquals(sandbox.requests.map(({ id: _id, answer: _answer, ...rest }) => rest), [
    { time, method: "POST", path: "/v2/tags", body: '{"name":"a"}', status: 201 },
    { time, method: "GET", path: "/v2/nothing?x=1", body: "", status: 404 },
  ]);
  assertEquals(sandbox.requests[1]?.id, headers.get("x-request-id"));
  sandbox.clearRequests();
  assertEquals(sandbox.requests, []);
});

Deno.test("the log keeps the latest thousand", async () => {
  const { sandbox, call } = bench({ rateLimit: false });
  for (let i = 0; i < 2100; i++) await call("GET", `/v2/actions/${i}`);
  assertEquals(sandbox.requests.length, 1000);
  assertEquals(sandbox.requests.at(-1)?.path, "/v2/actions/2099");
});
