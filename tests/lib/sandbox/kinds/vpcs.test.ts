import { assertEquals, assertNotEquals } from "@std/assert";
import { type Bench, bench, droplet, PLAIN } from "../support.ts";

async function vpc(b: Bench, more: Record<string, unknown> = {}): Promise<string> {
  const body = { name: "own", region: "nyc3", ...more };
  const { json, text } = await b.call("POST", "/v2/vpcs", body);
  if (json.vpc === undefined) throw new Error(text);
  return json.vpc.id;
}

async function privateIp(b: Bench, id: number): Promise<string> {
  const { v4 } = (await b.call("GET", `/v2/droplets/${id}`)).json.droplet.networks;
  return v4.find(({ type }: { type: string }) => type === "private").ip_address;
}

Deno.test("a region's default VPC is there from the first droplet on, which is in it", async () => {
  const b = bench();
  assertEquals((await b.call("GET", "/v2/vpcs")).json.vpcs, []);
  const id = await droplet(b);
  const { vpcs } = (await b.call("GET", "/v2/vpcs")).json;
  const { vpc_uuid } = (await b.call("GET", `/v2/droplets/${id}`)).json.droplet;
  assertEquals(vpcs, [{
    id: vpc_uuid,
    urn: `do:vpc:${vpc_uuid}`,
    name: "default-nyc3",
    description: "",
    region: "nyc3",
    ip_range: "10.106.0.0/16",
    default: true,
    created_at: "2026-01-01T00:00:00Z",
  }]);
  await droplet(b);
  assertEquals((await b.call("GET", "/v2/vpcs")).json.meta.total, 1);
  assertEquals(
    await b.refused("DELETE", `/v2/vpcs/${vpc_uuid}`),
    "403 forbidden: Can not delete the default VPC of a region",
  );
});

Deno.test("a VPC that is made is not the default, and its range is free", async () => {
  const b = bench();
  const first = await vpc(b);
  const second = await vpc(b, { name: "other" });
  const { vpcs } = (await b.call("GET", "/v2/vpcs")).json;
  assertEquals(
    vpcs.map((one: Record<string, unknown>) => [one.name, one.default, one.ip_range]),
    [
      ["own", false, "10.115.0.0/20"],
      ["default-nyc3", true, "10.106.0.0/16"],
      ["other", false, "10.115.16.0/20"],
    ],
  );
  for (const id of [first, second]) {
    assertEquals((await b.call("DELETE", `/v2/vpcs/${id}`)).status, 204);
  }
});

Deno.test("droplets draw their private addresses from the range of their VPC", async () => {
  const b = bench();
  const small = await vpc(b, { ip_range: "192.168.7.0/28" });
  const ids = [];
  for (let i = 0; i < 13; i++) ids.push(await droplet(b, { vpc_uuid: small }));
  assertEquals(await privateIp(b, ids[0] as number), "192.168.7.2");
  assertEquals(await privateIp(b, ids[12] as number), "192.168.7.14");
  await b.call("DELETE", `/v2/droplets/${ids[4]}`);
  assertEquals(await privateIp(b, await droplet(b, { vpc_uuid: small })), "192.168.7.6");
  assertEquals(await privateIp(b, await droplet(b)), "10.106.0.2");
});

Deno.test("a droplet is in a VPC of its region, which chooses the region if nothing else does", async () => {
  const b = bench();
  const id = await vpc(b, { region: "ams3" });
  for (const vpc_uuid of [id, "none"]) {
    assertEquals(
      await b.refused("POST", "/v2/droplets", { name: "x", ...PLAIN, vpc_uuid }),
      "422 unprocessable_entity: Failed to resolve VPC",
    );
  }
  const { region: _, ...anywhere } = PLAIN;
  const { json } = await b.call("POST", "/v2/droplets", { name: "x", ...anywhere, vpc_uuid: id });
  assertEquals([json.droplet.region.slug, json.droplet.vpc_uuid], ["ams3", id]);
});

Deno.test("a VPC with members is not deleted", async () => {
  const b = bench();
  const id = await vpc(b);
  const server = await droplet(b, { vpc_uuid: id });
  const { members } = (await b.call("GET", `/v2/vpcs/${id}/members`)).json;
  assertEquals(members, [
    { urn: `do:droplet:${server}`, name: "web-1", created_at: "2026-01-01T00:00:00Z" },
  ]);
  const balancers = await b.call("GET", `/v2/vpcs/${id}/members?resource_type=loadbalancer`);
  assertEquals(balancers.json.members, []);
  assertEquals(
    await b.refused("DELETE", `/v2/vpcs/${id}`),
    "409 conflict: Can not delete VPC with members",
  );
  await b.call("DELETE", `/v2/droplets/${server}`);
  assertEquals((await b.call("DELETE", `/v2/vpcs/${id}`)).status, 204);
});

