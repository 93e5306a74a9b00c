import { assertEquals } from "@std/assert";
import { act, type Bench, bench, droplet, PLAIN } from "../support.ts";

const INVALID = "422 unprocessable_entity: ";

// deno-lint-ignore no-explicit-any
async function get(b: Bench, id: number): Promise<any> {
  return (await b.call("GET", `/v2/droplets/${id}`)).json.droplet;
}

Deno.test("an action locks its droplet, and a second one has to wait", async () => {
  const b = bench();
  const id = await droplet(b);
  const { status, json } = await b.call("POST", `/v2/droplets/${id}/actions`, { type: "reboot" });
  assertEquals(status, 201);
  const { region, ...rest } = json.action;
  assertEquals(region.slug, "nyc3");
  assertEquals(rest, {
    id: 36804002,
    status: "in-progress",
    type: "reboot",
    started_at: "2026-01-01T00:00:10Z",
    completed_at: null,
    resource_id: id,
    resource_type: "droplet",
    region_slug: "nyc3",
  });
  assertEquals((await get(b, id)).locked, true);
  assertEquals(
    await b.refused("POST", `/v2/droplets/${id}/actions`, { type: "reboot" }),
    INVALID + "Droplet already has a pending event.",
  );
  b.clock.advance(10);
  assertEquals((await get(b, id)).locked, false);
  assertEquals((await act(b, id, { type: "reboot" })).status, 201);
});

Deno.test("power goes off once, and on as often as one likes", async () => {
  const b = bench();
  const id = await droplet(b);
  const path = `/v2/droplets/${id}/actions`;
  const off = INVALID + "Droplet is already powered off.";
  const mustBeOn = INVALID + "Droplet is currently off. Please power it on to run this event.";
  assertEquals((await act(b, id, { type: "power_on" })).status, 201);
  assertEquals((await get(b, id)).status, "active");
  for (const type of ["power_off", "shutdown"]) {
    assertEquals((await act(b, id, { type })).status, 201);
    assertEquals((await get(b, id)).status, "off");
    assertEquals(await b.refused("POST", path, { type: "power_off" }), off);
    for (const needy of ["reboot", "power_cycle", "shutdown", "password_reset"]) {
      assertEquals(await b.refused("POST", path, { type: needy }), mustBeOn);
    }
    await act(b, id, { type: "power_on" });
    assertEquals((await get(b, id)).status, "active");
  }
  for (const type of ["reboot", "power_cycle", "password_reset"]) {
    assertEquals((await act(b, id, { type })).status, 201);
    assertEquals((await get(b, id)).status, "active");
  }
});

Deno.test("a resize needs the power off, and keeps the disk unless told otherwise", async () => {
  const b = bench();
  const id = await droplet(b);
  const path = `/v2/droplets/${id}/actions`;
  const facts = async () => {
    const { memory, vcpus, disk, size_slug, size } = await get(b, id);
    return [memory, vcpus, disk, size_slug, size.slug];
  };
  assertEquals(
    await b.refused("POST", path, { type: "resize", size: "s-2vcpu-2gb" }),
    INVALID + "Droplet is currently on. Please power it off to run this event.",
  );
  await act(b, id, { type: "power_off" });
  await act(b, id, { type: "resize", size: "s-2vcpu-2gb" });
  assertEquals(await facts(), [2048, 2, 25, "s-2vcpu-2gb", "s-2vcpu-2gb"]);
  await act(b, id, { type: "resize", size: "s-2vcpu-2gb", disk: true });
  assertEquals(await facts(), [2048, 2, 60, "s-2vcpu-2gb", "s-2vcpu-2gb"]);
  const refusals = {
    "s-1vcpu-1gb": "This size is not available because it has a smaller disk.",
    "s-2vcpu-2gb": "Droplet is already this size.",
    "gpu-h100x1-80gb": "You specified an invalid size for Droplet resizing.",
    "huge": "You specified an invalid size for Droplet resizing.",
    "": "Size can't be blank",
  };
  for (const [size, message] of Object.entries(refusals)) {
    assertEquals(await b.refused("POST", path, { type: "resize", size }), INVALID + message);
  }
});

Deno.test("a rename changes the name and the filter by name", async () => {
  const b = bench();
  const id = await droplet(b);
  await act(b, id, { type: "rename", name: "web-2" });
  assertEquals((await get(b, id)).name, "web-2");
  assertEquals((await b.call("GET", "/v2/droplets?name=web-1")).json.meta.total, 0);
  assertEquals((await b.call("GET", "/v2/droplets?name=web-2")).json.meta.total, 1);
  assertEquals(
    await b.refused("POST", `/v2/droplets/${id}/actions`, { type: "rename", name: "a b" }),
    INVALID + "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
  );
});

Deno.test("a rebuild puts another image on the droplet and turns it on", async () => {
  const b = bench();
  const id = await droplet(b);
  await act(b, id, { type: "power_off" });
  await act(b, id, { type: "rebuild", image: "debian-12-x64" });
  const { image, status } = await get(b, id);
  assertEquals([image.slug, status], ["debian-12-x64", "active"]);
  const path = `/v2/droplets/${id}/actions`;
  assertEquals(
    await b.refused("POST", path, { type: "rebuild", image: "none" }),
    INVALID + "You specified an invalid image for Droplet rebuild.",
  );
  assertEquals(
    await b.refused("POST", path, { type: "rebuild", image: "gitlabenterprise-20-04" }),
    INVALID + "Image requires a disk of at least 50 GB.",
  );
});

