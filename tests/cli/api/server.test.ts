import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { guarded } from "../../../cli/sandbox/guard.ts";
import { type Handler, serve } from "../../../cli/api/server.ts";

/** Sends text as it is and reads the answer to its end. */
async function send(
  handler: Handler,
  lines: string[],
  sent = "",
): Promise<[status: string, body: string]> {
  const server = await serve("127.0.0.1", 0, handler);
  const { hostname, port } = new URL(server.url);
  const conn = await Deno.connect({ hostname, port: Number(port) });
  const text = `${lines.join("\r\n")}\r\nConnection: close\r\n\r\n${sent}`;
  await conn.write(new TextEncoder().encode(text));
  const answer = await new Response(conn.readable).text();
  await server.close();
  const [head = "", body = ""] = answer.split(/\r\n\r\n(.*)/s);
  return [head.split("\r\n")[0] ?? "", body];
}

const echo: Handler = async (request) =>
  new Response(`${request.method} ${request.url} ${await request.text()}`);

Deno.test("a request comes through with its URL", async () => {
  assertEquals(await send(echo, ["GET /v2/account?a=1 HTTP/1.1", "Host: sim:80"]), [
    "HTTP/1.1 200 OK",
    "GET http://sim/v2/account?a=1 ",
  ]);
});

Deno.test("a client that takes the server for its proxy is answered too", async () => {
  const line = "GET http://api.digitalocean.com/v2/account HTTP/1.1";
  assertEquals(await send(echo, [line, "Host: api.digitalocean.com"]), [
    "HTTP/1.1 200 OK",
    "GET http://api.digitalocean.com/v2/account ",
  ]);
});

const AUTHORIZED = ["Host: sim:80", "Authorization: Bearer t"];

Deno.test("links lead to where the client has sent its request, through a proxy too", async () => {
  const sandbox = createSandbox({ seed: { droplets: 2 } });
  const next = async (...headers: string[]) => {
    const lines = ["GET /v2/droplets?per_page=1 HTTP/1.1", ...AUTHORIZED, ...headers];
    const [, body] = await send((request) => sandbox.fetch(request), lines);
    return JSON.parse(body).links.pages.next;
  };
  const rest = "/v2/droplets?per_page=1&page=2";
  assertEquals(await next(), `http://sim${rest}`);
  assertEquals(await next("X-Forwarded-Proto: https"), `https://sim${rest}`);
  assertEquals(await next("X-Forwarded-Host: api.example:8"), `http://api.example:8${rest}`);
  const proxies = ["X-Forwarded-Proto: https, http", "X-Forwarded-Host: api.example, inner"];
  assertEquals(await next(...proxies), `https://api.example${rest}`);
  const port = "X-Forwarded-Port: 8443";
  assertEquals(await next("X-Forwarded-Host: api.example", port), `http://api.example:8443${rest}`);
  assertEquals(await next("X-Forwarded-Host: [::1]", port), `http://[::1]:8443${rest}`);
  assertEquals(await next("X-Forwarded-Host: api.example:8", port), `http://api.example:8${rest}`);
  assertEquals(await next("X-Forwarded-Port: x"), `http://sim${rest}`);
  assertEquals(await next("X-Forwarded-Proto: ftp"), `http://sim${rest}`);
  assertEquals(await next("X-Forwarded-Host: a b"), `http://sim${rest}`);
  const twice = ["GET //v2/droplets?per_page=1 HTTP/1.1", ...AUTHORIZED, ...proxies];
  const [, body] = await send((request) => sandbox.fetch(request), twice);
  assertEquals(JSON.parse(body).links.pages.next, `https://api.example/${rest}`);
});

Deno.test("a page cannot pass for this machine by what it says of a proxy", async () => {
  const lines = ["POST /_sandbox/reset HTTP/1.1", "Host: evil.example"];
  const [status] = await send(guarded(createSandbox(), false), [
    ...lines,
    "X-Forwarded-Host: localhost",
    "Content-Length: 0",
  ]);
  assertEquals(status, "HTTP/1.1 403 Forbidden");
});

