import { assertEquals } from "@std/assert";
import { act, type Bench, bench, droplet, PLAIN } from "../support.ts";

const INVALID = "422 unprocessable_entity: ";

async function slugs(b: Bench, query: string): Promise<string[]> {
  const { json } = await b.call("GET", `/v2/images?per_page=200${query}`);
  return json.images.map((image: { slug: string | null; name: string }) =>
    image.slug ?? image.name
  );
}

Deno.test("images are listed by type and by whose they are", async () => {
  const b = bench({ seed: { images: [{ name: "own" }] } });
  const distributions = await slugs(b, "&type=distribution");
  const applications = await slugs(b, "&type=application");
  for (
    const slug of [
      "ubuntu-24-04-x64",
      "ubuntu-22-04-x64",
      "debian-12-x64",
      "debian-13-x64",
      "fedora-42-x64",
      "almalinux-9-x64",
      "rockylinux-9-x64",
      "centos-stream-9-x64",
    ]
  ) assertEquals([slug, distributions.includes(slug)], [slug, true]);
  assertEquals(applications.includes("docker-20-04"), true);
  assertEquals(await slugs(b, "&private=true"), ["own"]);
  assertEquals(await slugs(b, ""), [...distributions, ...applications, "own"]);
});

Deno.test("the list goes from public to private images in the middle of a page", async () => {
  const b = bench({ seed: { images: [{ name: "one" }, { name: "two" }, { name: "three" }] } });
  const { json } = await b.call("GET", "/v2/images");
  const all = await slugs(b, "");
  const last = Math.ceil(json.meta.total / 2);
  const pages: string[] = [];
  for (let page = 1; page <= last; page++) {
    const { json } = await b.call("GET", `/v2/images?per_page=2&page=${page}`);
    for (const image of json.images) pages.push(image.slug ?? image.name);
  }
  assertEquals(pages, all);
});

Deno.test("an image is found by id and by slug", async () => {
  const b = bench();
  const bySlug = await b.call("GET", "/v2/images/ubuntu-24-04-x64");
  const { image } = bySlug.json;
  assertEquals(bySlug.status, 200);
  assertEquals((await b.call("GET", `/v2/images/${image.id}`)).json.image, image);
  const { regions, description: _, ...rest } = image;
  assertEquals(regions.includes("nyc3"), true);
  assertEquals(rest, {
    id: 155133621,
    name: "24.04 (LTS) x64",
    distribution: "Ubuntu",
    slug: "ubuntu-24-04-x64",
    public: true,
    created_at: "2024-05-10T09:30:00Z",
    min_disk_size: 7,
    type: "base",
    size_gigabytes: 0.85,
    tags: [],
    status: "available",
    error_message: "",
  });
  assertEquals((await b.call("GET", "/v2/images/1")).status, 404);
  assertEquals((await b.call("GET", "/v2/images/none")).status, 404);
});

