import { assertEquals } from "@std/assert";
import { bench, droplet, ORIGIN, PLAIN } from "../support.ts";

const INVALID = "422 unprocessable_entity: ";

Deno.test("a new droplet is locked, without addresses, and names its action", async () => {
  const { call } = bench();
  const { status, json } = await call("POST", "/v2/droplets", {
    name: "web-1",
    ...PLAIN,
    tags: ["web"],
  });
  assertEquals(status, 202);
  const { region, size, image, ...rest } = json.droplet;
  assertEquals(rest, {
    id: 3164001,
    name: "web-1",
    memory: 1024,
    vcpus: 1,
    disk: 25,
    disk_info: [{ type: "local", size: { amount: 25, unit: "gib" } }],
    locked: true,
    status: "new",
    kernel: null,
    created_at: "2026-01-01T00:00:00Z",
    features: ["droplet_agent", "private_networking"],
    backup_ids: [],
    next_backup_window: null,
    snapshot_ids: [],
    volume_ids: [],
    size_slug: "s-1vcpu-1gb",
    networks: { v4: [], v6: [] },
    tags: ["web"],
    vpc_uuid: rest.vpc_uuid,
  });
  assertEquals([region.slug, size.slug, image.slug], ["nyc3", "s-1vcpu-1gb", "ubuntu-24-04-x64"]);
  assertEquals(json.links, {
    actions: [{ id: 36804001, rel: "create", href: `${ORIGIN}/v2/actions/36804001` }],
  });
});

Deno.test("when its action completes a droplet is active and has its addresses", async () => {
  const { call, clock } = bench();
  await call("POST", "/v2/droplets", { name: "web-1", ...PLAIN, ipv6: true });
  clock.advance(9);
  assertEquals((await call("GET", "/v2/droplets/3164001")).json.droplet.status, "new");
  clock.advance(1);
  const { json } = await call("GET", "/v2/droplets/3164001");
  assertEquals([json.droplet.status, json.droplet.locked], ["active", false]);
  assertEquals(json.droplet.networks, {
    v4: [
      {
        ip_address: "198.18.0.2",
        netmask: "255.255.255.0",
        gateway: "198.18.0.1",
        type: "public",
      },
      {
        ip_address: "10.106.0.2",
        netmask: "255.255.0.0",
        gateway: "10.106.0.1",
        type: "private",
      },
    ],
    v6: [
      { ip_address: "2001:db8:1::1:1", netmask: 64, gateway: "2001:db8:1::1", type: "public" },
    ],
  });
  const { action } = (await call("GET", "/v2/actions/36804001")).json;
  const { region, ...rest } = action;
  assertEquals(region.slug, "nyc3");
  assertEquals(rest, {
    id: 36804001,
    status: "completed",
    type: "create",
    started_at: "2026-01-01T00:00:00Z",
    completed_at: "2026-01-01T00:00:10Z",
    resource_id: 3164001,
    resource_type: "droplet",
    region_slug: "nyc3",
  });
});

Deno.test("names makes several droplets, each with its action, in the order given", async () => {
  const { call } = bench();
  const { status, json } = await call("POST", "/v2/droplets", { names: ["a", "b", "a"], ...PLAIN });
  assertEquals(status, 202);
  assertEquals(json.droplet, undefined);
  assertEquals(json.droplets.map((d: { name: string }) => d.name), ["a", "b", "a"]);
  assertEquals(json.links.actions.map((a: { id: number }) => a.id), [36804001, 36804002, 36804003]);
});

Deno.test("a droplet without a public network has a private address only", async () => {
  const b = bench();
  const id = await droplet(b, { public_networking: false });
  const { networks } = (await b.call("GET", `/v2/droplets/${id}`)).json.droplet;
  assertEquals(networks.v4.map((network: { type: string }) => network.type), ["private"]);
});

