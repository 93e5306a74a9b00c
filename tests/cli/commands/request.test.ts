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