/** Sends the beginning of a request and reads until something is there; gives all of it. */
async function begin(handler: Handler, lines: string[], sent: string, until: string) {
  const server = await serve("127.0.0.1", 0, handler);
  const { hostname, port } = new URL(server.url);
  const conn = await Deno.connect({ hostname, port: Number(port) });
  const writer = conn.writable.getWriter();
  const written = writer.write(new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n${sent}`));
  let answer = "";
  for await (const text of conn.readable.pipeThrough(new TextDecoderStream())) {
    answer += text;
    if (answer.includes(until)) break;
  }
  await written.catch(() => {});
  await server.close();
  return answer;
}

Deno.test("a body of more than a megabyte is a 413 while it is read, before the token is", async () => {
  const sandbox = createSandbox();
  const handler: Handler = (request) => sandbox.fetch(request);
  const head = ["POST /v2/tags HTTP/1.1", "Host: sim", `Content-Length: ${2 ** 30}`];
  const answer = await begin(handler, head, "x".repeat(2 ** 20 + 1), "too large");
  assertMatch(answer, /^HTTP\/1.1 413 /);
  assertMatch(answer, /^connection: close\r$/im);
  const [logged] = sandbox.requests;
  assertEquals([logged?.status, logged?.body], [413, ""]);
  assertStringIncludes(answer, `x-request-id: ${logged?.id}`);
});

Deno.test("who may not use the controls is refused before what they send is read", async () => {
  const lines = [
    "PUT /_sandbox/snapshot HTTP/1.1",
    "Host: localhost",
    "Origin: http://evil.example",
  ];
  const head = [...lines, `Content-Length: ${2 ** 30}`];
  const answer = await begin(guarded(createSandbox(), false), head, "", "not for web pages");
  assertMatch(answer, /^HTTP\/1.1 403 /);
});

Deno.test("a state of more than a megabyte can be put back", async () => {
  const sandbox = createSandbox({ seed: { droplets: 3000 } });
  const server = await serve("127.0.0.1", 0, guarded(sandbox, false));
  const body = JSON.stringify(sandbox);
  assertEquals(body.length > 2 ** 20, true);
  sandbox.reset();
  const { status } = await fetch(`${server.url}/_sandbox/snapshot`, { method: "PUT", body });
  assertEquals([status, JSON.stringify(sandbox).length], [204, body.length]);
  await server.close();
});

Deno.test("the body of a GET is left out", async () => {
  assertEquals(await send(echo, ["GET / HTTP/1.1", "Host: sim", "Content-Length: 2"], "{}"), [
    "HTTP/1.1 200 OK",
    "GET http://sim/ ",
  ]);
});

for (
  const [first, host] of [
    ["GET / HTTP/1.1", "a b"],
    ["TRACE / HTTP/1.1", "sim"],
  ] as const
) {
  Deno.test(`${first} for ${JSON.stringify(host)} is a 400`, async () => {
    const [status] = await send(echo, [first, `Host: ${host}`]);
    assertEquals(status, "HTTP/1.1 400 Bad Request");
  });
}

Deno.test("a HEAD is told how long the body would be, and gets none", async () => {
  const sandbox = createSandbox();
  const lines = ["HEAD /v2/account HTTP/1.1", "Host: sim", "Authorization: Bearer t"];
  assertEquals(await send((request) => sandbox.fetch(request), lines), ["HTTP/1.1 200 OK", ""]);
});

Deno.test("a server on all addresses is reached at this machine's own", async () => {
  const server = await serve("0.0.0.0", 0, echo);
  assertEquals(new URL(server.url).hostname, "127.0.0.1");
  assertEquals(await (await fetch(server.url)).text(), `GET ${server.url}/ `);
  await server.close();
});
