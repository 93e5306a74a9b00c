import { assertEquals, assertMatch } from "@std/assert";
import { type Bench, bench, droplet, PLAIN } from "../support.ts";

const VOLUME = { name: "data", size_gigabytes: 10, region: "nyc3" };

async function volume(b: Bench, more: Record<string, unknown> = {}): Promise<string> {
  const { json, text } = await b.call("POST", "/v2/volumes", { ...VOLUME, ...more });
  if (json.volume === undefined) throw new Error(text);
  return json.volume.id;
}

async function act(b: Bench, id: string, body: Record<string, unknown>) {
  const reply = await b.call("POST", `/v2/volumes/${id}/actions`, body);
  b.clock.advance(10);
  return reply;
}

async function links(b: Bench, id: string, dropletId: number): Promise<unknown[]> {
  const volume = (await b.call("GET", `/v2/volumes/${id}`)).json.volume;
  const droplet = (await b.call("GET", `/v2/droplets/${dropletId}`)).json.droplet;
  return [volume.droplet_ids, droplet.volume_ids, droplet.locked];
}

Deno.test("a new volume has the fields of the request and is not attached", async () => {
  const { call } = bench();
  const { status, json } = await call("POST", "/v2/volumes", {
    ...VOLUME,
    filesystem_type: "ext4",
    filesystem_label: "data",
    tags: ["db"],
    unknown: 7,
  });
  const { id, region, ...rest } = json.volume;
  assertEquals([status, region.slug], [201, "nyc3"]);
  assertMatch(id, /^[0-9a-f-]{36}$/);
  assertEquals(rest, {
    name: "data",
    size_gigabytes: 10,
    description: "",
    filesystem_type: "ext4",
    filesystem_label: "data",
    tags: ["db"],
    droplet_ids: [],
    created_at: "2026-01-01T00:00:00Z",
  });
  assertEquals((await call("GET", `/v2/volumes/${id}`)).json, json);
});

Deno.test("volumes are listed by name and region", async () => {
  const b = bench();
  await volume(b);
  await volume(b, { region: "ams3" });
  await volume(b, { name: "logs" });
  const names = async (query: string) =>
    (await b.call("GET", `/v2/volumes?${query}`)).json.volumes.map(
      (one: { name: string; region: { slug: string } }) => `${one.name} ${one.region.slug}`,
    );
  assertEquals(await names("name=data"), ["data nyc3", "data ams3"]);
  assertEquals(await names("name=data&region=ams3"), ["data ams3"]);
  assertEquals(await names("region=nyc3"), ["data nyc3", "logs nyc3"]);
});

const REFUSED: readonly [body: Record<string, unknown>, message: string][] = [
  [
    { name: "Data" },
    "422 unprocessable_entity: Name must begin with a letter, be at most 64 " +
    "characters long and have only lowercase letters, numbers and dashes.",
  ],
  [{ size_gigabytes: 0 }, "422 unprocessable_entity: Size must be between 1 and 16384 GiB."],
  [{ size_gigabytes: 20000 }, "422 unprocessable_entity: Size must be between 1 and 16384 GiB."],
  [{ region: "sfo1" }, "422 unprocessable_entity: Volumes are not available in this region."],
  [{ filesystem_type: "fat" }, "422 unprocessable_entity: Filesystem type must be ext4 or xfs."],
  [
    { filesystem_type: "xfs", filesystem_label: "longer-than-12" },
    "422 unprocessable_entity: Filesystem label can have at most 12 characters.",
  ],
  [{ snapshot_id: "none" }, "422 unprocessable_entity: Snapshot could not be found."],
  [
    { tags: ["a b"] },
    "422 unprocessable_entity: Tag names may only contain letters, numbers, " +
    "colons, dashes, and underscores, and may be up to 255 characters long.",
  ],
  [{}, "409 conflict: A volume with this name already exists in this region."],
];

for (const [more, message] of REFUSED) {
  Deno.test(`a volume with ${JSON.stringify(more)} is refused: ${message}`, async () => {
    const b = bench({ seed: { volumes: [VOLUME] } });
    const before = b.sandbox.snapshot().resources;
    const body = Object.keys(more).length > 0 ? { ...VOLUME, name: "new", ...more } : VOLUME;
    assertEquals(await b.refused("POST", "/v2/volumes", body), message);
    assertEquals(b.sandbox.snapshot().resources, before);
  });
}

Deno.test("an account has a limit of volumes, which does not count for seeds", async () => {
  const b = bench({ seed: { account: { volume_limit: 1 }, volumes: [VOLUME] } });
  assertEquals(
    await b.refused("POST", "/v2/volumes", { ...VOLUME, name: "more" }),
    "403 forbidden: You have reached the volume limit of your account.",
  );
});