Deno.test("features follow from the request", async () => {
  const b = bench();
  const id = await droplet(b, { backups: true, ipv6: true, monitoring: true });
  const { features, next_backup_window } = (await b.call("GET", `/v2/droplets/${id}`)).json.droplet;
  assertEquals(features, [
    "backups",
    "droplet_agent",
    "private_networking",
    "ipv6",
    "monitoring",
  ]);
  assertEquals(next_backup_window, { start: "2026-01-04T04:00:00Z", end: "2026-01-04T08:00:00Z" });
});

Deno.test("a droplet without a region is given one", async () => {
  const { call } = bench();
  const { region: _, ...rest } = PLAIN;
  const { json } = await call("POST", "/v2/droplets", { name: "a", ...rest });
  assertEquals(json.droplet.region.slug, "nyc1");
});

const REFUSALS: readonly [what: string, body: Record<string, unknown>, message: string][] = [
  ["no name", { ...PLAIN }, "Name can't be blank"],
  ["an empty name", { name: "", ...PLAIN }, "Name can't be blank"],
  [
    "a name with a space",
    { name: "a b", ...PLAIN },
    "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
  ],
  [
    "a name with a dash at its end",
    { name: "a-", ...PLAIN },
    "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
  ],
  [
    "a name of 256 characters",
    { name: "a".repeat(256), ...PLAIN },
    "Name is too long (maximum is 255 characters)",
  ],
  ["no names", { names: [], ...PLAIN }, "Names can't be blank"],
  [
    "name and names",
    { name: "a", names: ["b"], ...PLAIN },
    "You can specify either name or names, not both.",
  ],
  [
    "eleven names",
    { names: Array.from({ length: 11 }, (_, i) => `n${i}`), ...PLAIN },
    "You can only create up to 10 Droplets at a time.",
  ],
  ["no size", { name: "a", ...PLAIN, size: undefined }, "Size can't be blank"],
  [
    "an unknown size",
    { name: "a", ...PLAIN, size: "512mb" },
    "You specified an invalid size for Droplet creation.",
  ],
  [
    "an unknown region",
    { name: "a", ...PLAIN, region: "mars1" },
    "You specified an invalid region for Droplet creation.",
  ],
  [
    "a region that takes no droplets",
    { name: "a", ...PLAIN, region: "ams2" },
    "You specified an invalid region for Droplet creation.",
  ],
  [
    "a size that the region has not",
    { name: "a", ...PLAIN, region: "nyc2", size: "c-2" },
    "Size is not available in this region.",
  ],
  [
    "an unknown image",
    { name: "a", ...PLAIN, image: "plan9" },
    "You specified an invalid image for Droplet creation.",
  ],
  [
    "no image",
    { name: "a", ...PLAIN, image: null },
    "You specified an invalid image for Droplet creation.",
  ],
  [
    "an image that is larger than the disk",
    { name: "a", ...PLAIN, size: "s-1vcpu-512mb-10gb", image: "docker-20-04" },
    "Image requires a disk of at least 25 GB.",
  ],
  [
    "unknown keys",
    { name: "a", ...PLAIN, ssh_keys: [7, "main"] },
    "7, main are invalid key identifiers for Droplet creation.",
  ],
  [
    "too much user data",
    { name: "a", ...PLAIN, user_data: "é".repeat(32769) },
    "User data is too long (maximum is 64 KiB)",
  ],
  [
    "a volume",
    { name: "a", ...PLAIN, volumes: ["x"] },
    "You specified an invalid volume for Droplet creation.",
  ],
  ["a text for a boolean", { name: "a", ...PLAIN, ipv6: "yes" }, "Ipv6 must be a boolean"],
];

for (const [what, body, message] of REFUSALS) {
  Deno.test(`${what} is refused and nothing is made`, async () => {
    const { refused, sandbox } = bench();
    assertEquals(await refused("POST", "/v2/droplets", body), INVALID + message);
    const { droplets, actions, tags } = sandbox.snapshot();
    assertEquals([droplets, actions, tags], [[], [], []]);
  });
}

