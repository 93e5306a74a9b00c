import { assertEquals } from "@std/assert";
import { bench, droplet } from "../support.ts";

const PATH = "/v2/reserved_ipv6";

Deno.test("a reserved IPv6 address is assigned by an action and freed with its droplet", async () => {
  const b = bench();
  const made = (await b.call("POST", PATH, { region_slug: "nyc3" })).json.reserved_ipv6;
  assertEquals(made, {
    ip: made.ip,
    region_slug: "nyc3",
    reserved_at: "2026-01-01T00:00:00Z",
  });
  const path = `${PATH}/${made.ip}`;
  const [plain, id] = [await droplet(b), await droplet(b, { ipv6: true })];
  const assign = (droplet_id: number) => ({ type: "assign", droplet_id });
  assertEquals(
    await b.refused("POST", `${path}/actions`, { type: "unassign" }),
    "422 unprocessable_entity: The reserved IPv6 is not assigned to a Droplet.",
  );
  assertEquals(
    await b.refused("POST", `${path}/actions`, assign(plain)),
    "422 unprocessable_entity: The Droplet must have IPv6 enabled.",
  );
  assertEquals((await b.call("POST", `${path}/actions`, assign(1))).status, 404);
  const { action } = (await b.call("POST", `${path}/actions`, assign(id))).json;
  assertEquals(
    [action.status, action.type, action.resource_type, action.region_slug],
    ["in-progress", "assign_ip", "reserved_ipv6", "nyc3"],
  );
  assertEquals(
    await b.refused("POST", `${path}/actions`, assign(id)),
    "422 unprocessable_entity: The reserved IPv6 already has a pending event.",
  );
  b.clock.advance(10);
  assertEquals((await b.call("GET", `/v2/actions/${action.id}`)).json.action.status, "completed");
  assertEquals((await b.call("GET", path)).json.reserved_ipv6.droplet.id, id);
  await b.call("DELETE", `/v2/droplets/${id}`);
  assertEquals((await b.call("GET", path)).json.reserved_ipv6, made);
  assertEquals((await b.call("DELETE", path)).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
});

Deno.test("a reserved IPv6 address is in a region that there is, as its droplet", async () => {
  const b = bench();
  assertEquals(
    await b.refused("POST", PATH, { region_slug: "mars" }),
    "422 unprocessable_entity: Region is invalid",
  );
  const { ip } = (await b.call("POST", PATH, { region_slug: "ams3" })).json.reserved_ipv6;
  const droplet_id = await droplet(b, { ipv6: true });
  assertEquals(
    await b.refused("POST", `${PATH}/${ip}/actions`, { type: "assign", droplet_id }),
    "422 unprocessable_entity: The Droplet and the reserved IPv6 must be in the same region.",
  );
});
