import { assertEquals } from "@std/assert";
import { type Bench, bench, ORIGIN, PLAIN } from "../support.ts";

const INVALID = "422 unprocessable_entity: ";
const IP = "203.0.113.1";

function withDroplets(): Bench {
  return bench({
    seed: {
      droplets: [{ name: "a" }, { name: "b" }, { name: "far", region: "ams3" }],
    },
  });
}

const A = 3164001;
const B = 3164002;
const FAR = 3164003;

for (const kind of ["floating_ip", "reserved_ip"] as const) {
  const path = `/v2/${kind}s`;
  const words = kind.replace("_ip", " IP");

  Deno.test(`a ${words} is reserved for a region`, async () => {
    const b = withDroplets();
    const { status, json } = await b.call("POST", path, { region: "nyc3" });
    assertEquals(status, 202);
    const { region, ...rest } = json[kind];
    assertEquals(region.slug, "nyc3");
    assertEquals(rest, {
      ip: IP,
      droplet: null,
      locked: false,
      project_id: "746c6152-2fa2-11ed-92d3-27aaa54e4988",
    });
    assertEquals(json.links, {});
    const { actions: [action] } = (await b.call("GET", `${path}/${IP}/actions`)).json;
    assertEquals([action.type, action.status], ["reserve_ip", "completed"]);
    assertEquals((await b.call("GET", path)).json.meta.total, 1);
  });

  Deno.test(`a ${words} is made for a droplet at once`, async () => {
    const b = withDroplets();
    // Clients that send every field send an empty region.
    const { status, json } = await b.call("POST", path, { droplet_id: A, region: "" });
    assertEquals(status, 202);
    assertEquals([json[kind].droplet.id, json[kind].region.slug], [A, "nyc3"]);
    assertEquals(json.links.droplets, [
      { id: A, rel: "droplet", href: `${ORIGIN}/v2/droplets/${A}` },
    ]);
    const { action } = (await b.call("GET", `/v2/actions/${json.links.actions[0].id}`)).json;
    assertEquals(
      [action.type, action.resource_type, action.resource_id, action.region_slug],
      ["assign_ip", kind, 3405803777, "nyc3"],
    );
  });

  Deno.test(`a ${words} is assigned, moved and unassigned, each when its action is over`, async () => {
    const b = withDroplets();
    const one = `${path}/${IP}`;
    const owner = async () => (await b.call("GET", one)).json[kind].droplet?.id ?? null;
    await b.call("POST", path, { region: "nyc3" });
    for (
      const [body, next] of [
        [{ type: "assign", droplet_id: A }, A],
        [{ type: "assign", droplet_id: B }, B],
        [{ type: "unassign" }, null],
      ] as const
    ) {
      const before = await owner();
      const { status, json } = await b.call("POST", `${one}/actions`, body);
      assertEquals([status, json.action.status], [201, "in-progress"]);
      assertEquals(await owner(), before);
      assertEquals(
        await b.refused("POST", `${one}/actions`, body),
        INVALID + `The ${words} already has a pending event.`,
      );
      b.clock.advance(10);
      assertEquals(await owner(), next);
    }
    const { actions } = (await b.call("GET", `${one}/actions`)).json;
    assertEquals(
      actions.map((a: { type: string }) => a.type),
      ["unassign_ip", "assign_ip", "assign_ip", "reserve_ip"],
    );
    assertEquals((await b.call("GET", `${one}/actions/${actions[0].id}`)).json.action, actions[0]);
  });

  Deno.test(`a ${words} keeps to the rules`, async () => {
    const b = withDroplets();
    await b.call("POST", path, { region: "nyc3" });
    await b.call("POST", path, { droplet_id: B });
    await b.call("POST", "/v2/droplets", { name: "new", ...PLAIN, region: "nyc1" });
    const pending = INVALID + "Droplet already has a pending event.";
    assertEquals(await b.refused("POST", path, { droplet_id: 3164004 }), pending);
    b.clock.advance(10);
    const act = (body: unknown) => b.refused("POST", `${path}/${IP}/actions`, body);
    assertEquals(
      await act({ type: "assign", droplet_id: FAR }),
      INVALID + `The ${words} and the Droplet must be in the same region.`,
    );
    assertEquals(
      await act({ type: "assign", droplet_id: B }),
      INVALID + `Droplet already has a ${words}.`,
    );
    assertEquals(
      await act({ type: "assign", droplet_id: 7 }),
      INVALID + "Droplet could not be found.",
    );
    assertEquals(await act({ type: "assign" }), INVALID + "Droplet can't be blank");
    assertEquals(
      await act({ type: "unassign" }),
      INVALID + `The ${words} is not assigned to a Droplet.`,
    );
    assertEquals(await act({ type: "x" }), INVALID + `Type "x" is not a valid ${words} action.`);
    const either = INVALID + "You must specify either a Droplet or a region.";
    assertEquals(await b.refused("POST", path, {}), either);
    assertEquals(await b.refused("POST", path, { region: "" }), either);
    assertEquals(await b.refused("POST", path, { region: "nyc3", droplet_id: A }), either);
    assertEquals(await b.refused("POST", path, { region: "mars1" }), INVALID + "Region is invalid");
    assertEquals((await b.call("GET", `${path}/192.0.2.77`)).status, 404);
  });

  Deno.test(`a ${words} is released, assigned or not`, async () => {
    const b = withDroplets();
    await b.call("POST", path, { droplet_id: A });
    assertEquals(
      await b.refused("DELETE", `${path}/${IP}`),
      INVALID + `The ${words} already has a pending event.`,
    );
    b.clock.advance(10);
    assertEquals((await b.call("DELETE", `${path}/${IP}`)).status, 204);
    assertEquals((await b.call("GET", `${path}/${IP}`)).status, 404);
    assertEquals((await b.call("GET", path)).json[`${kind}s`], []);
  });
}

