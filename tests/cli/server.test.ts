import { assertEquals } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { type Handler, serve } from "../../cli/server.ts";

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

Deno.test("links lead to where the client has sent its request, through a proxy too", async () => {
  const lines = ["GET /v2/account HTTP/1.1", "Host: sim:80"];
  const through = ["X-Forwarded-Proto: https", "X-Forwarded-Host: api.example, inner"];
  assertEquals(await send(echo, [...lines, ...through]), [
    "HTTP/1.1 200 OK",
    "GET https://api.example/v2/account ",
  ]);
});

Deno.test("a body of more than a megabyte is a 413 while it is read, and is not handed on", async () => {
  let asked = 0;
  const handler: Handler = () => Promise.resolve(new Response(String(++asked)));
  const head = ["POST /v2/tags HTTP/1.1", "Host: sim", `Content-Length: ${2 ** 30}`];
  const [status, body] = await send(handler, head, "x".repeat(2 ** 20 + 1));
  assertEquals(status, "HTTP/1.1 413 Payload Too Large");
  assertEquals(JSON.parse(body).id, "payload_too_large");
  assertEquals(asked, 0);
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
