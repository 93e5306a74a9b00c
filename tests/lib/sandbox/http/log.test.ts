import { assertEquals } from "@std/assert";
import { createSandbox, type Sandbox } from "@doapi/doapi/sandbox";
import { bench } from "../support.ts";

function post(sandbox: Sandbox, body: string): Promise<Response> {
  const init = { method: "POST", headers: { authorization: "Bearer t" }, body };
  return sandbox.fetch("https://api.digitalocean.com/v2/tags", init);
}

Deno.test("the log has the latest thousand requests", async () => {
  const sandbox = createSandbox({ rateLimit: false });
  for (let i = 0; i < 2500; i++) await post(sandbox, `{"name":"${i}"}`);
  assertEquals(sandbox.requests.length, 1000);
  assertEquals(sandbox.requests.at(0)?.body, '{"name":"1500"}');
  assertEquals(sandbox.requests.at(-1)?.body, '{"name":"2499"}');
});

Deno.test("the log has fewer requests where their bodies are long", async () => {
  const sandbox = createSandbox({ rateLimit: false });
  const long = JSON.stringify({ name: "x".repeat(1_000_000) });
  for (let i = 0; i < 30; i++) await post(sandbox, long);
  await post(sandbox, '{"name":"last"}');
  const bytes = sandbox.requests.reduce((sum, { body }) => sum + body.length, 0);
  assertEquals(bytes < 9_000_000, true);
  assertEquals(sandbox.requests.at(-1)?.body, '{"name":"last"}');
});

Deno.test("the log has fewer requests where their paths are long", async () => {
  const sandbox = createSandbox({ rateLimit: false });
  const long = `https://api.digitalocean.com/v2/tags?${"x".repeat(1_000_000)}`;
  const headers = { authorization: "Bearer t" };
  for (let i = 0; i < 30; i++) await sandbox.fetch(long, { headers });
  const bytes = sandbox.requests.reduce((sum, { path }) => sum + path.length, 0);
  assertEquals([sandbox.requests.length > 0, bytes < 9_000_000], [true, true]);
});

Deno.test("short answers are in the log, long ones are not", async () => {
  const { call, sandbox } = bench({ seed: { droplets: 20 } });
  const { text } = await call("GET", "/v2/account");
  await call("GET", "/v2/droplets");
  await call("DELETE", "/v2/droplets/3164001");
  const answers = sandbox.requests.map((request) => request.answer);
  assertEquals(answers, [text, undefined, undefined]);
});