Deno.test("floating and reserved IPs are one pool with one limit", async () => {
  const b = bench({ seed: { account: { floating_ip_limit: 2 } } });
  await b.call("POST", "/v2/floating_ips", { region: "nyc3" });
  await b.call("POST", "/v2/reserved_ips", { region: "ams3" });
  for (const kind of ["floating_ips", "reserved_ips"]) {
    const { json } = await b.call("GET", `/v2/${kind}`);
    assertEquals(json[kind].map((ip: { ip: string }) => ip.ip), [IP, "203.0.113.2"]);
  }
  assertEquals(
    await b.refused("POST", "/v2/floating_ips", { region: "nyc3" }),
    INVALID + "You have reached the floating IP limit of your account.",
  );
});

Deno.test("deleting a droplet leaves its floating IP unassigned", async () => {
  const b = bench({ seed: { droplets: [{ name: "a" }], floating_ips: [{ droplet: "a" }] } });
  const droplet = async () =>
    (await b.call("GET", `/v2/floating_ips/${IP}`)).json.floating_ip.droplet;
  assertEquals((await droplet()).id, A);
  await b.call("DELETE", `/v2/droplets/${A}`);
  assertEquals(await droplet(), null);
});

Deno.test("an IP whose droplet is deleted before the action ends stays unassigned", async () => {
  const b = withDroplets();
  await b.call("POST", "/v2/floating_ips", { region: "nyc3" });
  b.clock.advance(10);
  await b.call("POST", `/v2/floating_ips/${IP}/actions`, { type: "assign", droplet_id: A });
  await b.call("DELETE", `/v2/droplets/${A}`);
  b.clock.advance(10);
  const { droplet, locked } = (await b.call("GET", `/v2/floating_ips/${IP}`)).json.floating_ip;
  assertEquals([droplet, locked], [null, false]);
});