Deno.test("a volume is attached and detached by actions, which take their time", async () => {
  const b = bench();
  const server = await droplet(b);
  const id = await volume(b);
  const { status, json } = await b.call("POST", `/v2/volumes/${id}/actions`, {
    type: "attach",
    droplet_id: server,
    region: "nyc3",
    tags: ["mounted"],
  });
  const { id: action, region, ...rest } = json.action;
  assertEquals([status, region.slug], [202, "nyc3"]);
  assertEquals(rest, {
    status: "in-progress",
    type: "attach_volume",
    started_at: "2026-01-01T00:00:10Z",
    completed_at: null,
    resource_id: null,
    resource_type: "volume",
    region_slug: "nyc3",
  });
  assertEquals(await links(b, id, server), [[], [], true]);
  assertEquals(
    await b.refused("POST", `/v2/volumes/${id}/actions`, { type: "attach", droplet_id: server }),
    "422 unprocessable_entity: The volume already has a pending event.",
  );
  assertEquals(
    await b.refused("POST", `/v2/droplets/${server}/actions`, { type: "reboot" }),
    "422 unprocessable_entity: Droplet already has a pending event.",
  );
  b.clock.advance(10);
  assertEquals(await links(b, id, server), [[server], [id], false]);
  for (const path of [`/v2/actions/${action}`, `/v2/volumes/${id}/actions/${action}`]) {
    assertEquals((await b.call("GET", path)).json.action.status, "completed");
  }
  assertEquals((await b.call("GET", `/v2/volumes/${id}`)).json.volume.tags, ["mounted"]);
  assertEquals(
    await b.refused("DELETE", `/v2/volumes/${id}`),
    "409 conflict: attached volume cannot be deleted",
  );
  await act(b, id, { type: "detach", droplet_id: server });
  assertEquals(await links(b, id, server), [[], [], false]);
  assertEquals((await b.call("DELETE", `/v2/volumes/${id}`)).status, 204);
  assertEquals((await b.call("GET", `/v2/volumes/${id}`)).status, 404);
});

Deno.test("an attachment that fails leaves the volume free and the droplet unlocked", async () => {
  const b = bench();
  const server = await droplet(b);
  const id = await volume(b);
  b.sandbox.faults.add({ path: `/v2/volumes/${id}/actions`, errorAction: true });
  const { json } = await act(b, id, { type: "attach", droplet_id: server });
  assertEquals(await links(b, id, server), [[], [], false]);
  const { action } = (await b.call("GET", `/v2/actions/${json.action.id}`)).json;
  assertEquals(action.status, "errored");
});

Deno.test("what cannot be attached or detached is refused", async () => {
  const b = bench();
  const [here, there] = [await droplet(b), await droplet(b, { region: "ams3" })];
  const id = await volume(b);
  const refused = (body: Record<string, unknown>) =>
    b.refused("POST", `/v2/volumes/${id}/actions`, body);
  const why = "422 unprocessable_entity: ";
  assertEquals(
    await refused({ type: "attach", droplet_id: there }),
    `${why}The volume and the Droplet must be in the same region.`,
  );
  assertEquals(await refused({ type: "detach", droplet_id: here }), `${why}Attachment not found`);
  await act(b, id, { type: "attach", droplet_id: here });
  assertEquals(
    await refused({ type: "attach", droplet_id: here }),
    `${why}This volume is already attached`,
  );
  assertEquals((await act(b, id, { type: "attach", droplet_id: 1 })).status, 404);
  assertEquals(
    (await act(b, id, { type: "attach", droplet_id: here, region: "ams3" })).status,
    404,
  );
});

Deno.test("a droplet takes fifteen volumes and no more", async () => {
  const b = bench({ seed: { droplets: 1 } });
  for (let i = 1; i <= 15; i++) {
    b.sandbox.seed({ volumes: [{ ...VOLUME, name: `v${i}`, droplet: "droplet" }] });
  }
  const id = await volume(b);
  assertEquals(
    await b.refused("POST", `/v2/volumes/${id}/actions`, { type: "attach", droplet_id: 3164001 }),
    "422 unprocessable_entity: cannot attach more volumes to the Droplet",
  );
});

Deno.test("volumes are found by name for actions and for deletion", async () => {
  const b = bench();
  const server = await droplet(b, { region: "ams3" });
  await volume(b);
  const id = await volume(b, { region: "ams3" });
  const body = { type: "attach", volume_name: "data", droplet_id: server, region: "ams3" };
  assertEquals((await b.call("POST", "/v2/volumes/actions", body)).status, 202);
  b.clock.advance(10);
  assertEquals((await links(b, id, server))[0], [server]);
  assertEquals((await b.call("DELETE", "/v2/volumes?name=data&region=nyc3")).status, 204);
  assertEquals((await b.call("GET", "/v2/volumes")).json.meta.total, 1);
  assertEquals((await b.call("DELETE", "/v2/volumes?name=data&region=nyc3")).status, 404);
  assertEquals((await b.call("DELETE", "/v2/volumes")).status, 422);
});

