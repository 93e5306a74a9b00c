import { assertEquals } from "@std/assert";
import { type Bench, bench } from "../support.ts";

const PATH = "/v2/vpc_nat_gateways";

async function vpc(b: Bench, region = "nyc3"): Promise<string> {
  const body = { name: `own-${region}`, region };
  return (await b.call("POST", "/v2/vpcs", body)).json.vpc.id;
}

function gateway(vpc_uuid: string, more: Record<string, unknown> = {}) {
  const vpcs = [{ vpc_uuid, default_gateway: true }];
  return { name: "nat", type: "PUBLIC", region: "nyc3", size: 1, vpcs, ...more };
}

Deno.test("a NAT gateway has its address when it is up, and its VPC stays as long", async () => {
  const b = bench();
  const id = await vpc(b);
  const made = (await b.call("POST", PATH, gateway(id))).json.vpc_nat_gateway;
  assertEquals([made.state, made.egresses], ["NEW", undefined]);
  b.clock.advance(10);
  const path = `${PATH}/${made.id}`;
  const up = (await b.call("GET", path)).json.vpc_nat_gateway;
  assertEquals([up.state, up.egresses, up.vpcs, up.udp_timeout_seconds], [
    "ACTIVE",
    { public_gateways: [{ ipv4: "198.18.0.2" }] },
    [{ vpc_uuid: id, default_gateway: true, gateway_ip: "10.115.0.2" }],
    30,
  ]);
  assertEquals(
    await b.refused("DELETE", `/v2/vpcs/${id}`),
    "409 conflict: Can not delete VPC with NAT gateways",
  );
  const change = { name: "new", size: 2, vpcs: null, region: "ams3", tcp_timeout_seconds: 60 };
  const changed = (await b.call("PUT", path, change)).json.vpc_nat_gateway;
  assertEquals([changed.name, changed.size, changed.tcp_timeout_seconds], ["new", 2, 60]);
  assertEquals((await b.call("GET", path)).json.vpc_nat_gateway.vpcs, up.vpcs);
  assertEquals((await b.call("GET", path)).json.vpc_nat_gateway.region, "nyc3");

  assertEquals((await b.call("DELETE", path)).status, 202);
  assertEquals((await b.call("GET", path)).json.vpc_nat_gateway.state, "DELETING");
  b.clock.advance(10);
  assertEquals(
    await b.refused("GET", path),
    `404 not_found: nat gateway with id ${made.id} not found`,
  );
  assertEquals((await b.call("DELETE", `/v2/vpcs/${id}`)).status, 204);
});

Deno.test("a NAT gateway without a VPC of its region, or without a size, is refused", async () => {
  const b = bench();
  const id = await vpc(b, "ams3");
  const unprocessable = "422 unprocessable_entity:";
  for (const vpc_uuid of [id, "none"]) {
    assertEquals(
      await b.refused("POST", PATH, gateway(vpc_uuid)),
      `${unprocessable} Failed to resolve VPC`,
    );
  }
  assertEquals(
    await b.refused("POST", PATH, gateway(id, { vpcs: [] })),
    `${unprocessable} vpcs must have at least one item`,
  );
  assertEquals(
    await b.refused("POST", PATH, gateway(id, { size: 0 })),
    `${unprocessable} size must be at least 1`,
  );
  assertEquals((await b.call("GET", PATH)).json.vpc_nat_gateways, []);
});