Deno.test("a snapshot is an image of the account, named by hand or after the droplet", async () => {
  const b = bench();
  const id = await droplet(b);
  await act(b, id, { type: "snapshot", name: "good one" });
  await act(b, id, { type: "snapshot" });
  const { json } = await b.call("GET", `/v2/droplets/${id}/snapshots`);
  assertEquals(json.snapshots[0], {
    id: 7938001,
    name: "good one",
    distribution: "Ubuntu",
    slug: null,
    public: false,
    regions: ["nyc3"],
    created_at: "2026-01-01T00:00:10Z",
    min_disk_size: 25,
    type: "snapshot",
    size_gigabytes: 0.85,
  });
  assertEquals(json.snapshots[1].name, "web-1-2026-01-01T00:00:20Z");
  assertEquals((await get(b, id)).snapshot_ids, [7938001, 7938002]);
  assertEquals((await b.call("GET", "/v2/images?private=true")).json.meta.total, 2);
});

Deno.test("a restore takes a backup of the same droplet and nothing else", async () => {
  const b = bench({ seed: { droplets: [{ name: "a", backups_taken: 1 }, { name: "b" }] } });
  const path = (id: number): string => `/v2/droplets/${id}/actions`;
  const [backup] = (await b.call("GET", "/v2/droplets/3164001/backups")).json.backups;
  const body = { type: "restore", image: backup.id };
  const other = INVALID + "The image must be a backup of this Droplet.";
  assertEquals(await b.refused("POST", path(3164002), body), other);
  assertEquals(await b.refused("POST", path(3164001), { ...body, image: "debian-12-x64" }), other);
  assertEquals((await act(b, 3164001, body)).status, 201);
  assertEquals((await get(b, 3164001)).image.id, backup.id);
});

Deno.test("a kernel has to be one of those listed", async () => {
  const b = bench();
  const id = await droplet(b);
  const { kernels } = (await b.call("GET", `/v2/droplets/${id}/kernels`)).json;
  assertEquals(
    await b.refused("POST", `/v2/droplets/${id}/actions`, { type: "change_kernel", kernel: 1 }),
    INVALID + "You specified an invalid kernel for this Droplet.",
  );
  await act(b, id, { type: "change_kernel", kernel: kernels[0].id });
  assertEquals((await get(b, id)).kernel, kernels[0]);
});

Deno.test("IPv6 can be enabled once", async () => {
  const b = bench();
  const id = await droplet(b);
  await act(b, id, { type: "enable_ipv6" });
  const { networks, features } = await get(b, id);
  assertEquals(networks.v6.length, 1);
  assertEquals(features.includes("ipv6"), true);
  assertEquals(
    await b.refused("POST", `/v2/droplets/${id}/actions`, { type: "enable_ipv6" }),
    INVALID + "IPv6 is already enabled on this Droplet.",
  );
});

for (const type of ["upgrade", "enable_private_networking"]) {
  Deno.test(`the retired action ${type} is refused`, async () => {
    const b = bench();
    const id = await droplet(b);
    assertEquals(
      await b.refused("POST", `/v2/droplets/${id}/actions`, { type }),
      INVALID + `The action ${type} is no longer supported.`,
    );
  });
}

Deno.test("an action needs a type that there is", async () => {
  const b = bench();
  const id = await droplet(b);
  const path = `/v2/droplets/${id}/actions`;
  assertEquals(await b.refused("POST", path, {}), INVALID + "Type can't be blank");
  for (const type of ["fly", "toString"]) {
    assertEquals(
      await b.refused("POST", path, { type }),
      INVALID + `Type "${type}" is not a valid Droplet action.`,
    );
  }
});

Deno.test("a droplet's actions are listed newest first and read one by one", async () => {
  const b = bench();
  const id = await droplet(b);
  await act(b, id, { type: "reboot" });
  const { json } = await b.call("GET", `/v2/droplets/${id}/actions`);
  assertEquals(json.actions.map((a: { type: string }) => a.type), ["reboot", "create"]);
  const one = `/v2/droplets/${id}/actions/${json.actions[0].id}`;
  assertEquals((await b.call("GET", one)).json.action, json.actions[0]);
  const other = await droplet(b);
  assertEquals(
    (await b.call("GET", `/v2/droplets/${other}/actions/${json.actions[0].id}`)).status,
    404,
  );
});

Deno.test("an action by tag reaches every droplet of the tag that can take it", async () => {
  const b = bench({
    seed: {
      droplets: [{ name: "a", count: 2, tags: ["x"] }, { name: "b", tags: ["x"], status: "off" }],
    },
  });
  const { status, json } = await b.call("POST", "/v2/droplets/actions?tag_name=x", {
    type: "power_off",
  });
  assertEquals(status, 201);
  assertEquals(
    json.actions.map((a: { resource_id: number }) => a.resource_id),
    [3164001, 3164002],
  );
  const path = "/v2/droplets/actions";
  assertEquals(
    (await b.call("POST", `${path}?tag_name=none`, { type: "power_on" })).json,
    { actions: [] },
  );
  assertEquals(
    await b.refused("POST", `${path}?tag_name=x`, { type: "rename", name: "y" }),
    INVALID + "The action rename is not supported for tags.",
  );
  assertEquals(
    await b.refused("POST", path, { type: "power_on" }),
    INVALID + "Tag name can't be blank",
  );
});

Deno.test("an action on a droplet that is not there is a 404, whatever its type", async () => {
  const b = bench();
  assertEquals((await b.call("POST", "/v2/droplets/1/actions", { type: "fly" })).status, 404);
  await b.call("POST", "/v2/droplets", { name: "a", ...PLAIN });
  assertEquals(
    await b.refused("POST", "/v2/droplets/3164001/actions", { type: "reboot" }),
    INVALID + "Droplet already has a pending event.",
  );
});
