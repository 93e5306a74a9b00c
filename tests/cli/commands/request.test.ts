import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { TOKEN } from "../../support/secret.ts";
import { prints, refuses, sends } from "../../support/tables.ts";

sends({
  "request /v2/account": [
    "GET /v2/account",
  ],
  'request -X post -d \'{"name":"t1"}\' /v2/tags': [
    'POST /v2/tags {"name":"t1"}',
  ],
  "request -X POST -d @data.json /v2/tags": [
    'POST /v2/tags {"name":"from-file"}',
  ],
  "request -X POST -d @- /v2/tags": [
    'POST /v2/tags {"name":"piped"}',
  ],
  "request -X DELETE /v2/droplets/3164001": [
    "DELETE /v2/droplets/3164001",
  ],
  "request --paginate regions /v2/regions?per_page=2": [
    "GET /v2/regions?per_page=2",
    "GET /v2/regions?per_page=2&page=2",
    "GET /v2/regions?per_page=2&page=3",
    "GET /v2/regions?per_page=2&page=4",
    "GET /v2/regions?per_page=2&page=5",
    "GET /v2/regions?per_page=2&page=6",
    "GET /v2/regions?per_page=2&page=7",
    "GET /v2/regions?per_page=2&page=8",
  ],
  "request -D - /v2/account": [
    "GET /v2/account",
  ],
});

refuses({
  "request -d {} /v2/tags": [2, /^Usage: .*\ndoapi: .*--data.* needs .*--request/],
  "request -X POST -d {} -D /closed /v2/tags": [1, "Cannot write /closed"],
  "request": [2, /^Usage: .*\ndoapi: .*url/],
  "request v2/account": [1, '"v2/account" is neither an absolute URL nor a path like /v2/account'],
  "request -X HEAD /v2/account": [2, /^Usage: .*\ndoapi: .*--request/],
  "request -d '{\"a\"' -X POST /v2/tags": [1, /^doapi: --data is not valid JSON: .+\n$/],
  "request -d @nope -X POST /v2/tags": [1, "Cannot read nope: no such file or directory"],
  "request -d 5 --paginate droplets /v2/droplets": [2, /^Usage: .*\ndoapi: .*--data/],
  "request --paginate droplets -X POST /v2/droplets": [
    1,
    "--paginate works with the GET method only.",
  ],
  "request --paginate nothing /v2/droplets": [
    1,
    'GET /v2/droplets?per_page=200: 200, but the response body has no key "nothing"',
  ],
  "request http://192.0.2.1/v2/account": [
    1,
    "The URL is at http://192.0.2.1/v2/account, which is not part of https://api.digitalocean.com: the token is not sent there\ndoapi: See --allow-other-host",
  ],
  "request /v2/nope": [
    1,
    "GET /v2/nope: 404 not_found: The resource you were accessing could not be found.",
  ],
});

prints(
  {
    line: "request /v2/account",
    answers: { request: "GET /v2/account", reply: '{"b": 5.0, "a": [1e3, {}]}' },
    out: `{
    "a": [
        1e3,
        {}
    ],
    "b": 5.0
}
`,
  },
  {
    line: "request -X DELETE /v2/tags/web",
    answers: { request: "DELETE /v2/tags/web", status: 204 },
    out: "",
    err: "doapi: deleted: tag web\n",
  },
  {
    line: "request -X PATCH -d '{\"a\": 5.0}' /v2/vpcs/1",
    answers: { request: "PATCH /v2/vpcs/1", body: { a: 5 }, reply: "null" },
    out: "",
  },
  {
    line: "request -D - /v2/account",
    answers: { request: "GET /v2/account", reply: {}, headers: { "x-request-id": "r" } },
    out: `{
    "content-type": "application/json",
    "x-request-id": "r"
}
{}
`,
  },
  {
    line: "request --paginate things /v2/things",
    answers: {
      request: "GET /v2/things?per_page=200",
      reply: { things: [1, null, { a: null }], links: {} },
    },
    out: `[
    1,
    null,
    {
        "a": null
    }
]
`,
  },
  {
    // The list of a collection without anything in it.
    line: "request --paginate apps /v2/apps",
    answers: { request: "GET /v2/apps?per_page=200", reply: { apps: null, links: {} } },
    out: "[]\n",
  },
  {
    line: "request --paginate apps /v2/apps",
    answers: { request: "GET /v2/apps?per_page=200", reply: { links: {}, meta: { total: 0 } } },
    out: "[]\n",
  },
  {
    line: "request -D - --paginate things /v2/things?per_page=1",
    answers: [
      {
        request: "GET /v2/things?per_page=1",
        reply: {
          things: [1],
          links: { pages: { next: "https://api.digitalocean.com/v2/things?after=1" } },
        },
      },
      {
        request: "GET /v2/things?after=1",
        reply: { things: [2] },
        headers: { "x-page": "2" },
      },
    ],
    out: `{
    "content-type": "application/json",
    "x-page": "2"
}
[
    1,
    2
]
`,
  },
  {
    // What is not JSON comes out as it came in, whatever the form of other results.
    line: "request /v2/kubernetes/clusters/1/kubeconfig",
    answers: {
      request: "GET /v2/kubernetes/clusters/1/kubeconfig",
      reply: "apiVersion: v1\nkind:   Config",
      headers: { "content-type": "application/yaml" },
    },
    out: "apiVersion: v1\nkind:   Config",
  },
  {
    line: "request -o tsv /v2/customers/my/invoices/1/csv",
    answers: {
      request: "GET /v2/customers/my/invoices/1/csv",
      reply: '"a b",1\r\n',
      headers: { "content-type": "text/csv" },
    },
    out: '"a b",1\r\n',
  },
  {
    line: "request -D - /v2/csv",
    answers: { request: "GET /v2/csv", reply: "a,b", headers: { "content-type": "text/csv" } },
    out: '{\n    "content-type": "text/csv"\n}\na,b',
  },
  {
    line: "request /v2/teapot",
    answers: {
      request: "GET /v2/teapot",
      status: 418,
      reply: "<!DOCTYPE html>\n<h1>I am a teapot</h1>",
      headers: { "content-type": "text/html" },
    },
    out: "",
    code: 1,
    err: "doapi: GET /v2/teapot: 418: I am a teapot\n",
  },
);

