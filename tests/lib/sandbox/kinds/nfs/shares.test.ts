import { assertEquals } from "@std/assert";
import { type Bench, bench } from "../../support.ts";

const PATH = "/v2/nfs";

async function vpc(b: Bench, name: string, region = "atl1"): Promise<string> {
  return (await b.call("POST", "/v2/vpcs", { name, region })).json.vpc.id;
}

async function share(b: Bench, vpc_id: string, more: Record<string, unknown> = {}) {
  const body = { name: "files", region: "atl1", size_gib: 50, vpc_ids: [vpc_id], ...more };
  const { json, text } = await b.call("POST", PATH, body);
  if (json.share === undefined) throw new Error(text);
  b.clock.advance(10);
  return (await b.call("GET", `${PATH}/${json.share.id}?region=atl1`)).json.share;
}

async function act(b: Bench, id: string, type: string, params: Record<string, unknown>) {
  const reply = await b.call("POST", `${PATH}/${id}/actions`, { type, region: "atl1", params });
  b.clock.advance(10);
  return { ...reply, share: (await b.call("GET", `${PATH}/${id}`)).json.share };
}

Deno.test("a share can be mounted when it is up", async () => {
  const b = bench();
  const id = await vpc(b, "one");
  const body = { name: "files", region: "atl1", size_gib: 50, vpc_ids: [id] };
  const made = (await b.call("POST", PATH, body)).json.share;
  assertEquals([made.status, made.host], ["CREATING", undefined]);
  b.clock.advance(10);
  const up = (await b.call("GET", `${PATH}/${made.id}`)).json.share;
  assertEquals(up, {
    id: made.id,
    name: "files",
    region: "atl1",
    size_gib: 50,
    status: "ACTIVE",
    vpc_ids: [id],
    performance_tier: "PERFORMANCE_TIER_STANDARD",
    host: "10.115.0.2",
    mount_path: `/258992/${made.id}`,
    created_at: "2026-01-01T00:00:00Z",
  });
  assertEquals((await b.call("DELETE", `${PATH}/${made.id}`)).status, 204);
  assertEquals((await b.call("GET", `${PATH}/${made.id}`)).status, 404);
});

Deno.test("actions resize a share, change its tier and move it between VPCs, one at a time", async () => {
  const b = bench();
  const [one, two, three] = [await vpc(b, "one"), await vpc(b, "two"), await vpc(b, "three")];
  const { id } = await share(b, one);
  assertEquals((await act(b, id, "resize", { size_gib: 100 })).share.size_gib, 100);
  const tier = await act(b, id, "switch_performance_tier", { performance_tier: "high" });
  assertEquals(tier.share.performance_tier, "PERFORMANCE_TIER_HIGH");
  const { json, share: attached } = await act(b, id, "attach", { vpc_id: two });
  assertEquals([json.action.type, json.action.resource_id], ["ATTACH", id]);
  assertEquals(attached.vpc_ids, [one, two]);
  assertEquals((await act(b, id, "detach", { vpc_id: one })).share.vpc_ids, [two]);
  const reassign = { old_vpc_id: two, new_vpc_id: three };
  assertEquals((await act(b, id, "reassign", reassign)).share.vpc_ids, [three]);
  await b.call("POST", `${PATH}/${id}/actions`, { type: "resize", params: { size_gib: 200 } });
  assertEquals(
    await b.refused("POST", `${PATH}/${id}/actions`, { type: "resize", params: { size_gib: 300 } }),
    "409 conflict: The share already has a pending action.",
  );
});

