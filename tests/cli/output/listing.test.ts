import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { account } from "../../support/tables.ts";
import { ENDPOINT, script } from "../../support/script.ts";

/** A page of sizes with so many items, and a link to the next one. */
function page(request: string, from: number, count: number, next: string | null, last = 3) {
  const sizes = Array.from({ length: count }, (_, i) => ({ slug: `s-${from + i}`, vcpus: i % 2 }));
  const url = (n: number | string) => `${ENDPOINT}/v2/sizes?per_page=200&page=${n}`;
  const pages = next === null ? {} : { next: url(next), last: url(last) };
  return { request, reply: { sizes, links: { pages }, meta: { total: 600 } } };
}

Deno.test("a small limit is one small page", async () => {
  const { fetch, done } = script(page("GET /v2/sizes?per_page=2", 1, 2, "2", 300));
  const { code, out } = await cli("size --limit 2 -o ids", { fetch });
  assertEquals([code, out], [0, "s-1\ns-2\n"]);
  done();
});

Deno.test("a larger limit takes the pages that have so many, and no more", async () => {
  const { fetch, done } = script(
    page("GET /v2/sizes?per_page=200", 1, 200, "2"),
    page("GET /v2/sizes?per_page=200&page=2", 201, 200, "3"),
  );
  const { code, out } = await cli("size --limit 201 -o ids", { fetch });
  assertEquals([code, out.split("\n").length - 1], [0, 201]);
  done();
});

Deno.test("with a condition, pages are read one by one until there are enough", async () => {
  const { fetch, done } = script(page("GET /v2/sizes?per_page=200", 1, 200, "2"));
  const { code, out } = await cli("size --limit 3 --filter vcpus=1 -o ids", { fetch });
  assertEquals([code, out], [0, "s-2\ns-4\ns-6\n"]);
  done();
});

/** Conditions that the API checks itself, and those that it does not. */
const SENT: Readonly<Record<string, string>> = {
  "droplet show --filter name=web-1 -o ids": "GET /v2/droplets?per_page=200&name=web-1",
  "droplet show --filter tags=web -o ids": "GET /v2/droplets?per_page=200&tag_name=web",
  "droplet show --filter name=web-* -o ids": "GET /v2/droplets?per_page=200",
  "droplet show --filter name!=web-1 -o ids": "GET /v2/droplets?per_page=200",
  "volume show --filter region.slug=fra1 --limit 3": "GET /v2/volumes?per_page=200&region=fra1",
  "volume show --region nyc1 --limit 3": "GET /v2/volumes?per_page=3&region=nyc1",
};

for (const [line, request] of Object.entries(SENT)) {
  Deno.test(`doapi ${line} asks the API for what it can choose itself`, async () => {
    const { code, requests, err } = await cli(line, account());
    assertEquals([code, requests], [0, [request]], err);
  });
}

/** Names that are not there: all of a line are told, with those that they perhaps were to be. */
const MISSING: Readonly<Record<string, string>> = {
  "droplet delete wbe-1 wbe-2": "doapi: 'wbe-1': no such droplet; perhaps web-1\n" +
    "doapi: 'wbe-2': no such droplet; perhaps web-2\n",
  "droplet rebuild -I goldne wbe-1": "doapi: 'wbe-1': no such droplet; perhaps web-1\n" +
    "doapi: 'goldne': no such image; perhaps golden\n",
  "ssh-key delete latpop": "doapi: 'latpop': no such SSH key; perhaps laptop\n",
};

for (const [line, err] of Object.entries(MISSING)) {
  Deno.test(`doapi ${line} tells everything that is not there`, async () => {
    const ran = await cli(line, account());
    assertEquals([ran.code, ran.out, ran.err], [1, "", err]);
    assertEquals(ran.requests.filter((request) => !request.startsWith("GET ")), []);
  });
}

Deno.test("a refused action names the droplet by what was typed, beside its id", async () => {
  const reply = { id: "unprocessable_entity", message: "Droplet is already on." };
  const { fetch } = script(
    { request: "GET /v2/droplets/3", reply: { droplet: { id: 3, name: "web-1" } } },
    { request: "POST /v2/droplets/3/actions", status: 422, reply },
  );
  const { code, err } = await cli("droplet power-on 3", { fetch });
  assertEquals(code, 1);
  assertEquals(err.startsWith("doapi: Cannot power on droplet web-1 (3) ("), true, err);
});

for (
  const [options, ids] of [
    ["--filter region=nyc*", "1\n"],
    ["--filter image=golden", "1\n"],
    ["--filter image=8", "2\n"],
    ["--filter region!=nyc3", "2\n"],
    ["--sort region", "2\n1\n"],
  ] as const
) {
  Deno.test(`with ${options} an object is compared by what names it`, async () => {
    const droplets = [
      { id: 1, region: { slug: "nyc3", name: "A" }, image: { slug: null, name: "golden", id: 7 } },
      { id: 2, region: { slug: "fra1", name: "B" }, image: { slug: null, id: 8 } },
    ];
    const { fetch } = script({ request: "GET /v2/droplets?per_page=200", reply: { droplets } });
    assertEquals((await cli(`droplet show -o ids ${options}`, { fetch })).out, ids);
  });
}
