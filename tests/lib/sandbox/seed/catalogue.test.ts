import { assertEquals } from "@std/assert";
import { bench } from "../support.ts";

interface Region {
  readonly slug: string;
  readonly available: boolean;
  readonly sizes: string[];
}

interface Size {
  readonly slug: string;
  readonly regions: string[];
}

Deno.test("today's regions are there and open", async () => {
  const { call } = bench();
  const { json } = await call("GET", "/v2/regions?per_page=200");
  const open = json.regions.filter((region: Region) => region.available);
  assertEquals(open.map((region: Region) => region.slug).sort(), [
    "ams3",
    "atl1",
    "blr1",
    "fra1",
    "lon1",
    "nyc1",
    "nyc2",
    "nyc3",
    "sfo2",
    "sfo3",
    "sgp1",
    "syd1",
    "tor1",
  ]);
  for (const { available, sizes } of json.regions) assertEquals(sizes.length > 0, available);
});

Deno.test("today's sizes are there with what the API tells about each", async () => {
  const { call } = bench();
  const { json } = await call("GET", "/v2/sizes?per_page=200");
  const slugs = json.sizes.map((size: Size) => size.slug);
  for (
    const slug of [
      "s-1vcpu-512mb-10gb",
      "s-1vcpu-1gb",
      "s-1vcpu-2gb",
      "s-2vcpu-2gb",
      "s-2vcpu-4gb",
      "s-4vcpu-8gb",
      "s-8vcpu-16gb",
      "c-2",
      "c-4",
      "g-2vcpu-8gb",
      "gd-2vcpu-8gb",
      "m-2vcpu-16gb",
      "gpu-h100x1-80gb",
    ]
  ) assertEquals([slug, slugs.includes(slug)], [slug, true]);
  const { regions, ...rest } = json.sizes.find((size: Size) => size.slug === "s-1vcpu-1gb");
  assertEquals(regions.includes("nyc3"), true);
  assertEquals(rest, {
    slug: "s-1vcpu-1gb",
    memory: 1024,
    vcpus: 1,
    disk: 25,
    transfer: 1,
    price_monthly: 6,
    price_hourly: 0.00893,
    available: true,
    description: "Basic",
    networking_throughput: 2000,
    disk_info: [{ type: "local", size: { amount: 25, unit: "gib" } }],
  });
});

Deno.test("a region lists a size exactly if the size lists the region", async () => {
  const { call } = bench();
  const { regions } = (await call("GET", "/v2/regions?per_page=200")).json;
  const { sizes } = (await call("GET", "/v2/sizes?per_page=200")).json;
  for (const region of regions as Region[]) {
    const offered = (sizes as Size[]).filter((size) => size.regions.includes(region.slug));
    assertEquals(region.sizes, offered.map((size) => size.slug));
  }
});
