import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { prints } from "../../support/tables.ts";
import { fakeClock, script } from "../../support/script.ts";

const WEB = {
  id: 3,
  name: "web",
  status: "active",
  size_slug: "small",
  region: { slug: "fra1" },
  image: { id: 9, slug: null },
  networks: {
    v4: [
      { ip_address: "10.0.0.2", type: "private" },
      { ip_address: "203.0.113.7", type: "public" },
    ],
    v6: [],
  },
  tags: ["a", "b"],
};
const DB = { id: 12, name: "db\t\u001b[31m\u009b", status: "new", networks: { v4: [], v6: [] } };
const LIST = { request: "GET /v2/droplets?per_page=200", reply: { droplets: [WEB, DB] } };
const SHOW = "droplet show";

prints(
  {
    line: `${SHOW} --output table`,
    answers: { ...LIST, reply: { droplets: [WEB] } },
    out: `id  name  status  public_ip    private_ip  region_slug  size_slug  image_slug
 3  web   active  203.0.113.7  10.0.0.2    fra1         small
`,
  },
  {
    line: `${SHOW} --columns id,region.slug,tags,image,networks.v4.1.ip_address,ip_address`,
    answers: LIST,
    out: `id  region.slug  tags  image  networks.v4.1.ip_address  ip_address
 3  fra1         a,b   id:9   203.0.113.7               10.0.0.2
12
`,
  },
  {
    // What a name has in it ends no cell, and tells the terminal nothing.
    line: `${SHOW} -o tsv --columns id,name`,
    answers: LIST,
    out: "3\tweb\n12\tdb\\t\\u001b[31m\\u009b\n",
  },
  {
    // A backslash and an n are told from a line break, as every other two names are.
    line: `${SHOW} -o tsv --columns id,name,image`,
    answers: {
      request: LIST.request,
      reply: {
        droplets: [
          { id: 1, name: "a\nb" },
          { id: 2, name: "a\\nb", image: { name: 'say "\n"' } },
          { id: 3, name: "\u001b" },
          { id: 4, name: "\\u001b" },
        ],
      },
    },
    out: "1\ta\\nb\t\n2\ta\\\\nb\t" + String.raw`{"name":"say \\"\\n\\""}` +
      "\n3\t\\u001b\t\n4\t\\\\u001b\t\n",
  },
  {
    // Numbers are printed as they came.
    line: "request -o tsv --paginate things /v2/things",
    answers: {
      request: "GET /v2/things?per_page=200",
      reply:
        '{"things":[{"a":5.0,"b":12345678901234567890,"c":[1e3,-0],"d":{"e":9007199254740993}}]}',
    },
    out: '5.0\t12345678901234567890\t1e3,-0\t{"e":9007199254740993}\n',
  },
  {
    line: `${SHOW} -o tsv --columns id,memory`,
    answers: {
      request: LIST.request,
      reply: '{"droplets":[{"id":9007199254740993,"memory":2.0}]}',
    },
    out: "9007199254740993\t2.0\n",
  },
  {
    // Columns are as wide as what is printed in them.
    line: `${SHOW} --columns name,id`,
    answers: {
      request: LIST.request,
      reply: { droplets: [{ id: 1, name: "\u001b[31m\u202e" }, { id: 2, name: "plain" }] },
    },
    out: "name              id\n\\u001b[31m\\u202e   1\nplain              2\n",
  },
  {
    line: `${SHOW} --columns name`,
    answers: { request: LIST.request, reply: { droplets: [{ id: 2, name: "plain  \u2028" }] } },
    out: "name\nplain  \u2028\n",
  },
  {
    // Characters that JavaScript takes for line ends are part of a name.
    line: SHOW,
    answers: { request: LIST.request, reply: { droplets: [{ name: "a\u2028b\u2029c" }] } },
    out: '[\n    {\n        "name": "a\u2028b\u2029c"\n    }\n]\n',
  },
  {
    line: `${SHOW} -o table`,
    answers: { ...LIST, reply: { droplets: [] } },
    out: "id  name  status  public_ip  private_ip  region_slug  size_slug  image_slug\n",
  },
  {
    line: `${SHOW} -o jsonl`,
    answers: {
      request: LIST.request,
      reply: '{"droplets":[{"name":"a\\nb\\u001b","id":1.0},{"id":9007199254740993}]}',
    },
    out: '{"id":1.0,"name":"a\\nb\\u001b"}\n{"id":9007199254740993}\n',
  },
  {
    line: `${SHOW} -o ids`,
    answers: { request: LIST.request, reply: '{"droplets":[{"id":3},{"id":9007199254740993}]}' },
    out: "3\n9007199254740993\n",
  },
  {
    // Commands take the region's slug for it.
    line: "region -o ids",
    answers: { request: "GET /v2/regions?per_page=200", reply: { regions: [{ slug: "fra1" }] } },
    out: "fra1\n",
  },
  {
    line: "request -o ids --paginate things /v2/things",
    answers: {
      request: "GET /v2/things?per_page=200",
      reply: { things: ["x", { name: "y" }, { size: 5 }] },
    },
    out: "x\ny\n",
    err: "doapi: Warning: items without an id are left out; --output jsonl has them\n",
  },
  {
    // A spreadsheet shows each cell as it was.
    line: `${SHOW} -o csv --columns id,name,tags`,
    answers: {
      request: LIST.request,
      reply: {
        droplets: [
          { id: 1, name: 'say "hi"', tags: ["a", "b"] },
          { id: 2, name: "a\nb\\n\u001b", tags: [] },
        ],
      },
    },
    out: 'id,name,tags\n1,"say ""hi""","a,b"\n2,"a\nb\\n\\u001b",\n',
  },
  {
    line: `${SHOW} -o csv --columns id,name`,
    answers: { ...LIST, reply: { droplets: [] } },
    out: "id,name\n",
  },
  {
    line: "account -o tsv",
    answers: {
      request: "GET /v2/account",
      reply: { account: { email: "a@example.com", status: "active", droplet_limit: 25 } },
    },
    out: "a@example.com\tactive\t25\n",
  },
  {
    line: "request -o table --paginate things /v2/things",
    answers: {
      request: "GET /v2/things?per_page=200",
      reply: { things: [{ b: 1.5, a: true }, { a: false }] },
    },
    out: `  b  a
1.5  true
     false
`,
  },
  {
    line: "request -o table --paginate things /v2/things",
    answers: { request: "GET /v2/things?per_page=200", reply: { things: ["x", 5] } },
    out: "value\nx\n5\n",
  },
  {
    line: "droplet actions --last -o table --columns id,type 3",
    answers: [
      { request: "GET /v2/droplets/3", reply: { droplet: WEB } },
      { request: "GET /v2/droplets/3/actions?per_page=1", reply: { actions: [] } },
    ],
    out: "id  type\n\n",
  },
  {
    line: "droplet actions -o tsv --columns id,type 3",
    answers: [
      { request: "GET /v2/droplets/3", reply: { droplet: WEB } },
      {
        request: "GET /v2/droplets/3/actions?per_page=200",
        reply: { actions: [{ id: 7, type: "reboot" }, { id: 6, type: "create" }] },
      },
    ],
    out: "7\treboot\n6\tcreate\n",
  },
  {
    // What has come before a failure is printed, and the failure is told.
    line: "request -o tsv --paginate things /v2/things",
    answers: [
      {
        request: "GET /v2/things?per_page=200",
        reply: { things: [1], links: { pages: { next: "/v2/things?after=1" } } },
      },
      { request: "GET /v2/things?after=1", status: 403, reply: { id: "forbidden", message: "No" } },
    ],
    out: "1\n",
    code: 1,
    err: "doapi: GET /v2/things?after=1: 403 forbidden: No\n",
  },
);