Deno.test("another VPC of the region becomes the default, and the old one can go", async () => {
  const b = bench();
  const id = await vpc(b);
  const old = (await b.call("GET", "/v2/vpcs")).json.vpcs[1].id;
  await b.call("PATCH", `/v2/vpcs/${id}`, { default: true });
  await b.call("PUT", `/v2/vpcs/${id}`, { name: "own", default: false });
  const isDefault = async (key: string) =>
    (await b.call("GET", `/v2/vpcs/${key}`)).json.vpc.default;
  assertEquals([await isDefault(id), await isDefault(old)], [true, false]);
  assertEquals((await b.call("DELETE", `/v2/vpcs/${old}`)).status, 204);
  const server = await droplet(b);
  assertEquals((await b.call("GET", `/v2/droplets/${server}`)).json.droplet.vpc_uuid, id);
});

for (
  const [more, message] of [
    [{ region: "moon1" }, "422 unprocessable_entity: Region is invalid"],
    [{ ip_range: "10.0.0.0" }, "422 unprocessable_entity: ip_range must be in CIDR notation"],
    [{ ip_range: "10.0.0.0/8" }, "422 unprocessable_entity: ip_range must be between /16 and /28"],
    [
      { ip_range: "198.18.0.0/24" },
      "422 unprocessable_entity: ip_range must be within 10.0.0.0/8, 172.16.0.0/12 or " +
      "192.168.0.0/16",
    ],
    [
      { ip_range: "10.245.7.0/24" },
      "422 unprocessable_entity: This range overlaps with another VPC network or a reserved range.",
    ],
    [
      { ip_range: "10.20.0.0/20" },
      "422 unprocessable_entity: This range overlaps with another VPC network or a reserved range.",
    ],
    [{ name: "own" }, "409 conflict: A VPC with this name already exists."],
    [{ name: "a b" }, "422 unprocessable_entity: name is invalid"],
  ] as const
) {
  Deno.test(`a VPC with ${JSON.stringify(more)} is refused: ${message}`, async () => {
    const b = bench({ seed: { vpcs: [{ name: "own", ip_range: "10.20.0.0/16" }] } });
    const before = b.sandbox.snapshot().resources;
    const body = { name: "new", region: "nyc3", ...more };
    assertEquals(await b.refused("POST", "/v2/vpcs", body), message);
    assertEquals(b.sandbox.snapshot().resources, before);
  });
}

Deno.test("a peering is provisioned, seen from both of its VPCs, and deleted in time", async () => {
  const b = bench();
  const [one, other] = [await vpc(b), await vpc(b, { name: "other", region: "ams3" })];
  const made = await b.call("POST", "/v2/vpc_peerings", { name: "p", vpc_ids: [one, other] });
  const { vpc_peering } = made.json;
  assertEquals([made.status, vpc_peering], [202, {
    id: vpc_peering.id,
    name: "p",
    vpc_ids: [one, other],
    status: "PROVISIONING",
    created_at: "2026-01-01T00:00:00Z",
  }]);
  b.clock.advance(10);
  const active = { ...vpc_peering, status: "ACTIVE" };
  for (const id of [one, other]) {
    assertEquals((await b.call("GET", `/v2/vpcs/${id}/peerings`)).json.peerings, [active]);
    assertEquals(
      await b.refused("DELETE", `/v2/vpcs/${id}`),
      "409 conflict: Can not delete VPC with peerings",
    );
  }
  const path = `/v2/vpc_peerings/${vpc_peering.id}`;
  const below = `/v2/vpcs/${one}/peerings/${vpc_peering.id}`;
  assertEquals((await b.call("PATCH", below, { name: "q" })).json.peering.name, "q");
  const gone = await b.call("DELETE", path);
  assertEquals([gone.status, gone.json.vpc_peering.status], [202, "DELETING"]);
  assertEquals((await b.call("GET", path)).json.vpc_peering.status, "DELETING");
  b.clock.advance(10);
  assertEquals((await b.call("GET", path)).status, 404);
});

Deno.test("a peering below a VPC names the other one", async () => {
  const b = bench();
  const [one, other] = [await vpc(b), await vpc(b, { name: "other" })];
  const path = `/v2/vpcs/${one}/peerings`;
  const { status, json } = await b.call("POST", path, { name: "p", vpc_id: other });
  assertEquals([status, json.peering.vpc_ids], [202, [one, other]]);
  assertEquals(
    await b.refused("POST", path, { name: "q", vpc_id: other }),
    "422 unprocessable_entity: The VPCs are already peered.",
  );
  assertEquals(
    await b.refused("POST", path, { name: "q", vpc_id: one }),
    "422 unprocessable_entity: A VPC cannot be peered with itself.",
  );
});

Deno.test("a state from before there were VPCs goes on, and its droplets get addresses", async () => {
  const old = bench({ actionTime: "manual" });
  await old.call("POST", "/v2/droplets", { name: "a", ...PLAIN });
  const { resources: _, ...state } = old.sandbox.snapshot();
  const { resource: _number, ...counters } = state.counters;
  const b = bench({ actionTime: "manual" });
  // deno-lint-ignore no-explicit-any -- a file of an older version has not the type of today
  b.sandbox.restore({ ...state, counters } as any);
  b.sandbox.advance(1);
  assertNotEquals(await privateIp(b, 3164001), undefined);
  assertEquals((await b.call("GET", "/v2/projects")).json.meta.total, 1);
});