const PDF = Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0xff, 0x00, 0xfe, 0x0a);
const pdf = () =>
  Promise.resolve(new Response(PDF, { headers: { "content-type": "application/pdf" } }));

Deno.test("a body of bytes is written byte by byte", async () => {
  const written: Uint8Array[] = [];
  const onBytes = (bytes: Uint8Array) => void written.push(bytes);
  const { code, err } = await cli("request /v2/invoice", { fetch: pdf, onBytes });
  assertEquals([code, err, written], [0, "", [PDF]]);
});

Deno.test("a terminal is not given bytes, and of text nothing that it would obey", async () => {
  const world = { outIsTerminal: true };
  const { code, out, err } = await cli("request /v2/invoice", { fetch: pdf, ...world });
  const why = "The answer is not text, so a terminal cannot show it: write it to a file";
  assertEquals([code, out, err], [1, "", `doapi: ${why}\n`]);
  const text = () => Promise.resolve(new Response("a\x1b[2J\nb", {}));
  assertEquals((await cli("request /v2/x", { fetch: text, ...world })).out, "a\\u001b[2J\nb");
  assertEquals((await cli("request /v2/x", { fetch: text })).out, "a\x1b[2J\nb");
});

const REPEATS: [what: string, line: string, reply: string, type: string, out: string][] = [
  ["a body", "request /v2/x", `{"a":"${TOKEN}"}`, "application/json", '{\n    "a": "[token]"\n}\n'],
  [
    "a list",
    "request --paginate a /v2/x",
    `{"a":["${TOKEN}"]}`,
    "application/json",
    '[\n    "[token]"\n]\n',
  ],
  ["a table", "request -o tsv /v2/x", `{"a":"${TOKEN}"}`, "application/json", "[token]\n"],
  ["text", "request /v2/x", `token: ${TOKEN}\n`, "text/yaml", "token: [token]\n"],
];
for (const [what, line, reply, type, out] of REPEATS) {
  Deno.test(`${what} that repeats the token is printed without it`, async () => {
    const fetch = () => Promise.resolve(new Response(reply, { headers: { "content-type": type } }));
    const ran = await cli(line, { fetch });
    assertEquals([ran.code, ran.out, ran.err], [0, out, ""]);
  });
}

Deno.test("headers that repeat the token are dumped without it", async () => {
  const fetch = () =>
    Promise.resolve(Response.json({}, { headers: { "x-sent": `Bearer ${TOKEN}` } }));
  const { out } = await cli("request -D - /v2/x", { fetch });
  assertEquals(JSON.parse(out.split("\n{}")[0] ?? "")["x-sent"], "Bearer [token]");
  const files: Record<string, string> = {};
  await cli("request -D headers /v2/x", { fetch, files });
  assertEquals(JSON.parse(files.headers ?? "")["x-sent"], "Bearer [token]");
});

Deno.test("request sends further headers, and keeps the token's", async () => {
  const seen: Headers[] = [];
  const fetch = (_: string, init: RequestInit) => {
    seen.push(new Headers(init.headers));
    return Promise.resolve(Response.json({}));
  };
  const line = "request -X DELETE -H X-Dangerous:true -H 'x-note: a:b' /v2/droplets/3";
  assertEquals((await cli(line, { fetch })).code, 0);
  assertEquals([seen[0]?.get("x-dangerous"), seen[0]?.get("x-note")], ["true", "a:b"]);
  for (const header of ["Authorization:x", "nothing", ":x", "a b:c"]) {
    const ran = await cli(["request", "-H", header, "/v2/account"], { fetch });
    assertEquals([ran.code, ran.out, seen.length], [2, "", 1]);
  }
});