Deno.test("a snapshot of a share is there at once and stays when the share goes", async () => {
  const b = bench();
  const { id } = await share(b, await vpc(b, "one"));
  const body = { type: "snapshot", params: { name: "daily" } };
  const { action } = (await b.call("POST", `${PATH}/${id}/actions`, body)).json;
  assertEquals([action.resource_type, action.status], ["SNAPSHOT", "IN_PROGRESS"]);
  const path = `${PATH}/snapshots/${action.resource_id}`;
  assertEquals((await b.call("GET", path)).json.snapshot.status, "CREATING");
  b.clock.advance(10);
  await b.call("DELETE", `${PATH}/${id}`);
  assertEquals((await b.call("GET", path)).json.snapshot, {
    id: action.resource_id,
    name: "daily",
    region: "atl1",
    size_gib: 50,
    share_id: id,
    status: "ACTIVE",
    created_at: "2026-01-01T00:00:10Z",
  });
  assertEquals((await b.call("DELETE", path)).status, 204);
});

Deno.test("access points belong to their share and go with it", async () => {
  const b = bench();
  const vpc_id = await vpc(b, "one");
  const { id } = await share(b, vpc_id);
  const path = `${PATH}/shares/${id}/access_points`;
  const access_policy = {
    anonuid: 65534,
    anongid: 65534,
    protocols: ["NFS4"],
    squash_config: "ROOT_SQUASH",
    identity_enforcement_enabled: false,
  };
  const body = { name: "data", path: "/data", vpc_id, access_policy };
  const made = (await b.call("POST", path, body)).json.access_point;
  assertEquals([made.status, made.share_id], ["ACCESS_POINT_CREATING", id]);
  b.clock.advance(10);
  const [listed] = (await b.call("GET", path)).json.access_points;
  assertEquals([listed.id, listed.status], [made.id, "ACCESS_POINT_ACTIVE"]);
  assertEquals((await b.call("GET", `${PATH}/${id}`)).json.share.access_points, [listed]);
  assertEquals(
    await b.refused("POST", path, body),
    "409 conflict: An access point with this name already exists for this share.",
  );
  assertEquals(
    await b.refused("POST", path, { ...body, path: "data" }),
    "422 unprocessable_entity: path must begin with a slash",
  );
  assertEquals((await b.call("POST", `${PATH}/shares/none/access_points`, body)).status, 404);
  await b.call("DELETE", `${PATH}/${id}`);
  assertEquals((await b.call("GET", `${PATH}/access_points/${made.id}`)).status, 404);
});

Deno.test("a share that is too small, in no VPC or in one that has a share is refused", async () => {
  const b = bench();
  const [one, far] = [await vpc(b, "one"), await vpc(b, "far", "nyc3")];
  const { id } = await share(b, one);
  const body = { name: "more", region: "atl1", size_gib: 50, vpc_ids: [one] };
  const unprocessable = "422 unprocessable_entity:";
  const taken =
    `${unprocessable} a share is already attached to VPC ${one}; it can have only one share`;
  assertEquals(await b.refused("POST", PATH, body), taken);
  const cases: [Record<string, unknown>, string][] = [
    [{ size_gib: 10 }, "size_gib must be at least 50"],
    [{ vpc_ids: [] }, "vpc_ids must have at least one item"],
    [{ vpc_ids: [far] }, `VPC ${far} is not in this region`],
    [{ performance_tier: "low" }, "performance_tier must be one of standard, high"],
    [{ region: "mars" }, "Region is invalid"],
  ];
  for (const [more, message] of cases) {
    assertEquals(
      await b.refused("POST", PATH, { ...body, ...more }),
      `${unprocessable} ${message}`,
    );
  }
  const second = await share(b, await vpc(b, "two"));
  const actions = `${PATH}/${second.id}/actions`;
  assertEquals(
    await b.refused("POST", actions, { type: "attach", params: { vpc_id: one } }),
    taken,
  );
  assertEquals(
    await b.refused("POST", actions, { type: "resize", params: { size_gib: 50 } }),
    `${unprocessable} size_gib must be larger than that of the share`,
  );
  assertEquals(
    await b.refused("POST", `${PATH}/${id}/actions`, { type: "detach", params: { vpc_id: far } }),
    `${unprocessable} the share is not attached to VPC ${far}`,
  );
});
