import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { account, prints, refuses, sends } from "../../support/tables.ts";

sends({
  "image show": [
    "GET /v2/images?per_page=200",
  ],
  "image show --application": [
    "GET /v2/images?per_page=200&type=application",
  ],
  "image show --distribution": [
    "GET /v2/images?per_page=200&type=distribution",
  ],
  "image show --type snapshot": [
    "GET /v2/images?per_page=200&type=snapshot",
  ],
  "image show --private": [
    "GET /v2/images?per_page=200&private=true",
  ],
  "image show golden debian-12-x64": [
    "GET /v2/images/golden",
    "GET /v2/images/debian-12-x64",
    "GET /v2/images?per_page=200",
  ],
  "image show -M pair": [
    "GET /v2/images/pair",
    "GET /v2/images?per_page=200",
  ],
  "image update golden silver": [
    "GET /v2/images?per_page=200",
    'PUT /v2/images/7938003 {"name":"silver"}',
  ],
  "image update --unique golden silver": [
    "GET /v2/images?per_page=200",
    'PUT /v2/images/7938003 {"name":"silver"}',
  ],
  "image convert 7938002": [
    "GET /v2/images/7938002",
    'POST /v2/images/7938002/actions {"type":"convert"}',
  ],
  "image transfer ams3 golden": [
    "GET /v2/images/golden",
    "GET /v2/images?per_page=200",
    'POST /v2/images/7938003/actions {"type":"transfer","region":"ams3"}',
  ],
  'image act -p \'{"region":"ams3"}\' transfer golden': [
    "GET /v2/images/golden",
    "GET /v2/images?per_page=200",
    'POST /v2/images/7938003/actions {"type":"transfer","region":"ams3"}',
  ],
  "image actions golden": [
    "GET /v2/images/golden",
    "GET /v2/images?per_page=200",
    "GET /v2/images/7938003/actions?per_page=200",
  ],
  "image actions --last golden": [
    "GET /v2/images/golden",
    "GET /v2/images?per_page=200",
    "GET /v2/images/7938003/actions?per_page=1",
  ],
  "image actions --in-progress golden": [
    "GET /v2/images/golden",
    "GET /v2/images?per_page=200",
    "GET /v2/images/7938003/actions?per_page=200",
  ],
  "image wait golden": [
    "GET /v2/images/golden",
    "GET /v2/images?per_page=200",
    "GET /v2/images/7938003/actions?per_page=200",
  ],
  "image delete golden": [
    "GET /v2/images/golden",
    "GET /v2/images?per_page=200",
    "DELETE /v2/images/7938003",
  ],
});

refuses({
  "image show nope": [1, "'nope': no such image"],
  "image show pair": [
    1,
    "'pair': ambiguous; name used by multiple images: 7938004, 7938005 (use -M/--multiple to specify all of them at once)",
  ],
  "image show --private golden": [1, "--private and images exclude each other."],
  "image show --distribution golden": [1, "--distribution and images exclude each other."],
  "image show --type x golden": [1, "--type and images exclude each other."],
  "image show --private --application": [2, /^Usage: .*\ndoapi: .*--private/],
  "image update --unique golden pair": [1, "There is already another image named 'pair'"],
  "image update --unique golden debian-12-x64": [
    1,
    "There is already another image named 'debian-12-x64'",
  ],
  "image update nope silver": [1, "'nope': no such image"],
  "image transfer nyc3": [2, /^Usage: .*\ndoapi: .*image/],
  "image transfer nyc3 golden nope": [1, "'nope': no such image"],
  "image delete pair": [
    1,
    "'pair': ambiguous; name used by multiple images: 7938004, 7938005 (use -M/--multiple to specify all of them at once)",
  ],
  "image act -p 5 transfer golden": [1, "--params must be a JSON object"],
});

const IMAGE = { id: 7, name: "golden \u00d7", slug: null, min_disk_size: 20, size_gigabytes: 2.5 };
const PRINTED = `{
    "id": 7,
    "min_disk_size": 20,
    "name": "golden \u00d7",
    "size_gigabytes": 2.5,
    "slug": null
}`;

prints(
  {
    line: "image show 7",
    answers: { request: "GET /v2/images/7", reply: { image: IMAGE } },
    out: `[\n${PRINTED.replace(/^/gm, "    ")}\n]\n`,
  },
  {
    line: "image show --private",
    answers: { request: "GET /v2/images?per_page=200&private=true", reply: { images: [] } },
    out: "[]\n",
  },
  {
    line: "image update id:7 golden",
    answers: [
      { request: "GET /v2/images?per_page=200", reply: { images: [{ id: 8, name: "golden" }] } },
      { request: "GET /v2/images/7", reply: { image: IMAGE } },
      { request: "PUT /v2/images/7", body: { name: "golden" }, reply: { image: IMAGE } },
    ],
    out: `${PRINTED}\n`,
    err: "doapi: Warning: There is already another image named 'golden'\n",
  },
  {
    line: "image show gold",
    answers: [
      { request: "GET /v2/images/gold", status: 404, reply: { id: "not_found", message: "No" } },
      {
        request: "GET /v2/images?per_page=200",
        reply: { images: [IMAGE, { id: 8, slug: "goldfish-1-x64" }, { id: 9, slug: "other" }] },
      },
    ],
    out: "",
    code: 1,
    err: "doapi: 'gold': no such image; perhaps golden \u00d7, goldfish-1-x64\n",
  },
  {
    line: "image delete 7",
    answers: [
      { request: "GET /v2/images/7", reply: { image: IMAGE } },
      { request: "DELETE /v2/images/7", status: 204 },
    ],
    out: "",
    err: "doapi: deleted: image golden × (7)\n",
  },
);

for (
  const [options, out] of [
    ["--architecture gpu", "gpu-h100x1-base\n"],
    ["--architecture x64 --region nyc3 --limit 1", "ubuntu-20-04-x64\n"],
    ["--private --architecture x64", ""],
    ["debian-12-x64 docker-20-04 --architecture x64 --region fra1", "debian-12-x64\n"],
  ] as const
) {
  Deno.test(`doapi image show ${options} lists what fits`, async () => {
    const ran = await cli(`image show ${options} -o tsv --columns slug`, account());
    assertEquals([ran.code, ran.out], [0, out], ran.err);
  });
}