for (const options of ["-o yml", "-o json --columns id", "--columns id,,name"]) {
  Deno.test(`droplet new ${options} is refused before anything is created`, async () => {
    const { fetch } = script();
    const line = `droplet new -I 9 -S small -R fra1 ${options} web`;
    const { code, out, requests } = await cli(line, { fetch });
    assertEquals([code, out, requests], [2, "", []]);
  });
}

Deno.test("progress is cut to the width of the terminal, as only one line is erased", async () => {
  const action = { id: 1, status: "in-progress", type: "reboot", resource_type: "droplet" };
  const fetch = () => Promise.resolve(Response.json({ action }));
  const world = { fetch, isTerminal: true, columns: 24 };
  const { err } = await cli("action wait --wait-time 1 1", world);
  const [, progress] = err.split("\r\x1b[K");
  assertEquals(progress, "Waiting for actions: 0 ");
});

Deno.test("in a terminal that shows the result too, progress ends where the result begins", async () => {
  const action = (id: number, status: string) => ({
    request: `GET /v2/actions/${id}`,
    reply: { action: { id, status } },
  });
  const { fetch } = script(
    ...["in-progress", "completed"].map((status) => action(1, status)),
    ...["in-progress", "in-progress", "completed"].map((status) => action(2, status)),
  );
  const terminal = { isTerminal: true, outIsTerminal: true, clock: fakeClock() };
  const { code, err } = await cli("action wait 1 2", { fetch, ...terminal });
  assertEquals(
    [code, err],
    [0, "\r\x1b[KWaiting for actions: [==========          ] 1 of 2 done, 1 s, last 1\r\x1b[K"],
  );
});