Deno.test("a private image can be renamed and deleted, a public one cannot", async () => {
  const b = bench({ seed: { images: [{ name: "own" }] } });
  const path = "/v2/images/7938001";
  const { json } = await b.call("PUT", path, { name: "new", description: "about" });
  assertEquals([json.image.name, json.image.description], ["new", "about"]);
  assertEquals(await b.refused("PUT", path, { name: " " }), INVALID + "Name can't be blank");
  assertEquals((await b.call("DELETE", path)).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
  assertEquals((await b.call("PUT", "/v2/images/155133621", { name: "x" })).status, 403);
  assertEquals((await b.call("DELETE", "/v2/images/155133621")).status, 403);
});

Deno.test("a droplet goes on naming an image that was deleted", async () => {
  const b = bench({ seed: { images: [{ name: "own" }] } });
  const id = await droplet(b, { image: 7938001 });
  await b.call("DELETE", "/v2/images/7938001");
  b.sandbox.restore(JSON.parse(JSON.stringify(b.sandbox.snapshot())));
  const { image } = (await b.call("GET", `/v2/droplets/${id}`)).json.droplet;
  assertEquals([image.id, image.name, image.status], [7938001, "own", "deleted"]);
  assertEquals(
    await b.refused("POST", "/v2/droplets", { name: "a", ...PLAIN, image: 7938001 }),
    INVALID + "You specified an invalid image for Droplet creation.",
  );
});

Deno.test("a transfer adds a region when it completes", async () => {
  const b = bench({ seed: { images: [{ name: "own" }] } });
  const path = "/v2/images/7938001/actions";
  const { status, json } = await b.call("POST", path, { type: "transfer", region: "ams3" });
  assertEquals(status, 201);
  assertEquals(
    [json.action.type, json.action.resource_type, json.action.resource_id, json.action.region_slug],
    ["transfer", "image", 7938001, "ams3"],
  );
  const regions = async () => (await b.call("GET", "/v2/images/7938001")).json.image.regions;
  assertEquals(await regions(), ["nyc3"]);
  b.clock.advance(10);
  assertEquals(await regions(), ["nyc3", "ams3"]);
  const [action] = (await b.call("GET", path)).json.actions;
  assertEquals([action.id, action.status], [json.action.id, "completed"]);
  assertEquals((await b.call("GET", `${path}/${action.id}`)).json, { action });
  const refusals = {
    mars1: "You specified an invalid region for image transfer.",
    nyc3: "Image is already available in that region.",
    "": "Region can't be blank",
  };
  for (const [region, message] of Object.entries(refusals)) {
    assertEquals(await b.refused("POST", path, { type: "transfer", region }), INVALID + message);
  }
  assertEquals(
    await b.refused("POST", path, { type: "paint" }),
    INVALID + 'Type "paint" is not a valid image action.',
  );
});

Deno.test("a backup converts to a snapshot, and nothing else does", async () => {
  const b = bench({ seed: { droplets: [{ name: "a", backups_taken: 1 }] } });
  const path = "/v2/images/7938001";
  assertEquals((await b.call("POST", `${path}/actions`, { type: "convert" })).status, 201);
  b.clock.advance(10);
  assertEquals((await b.call("GET", path)).json.image.type, "snapshot");
  const { backup_ids, snapshot_ids } = (await b.call("GET", "/v2/droplets/3164001")).json.droplet;
  assertEquals([backup_ids, snapshot_ids], [[], [7938001]]);
  assertEquals(
    await b.refused("POST", `${path}/actions`, { type: "convert" }),
    INVALID + "Only a backup can be converted to a snapshot.",
  );
});

Deno.test("a custom image is imported and can be used when that is done", async () => {
  const b = bench();
  const url = "http://example.com/disk.img";
  const body = { name: "own", url, region: "nyc3", distribution: "Debian", tags: ["mine"] };
  const { status, json } = await b.call("POST", "/v2/images", body);
  assertEquals([status, json.image.status, json.image.type], [202, "NEW", "custom"]);
  const create = { name: "a", ...PLAIN, image: json.image.id };
  assertEquals((await b.call("POST", "/v2/droplets", create)).status, 422);
  b.clock.advance(10);
  assertEquals((await b.call("POST", "/v2/droplets", create)).status, 202);
  assertEquals(await slugs(b, "&tag_name=mine"), ["own"]);
  const refusals: [Record<string, unknown>, string][] = [
    [{ url: "nowhere" }, "Url is invalid"],
    [{ region: "mars1" }, "Region is invalid"],
    [{ name: "" }, "Name can't be blank"],
  ];
  for (const [more, message] of refusals) {
    assertEquals(await b.refused("POST", "/v2/images", { ...body, ...more }), INVALID + message);
  }
});

Deno.test("the distribution of a custom image that is not known is Unknown", async () => {
  const { call } = bench();
  const body = { name: "own", url: "https://example.com/a.img", region: "nyc3" };
  const made = async (distribution: string) =>
    (await call("POST", "/v2/images", { ...body, distribution })).json.image.distribution;
  assertEquals([await made("Debian"), await made("Plan 9")], ["Debian", "Unknown"]);
});

Deno.test("snapshots are the images of that type under another name", async () => {
  const b = bench();
  const id = await droplet(b);
  await act(b, id, { type: "snapshot", name: "s" });
  const { json } = await b.call("GET", "/v2/snapshots");
  assertEquals(json, {
    snapshots: [{
      id: "7938001",
      name: "s",
      created_at: "2026-01-01T00:00:10Z",
      regions: ["nyc3"],
      resource_id: String(id),
      resource_type: "droplet",
      min_disk_size: 25,
      size_gigabytes: 0.85,
      tags: [],
    }],
    links: {},
    meta: { total: 1 },
  });
  assertEquals((await b.call("GET", "/v2/snapshots?resource_type=volume")).json.snapshots, []);
  assertEquals((await b.call("GET", "/v2/snapshots/7938001")).json.snapshot, json.snapshots[0]);
  assertEquals((await b.call("DELETE", "/v2/snapshots/7938001")).status, 204);
  assertEquals((await b.call("GET", "/v2/images/7938001")).status, 404);
  assertEquals((await b.call("GET", `/v2/droplets/${id}`)).json.droplet.snapshot_ids, []);
});
