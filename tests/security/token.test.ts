// The token is in no text that the library or the program makes. Beyond this file, the runners of
// command lines in tests/support/cli.ts, tests/binary and tests/cli/process.test.ts look for it in
// all that any test prints.
import { assertEquals, assertRejects } from "@std/assert";
import { inspect } from "node:util";
import { DOAPI, type DOAPIOptions, type Fetch } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
import { cli } from "../support/cli.ts";
import { fakeClock, script } from "../support/script.ts";
import { assertSecret, TOKEN } from "../support/secret.ts";

/** Everything that shows a value, as deep as it goes. */
function shown(value: unknown): string[] {
  const texts = [
    Deno.inspect(value, { depth: 50, showHidden: true, getters: true }),
    inspect(value, { depth: 50, showHidden: true, getters: true }),
    inspect(value, { depth: 50, showHidden: true, customInspect: false }),
    JSON.stringify(value),
    JSON.stringify(Object.getOwnPropertyDescriptors(value)),
    JSON.stringify({ ...value as object }),
  ];
  if (value instanceof Error) texts.push(String(value), value.stack ?? "");
  return texts.map(String);
}

const client = (options: DOAPIOptions = {}) => new DOAPI(TOKEN, { ...fakeClock(), ...options });
const sandbox = () => client({ fetch: createSandbox({ seed: { droplets: 2 } }).fetch });
const answering = (text: string | null, init: ResponseInit) => {
  // A stream, since a text would still be in the response.
  const body = text === null ? null : new Blob([text]).stream();
  return client({ fetch: () => Promise.resolve(new Response(body, init)) });
};

/** A gateway that says what it was sent. */
const echo: Fetch = (_, init) => {
  const page = `<h1>Bad</h1>${JSON.stringify([...new Headers(init.headers)])}`;
  return Promise.resolve(new Response(new Blob([page]).stream(), { status: 502 }));
};

const VALUES: [name: string, make: () => unknown][] = [
  ["a client", client],
  ["a client that has been used", async () => {
    const doapi = sandbox();
    await doapi.fetchAccount();
    return doapi;
  }],
  ["a droplet", () => sandbox().fetchDroplet(3164001)],
  ["its image", async () => (await sandbox().fetchDroplet(3164001)).image],
  ["the client of a droplet", async () => (await sandbox().fetchDroplet(3164001)).client],
  ["a list", () => sandbox().fetchAllDroplets()],
  ["the last response", async () => {
    const doapi = sandbox();
    await doapi.fetchAccount();
    return doapi.lastResponse;
  }],
];
for (const [name, make] of VALUES) {
  Deno.test(`showing ${name} does not show the token`, async () => {
    assertSecret([], ...shown(await make()));
  });
}

const FAILURES: [name: string, doapi: () => DOAPI, url?: string][] = [
  ["a refused token", () => answering('{"id":"unauthorized"}', { status: 401 })],
  ["a storm of 503", () => answering("{}", { status: 503 })],
  ["a gateway that says what it was sent", () => client({ fetch: echo })],
  ["an answer that repeats the token", () => answering(TOKEN, { status: 200 })],
  ["an answer that is not whole", () => answering(`{"a":"${TOKEN}`, { status: 200 })],
  [
    "a status line that repeats the token",
    () => answering("{}", { status: 502, statusText: TOKEN }),
  ],
  [
    "headers that repeat the token",
    () =>
      answering("{}", {
        status: 429,
        headers: { "ratelimit-reset": TOKEN, "retry-after": TOKEN, "x-request-id": TOKEN },
      }),
  ],
  [
    "a redirect with the token in it",
    () => answering(null, { status: 302, headers: { location: `https://x.example/?t=${TOKEN}` } }),
  ],
  [
    "a type that repeats the token",
    () => answering("x", { status: 200, headers: { "content-type": TOKEN } }),
  ],
  [
    "a list of errors that repeats the token",
    () => answering(`{"errors":["${TOKEN}"]}`, { status: 422 }),
  ],
  ["a lost connection", () => client({ fetch: () => Promise.reject(new TypeError("reset")) })],
  ["no answer in time", () => client({ fetch: () => new Promise(() => {}), timeout: 0.001 })],
  [
    "a redirect",
    () => answering(null, { status: 302, headers: { location: "https://x.example" } }),
  ],
  ["another origin", client, "https://elsewhere.example"],
  ["plain http", client, "http://elsewhere.example"],
  ["a URL with the token in it", client, `/v2?access_token=${TOKEN}`],
  ["no URL", client, TOKEN],
];
for (const [name, make, url = "/v2/account"] of FAILURES) {
  Deno.test(`the error of ${name} does not show the token`, async () => {
    const error = await assertRejects(() => make().request(url), Error);
    assertSecret([], ...shown(error));
  });
}