for (const [region, chosen] of [["", "nyc1"], ["sfo", "sfo"], ["fra", "fra1"]] as const) {
  Deno.test(`the region ${JSON.stringify(region)} leaves the choice to the API`, async () => {
    const { call } = bench();
    const body = { name: "web", size: "s-1vcpu-1gb", image: "debian-12-x64", region };
    const { status, json } = await call("POST", "/v2/droplets", body);
    assertEquals([status, json.droplet.region.slug.startsWith(chosen)], [202, true]);
  });
}

for (const region of [undefined, null, "", "fra"]) {
  Deno.test(`a droplet in the region ${JSON.stringify(region)} of a VPC is where that is`, async () => {
    const { call } = bench();
    const { vpc } = (await call("POST", "/v2/vpcs", { name: "own", region: "fra1" })).json;
    const body = { name: "web", ...PLAIN, region, vpc_uuid: vpc.id };
    const { status, json } = await call("POST", "/v2/droplets", body);
    assertEquals([status, json.droplet?.region.slug, json.droplet?.vpc_uuid], [
      202,
      "fra1",
      vpc.id,
    ]);
  });
}

Deno.test("a droplet of a prefix goes to the region of its VPC, though another comes first", async () => {
  const { call, refused } = bench();
  const { vpc } = (await call("POST", "/v2/vpcs", { name: "own", region: "nyc3" })).json;
  const body = { name: "web", ...PLAIN, vpc_uuid: vpc.id };
  const { json } = await call("POST", "/v2/droplets", { ...body, region: "nyc" });
  assertEquals(json.droplet?.region.slug, "nyc3");
  const elsewhere = { ...body, region: "fra" };
  assertEquals(await refused("POST", "/v2/droplets", elsewhere), INVALID + "Failed to resolve VPC");
});

Deno.test("user data of 64 KiB is taken", async () => {
  const { call } = bench();
  const body = { name: "a", ...PLAIN, user_data: "é".repeat(32768) };
  assertEquals((await call("POST", "/v2/droplets", body)).status, 202);
});

Deno.test("the limit of the account counts all droplets of a request", async () => {
  const { call, refused } = bench({ seed: { account: { droplet_limit: 3 }, droplets: 2 } });
  assertEquals(
    await refused("POST", "/v2/droplets", { names: ["a", "b"], ...PLAIN }),
    INVALID + "creating this/these droplet(s) will exceed your droplet limit",
  );
  assertEquals((await call("POST", "/v2/droplets", { name: "a", ...PLAIN })).status, 202);
});

Deno.test("a private image can be used where it is and nowhere else", async () => {
  const { call, refused } = bench({ seed: { images: [{ name: "own", regions: ["ams3"] }] } });
  const [image] = (await call("GET", "/v2/images?private=true")).json.images;
  const body = { name: "a", ...PLAIN, image: image.id };
  assertEquals(
    await refused("POST", "/v2/droplets", body),
    INVALID + "Image is not available in the selected region.",
  );
  assertEquals((await call("POST", "/v2/droplets", { ...body, region: "ams3" })).status, 202);
});

Deno.test("the name filter is exact and ignores case", async () => {
  const { call } = bench({
    seed: { droplets: [{ name: "Web" }, { name: "web" }, { name: "web2" }] },
  });
  const { json } = await call("GET", "/v2/droplets?name=WEB");
  assertEquals(json.droplets.map((d: { name: string }) => d.name), ["Web", "web"]);
  assertEquals(json.meta, { total: 2 });
});

Deno.test("the tag filter lists by tag, and not together with a name", async () => {
  const { call, refused } = bench({
    seed: {
      droplets: [{ name: "a", tags: ["x"] }, { name: "b", tags: ["x", "y"] }, { name: "c" }],
    },
  });
  const names = async (query: string) =>
    (await call("GET", `/v2/droplets?${query}`)).json.droplets.map((d: { name: string }) => d.name);
  assertEquals(await names("tag_name=x"), ["a", "b"]);
  assertEquals(await names("tag_name=none"), []);
  assertEquals(
    await refused("GET", "/v2/droplets?tag_name=x&name=a"),
    INVALID + "The name and tag_name filters can't be combined.",
  );
});

