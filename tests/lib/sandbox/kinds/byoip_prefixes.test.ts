import { assertEquals } from "@std/assert";
import { bench } from "../support.ts";

const PATH = "/v2/byoip_prefixes";
const PREFIX = { prefix: "203.0.113.0/24", region: "nyc3", signature: "signed" };

Deno.test("a prefix becomes active, is advertised and withdrawn, and goes", async () => {
  const b = bench();
  const { uuid, byoip_prefix, ...rest } = (await b.call("POST", PATH, PREFIX)).json;
  assertEquals([rest, byoip_prefix], [
    { region: "nyc3", status: "in_progress" },
    { uuid, region: "nyc3", status: "in_progress" },
  ]);
  b.clock.advance(10);
  const path = `${PATH}/${uuid}`;
  const shown = (await b.call("GET", path)).json.byoip_prefix;
  assertEquals(shown, {
    uuid,
    name: "",
    prefix: "203.0.113.0/24",
    region: "nyc3",
    status: "active",
    validations: [],
    failure_reason: "",
    locked: false,
    advertised: false,
    project_id: shown.project_id,
  });
  for (const advertise of [true, false]) {
    const { json } = await b.call("PATCH", path, { advertise });
    assertEquals(json.byoip_prefix.advertised, advertise);
  }
  assertEquals((await b.call("GET", `${path}/ips`)).json.ips, []);
  assertEquals((await b.call("DELETE", path)).status, 202);
  assertEquals((await b.call("GET", path)).status, 404);
});

Deno.test("a prefix that is none, too small, nowhere or there already is refused", async () => {
  const b = bench();
  const refused = (more: Record<string, unknown>) =>
    b.refused("POST", PATH, { ...PREFIX, ...more });
  const unprocessable = "422 unprocessable_entity:";
  assertEquals(
    await refused({ prefix: "203.0.113.7/24" }),
    `${unprocessable} prefix must be a network in CIDR notation`,
  );
  assertEquals(
    await refused({ prefix: "203.0.113.0/25" }),
    `${unprocessable} prefix must be /24 or shorter`,
  );
  assertEquals(await refused({ region: "mars" }), `${unprocessable} Region is invalid`);
  await b.call("POST", PATH, PREFIX);
  assertEquals(await refused({}), "409 conflict: prefix is already in use");
});