Deno.test("headers that repeat the token do not show it where they are kept", async () => {
  const told: unknown[] = [];
  const headers = { "x-echo": `Bearer ${TOKEN}`, "ratelimit-limit": TOKEN };
  const fetch = () => Promise.resolve(Response.json({}, { headers }));
  const doapi = client({ fetch, onResponse: (event) => told.push(event) });
  await doapi.request("/v2");
  assertEquals(doapi.lastResponse?.headers.get("x-echo"), "Bearer [token]");
  assertSecret([], ...shown(doapi.lastResponse), ...shown(doapi.lastRateLimit), ...shown(told));
});

Deno.test("redact() takes the token out of text and bytes, in each way of writing it", () => {
  const doapi = client();
  const odd = new DOAPI('quote"backslash\\', {});
  const bytes = (text: string) => new TextEncoder().encode(text);
  assertEquals(doapi.redact(`a ${TOKEN} b ${TOKEN}`), "a [token] b [token]");
  assertEquals(odd.redact(JSON.stringify({ a: odd.apiToken })), '{"a":"[token]"}');
  assertEquals(doapi.redact(bytes(`ü ${TOKEN}`)), bytes("ü [token]"));
  const untouched = Uint8Array.of(0xff, 0x00, 0xfe);
  assertEquals(doapi.redact(untouched) === untouched, true);
  // What is shorter than any token may be a word.
  assertEquals(new DOAPI("web").redact("web"), "web");
});

Deno.test("what the hooks are told does not have the token in it", async () => {
  const told: unknown[] = [];
  const tell = (event: unknown) => void told.push(event);
  const { fetch } = createSandbox();
  const doapi = client({ fetch, onRequest: tell, onResponse: tell });
  await doapi.createSSHKey("laptop", "ssh-ed25519 AAAA").catch(tell);
  await doapi.fetchAccount();
  assertEquals(told.length, 5);
  for (const event of told) assertSecret([], ...shown(event));
});

for (const line of ["account", "account --verbose", `request /v2?a=${TOKEN}`, `request ${TOKEN}`]) {
  Deno.test(`${line.replace(TOKEN, "TOKEN")} keeps the token secret from those who read along`, async () => {
    const { code } = await cli(line, { fetch: echo });
    assertEquals(code, 1);
  });
}

Deno.test("a query that is secret by its name is not traced", async () => {
  const { fetch } = script({ request: "GET /v2/x?password=abc&Signature=def&page=2", reply: {} });
  const { err } = await cli("request --verbose /v2/x?password=abc&Signature=def&page=2", { fetch });
  assertEquals(
    err,
    "doapi: GET https://api.digitalocean.com/v2/x?password=***&Signature=***&page=2: 200 in 0 ms\n",
  );
});

Deno.test("the runner of command lines notices a token in what is printed", async () => {
  const { fetch } = script();
  await assertRejects(() => cli(`help ${TOKEN}`, { fetch }), Error, "A token is shown");
});