Deno.test("GPU droplets are listed only when asked for", async () => {
  const { call } = bench({
    seed: { droplets: [{ name: "a" }, { name: "gpu", size: "gpu-h100x1-80gb", region: "tor1" }] },
  });
  const list = async (query: string) =>
    (await call("GET", `/v2/droplets${query}`)).json.droplets.map((d: { name: string }) => d.name);
  assertEquals(await list(""), ["a"]);
  assertEquals(await list("?type=droplets"), ["a"]);
  assertEquals(await list("?type=gpus"), ["gpu"]);
  assertEquals(await list("?name=gpu"), []);
  assertEquals(await list("?name=GPU&type=gpus"), ["gpu"]);
  assertEquals(await list("?name=a&type=gpus"), []);
  const { json } = await call("GET", "/v2/droplets/3164002");
  assertEquals(json.droplet.gpu_info.model, "nvidia_h100");
});

Deno.test("a deleted droplet is gone, and so are its names and tags from the filters", async () => {
  const b = bench();
  const id = await droplet(b, { tags: ["x"] });
  const { status, text, headers } = await b.call("DELETE", `/v2/droplets/${id}`);
  assertEquals([status, text, headers.get("content-type")], [204, "", null]);
  assertEquals((await b.call("GET", `/v2/droplets/${id}`)).status, 404);
  assertEquals((await b.call("DELETE", `/v2/droplets/${id}`)).status, 404);
  assertEquals((await b.call("GET", `/v2/droplets/${id}/actions`)).status, 404);
  for (const query of ["", "?name=web-1", "?tag_name=x"]) {
    assertEquals((await b.call("GET", `/v2/droplets${query}`)).json.droplets, []);
  }
  const { json } = await b.call("GET", "/v2/actions");
  assertEquals(json.actions.map((a: { type: string }) => a.type), ["destroy", "create"]);
});

Deno.test("a droplet can be deleted while it is being made", async () => {
  const { call, clock } = bench();
  await call("POST", "/v2/droplets", { name: "a", ...PLAIN });
  assertEquals((await call("DELETE", "/v2/droplets/3164001")).status, 204);
  clock.advance(10);
  assertEquals((await call("GET", "/v2/droplets/3164001")).status, 404);
  assertEquals((await call("GET", "/v2/actions/36804001")).json.action.status, "completed");
});

Deno.test("droplets can be deleted by tag, which has to exist", async () => {
  const { call, refused } = bench({
    seed: { droplets: [{ name: "a", count: 3, tags: ["x"] }, { name: "b" }] },
  });
  assertEquals((await call("DELETE", "/v2/droplets?tag_name=x")).status, 204);
  assertEquals((await call("GET", "/v2/droplets")).json.meta.total, 1);
  assertEquals((await call("DELETE", "/v2/droplets?tag_name=x")).status, 204);
  assertEquals((await call("DELETE", "/v2/droplets?tag_name=none")).status, 404);
  assertEquals(await refused("DELETE", "/v2/droplets"), INVALID + "Tag name can't be blank");
});

Deno.test("droplets on one machine are neighbors, those in other regions never", async () => {
  const { call } = bench({
    seed: { droplets: [{ name: "a", count: 5 }, { name: "b", region: "ams3" }] },
  });
  const { json } = await call("GET", "/v2/droplets/3164001/neighbors");
  assertEquals(json.droplets.map((d: { name: string }) => d.name), ["a-2", "a-3", "a-4"]);
  assertEquals((await call("GET", "/v2/droplets/3164005/neighbors")).json.droplets, []);
  assertEquals((await call("GET", "/v2/reports/droplet_neighbors_ids")).json, {
    neighbor_ids: [[3164001, 3164002, 3164003, 3164004]],
  });
});