Deno.test("a volume only grows", async () => {
  const b = bench();
  const id = await volume(b);
  await act(b, id, { type: "resize", size_gigabytes: 20 });
  assertEquals((await b.call("GET", `/v2/volumes/${id}`)).json.volume.size_gigabytes, 20);
  assertEquals(
    await b.refused("POST", `/v2/volumes/${id}/actions`, { type: "resize", size_gigabytes: 20 }),
    "422 unprocessable_entity: The new size must be larger than that of the volume.",
  );
  const actions = (await b.call("GET", `/v2/volumes/${id}/actions`)).json.actions;
  assertEquals(actions.map(({ type }: { type: string }) => type), ["resize_volume"]);
});

Deno.test("a droplet is made with volumes, named by id or in an object, and leaves them", async () => {
  const b = bench();
  const ids = [await volume(b), await volume(b, { name: "logs" })];
  const server = await droplet(b, { volumes: [ids[0], { id: ids[1] }] });
  assertEquals((await links(b, ids[1] as string, server)).slice(0, 2), [[server], ids]);
  for (const volumes of [[ids[0]], ["none"], [{ name: "none" }]]) {
    assertEquals(
      await b.refused("POST", "/v2/droplets", { name: "x", ...PLAIN, volumes }),
      "422 unprocessable_entity: You specified an invalid volume for Droplet creation.",
    );
  }
  await b.call("DELETE", `/v2/droplets/${server}`);
  assertEquals((await b.call("GET", `/v2/volumes/${ids[0]}`)).json.volume.droplet_ids, []);
});

Deno.test("a snapshot of a volume outlives it and makes others", async () => {
  const b = bench();
  const id = await volume(b);
  const made = await b.call("POST", `/v2/volumes/${id}/snapshots`, { name: "s", tags: ["keep"] });
  const { snapshot } = made.json;
  assertEquals([made.status, snapshot], [201, {
    id: snapshot.id,
    name: "s",
    regions: ["nyc3"],
    resource_id: id,
    resource_type: "volume",
    min_disk_size: 10,
    size_gigabytes: 0,
    tags: ["keep"],
    created_at: "2026-01-01T00:00:00Z",
  }]);
  for (
    const path of [`/v2/snapshots/${snapshot.id}`, `/v2/volumes/snapshots/${snapshot.id}`]
  ) assertEquals((await b.call("GET", path)).json, { snapshot });
  for (
    const path of [
      `/v2/volumes/${id}/snapshots`,
      "/v2/snapshots",
      "/v2/snapshots?resource_type=volume",
    ]
  ) assertEquals((await b.call("GET", path)).json.snapshots, [snapshot]);
  assertEquals((await b.call("GET", "/v2/snapshots?resource_type=droplet")).json.snapshots, []);
  await b.call("DELETE", `/v2/volumes/${id}`);
  const from = { name: "copy", snapshot_id: snapshot.id };
  const copy = await b.call("POST", "/v2/volumes", { ...VOLUME, ...from, size_gigabytes: 20 });
  assertEquals([copy.status, copy.json.volume.size_gigabytes], [201, 20]);
  assertEquals(
    await b.refused("POST", "/v2/volumes", { ...VOLUME, ...from, size_gigabytes: 5 }),
    "422 unprocessable_entity: Size must be at least that of the snapshot, which is 10 GiB.",
  );
  assertEquals((await b.call("DELETE", `/v2/snapshots/${snapshot.id}`)).status, 204);
  assertEquals((await b.call("GET", `/v2/volumes/snapshots/${snapshot.id}`)).status, 404);
});

Deno.test("tags are put on volumes and taken off them", async () => {
  const b = bench();
  const id = await volume(b, { tags: ["db"] });
  const resources = [{ resource_id: id, resource_type: "volume" }];
  await b.call("POST", "/v2/tags", { name: "more" });
  assertEquals((await b.call("POST", "/v2/tags/more/resources", { resources })).status, 204);
  const tags = async () => (await b.call("GET", `/v2/volumes/${id}`)).json.volume.tags;
  assertEquals(await tags(), ["db", "more"]);
  const { tag } = (await b.call("GET", "/v2/tags/more")).json;
  assertEquals([tag.resources.count, tag.resources.volumes.count], [1, 1]);
  assertMatch(tag.resources.volumes.last_tagged_uri, new RegExp(`/v2/volumes/${id}$`));
  assertEquals((await b.call("DELETE", "/v2/tags/more/resources", { resources })).status, 204);
  await b.call("DELETE", "/v2/tags/db");
  assertEquals(await tags(), []);
});

Deno.test("destroying a droplet with what belongs to it can take its volumes along", async () => {
  const b = bench();
  const server = await droplet(b, { volumes: [await volume(b)] });
  const path = `/v2/droplets/${server}/destroy_with_associated_resources`;
  const { volumes } = (await b.call("GET", path)).json;
  assertEquals(volumes.map(({ name, cost }: Record<string, string>) => [name, cost]), [
    ["data", "1.00"],
  ]);
  await b.call("DELETE", `${path}/selective`, { volumes: [volumes[0].id] });
  assertEquals((await b.call("GET", "/v2/volumes")).json.volumes, []);
});
