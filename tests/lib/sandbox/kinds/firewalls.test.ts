import { assertEquals } from "@std/assert";
import { type Bench, bench, droplet } from "../support.ts";

const SSH = { protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0", "::/0"] } };
const PATH = "/v2/firewalls";

async function firewall(b: Bench, more: Record<string, unknown> = {}) {
  const { json, text } = await b.call("POST", PATH, { name: "fw", inbound_rules: [SSH], ...more });
  if (json.firewall === undefined) throw new Error(text);
  return json.firewall;
}

async function read(b: Bench, id: string) {
  return (await b.call("GET", `${PATH}/${id}`)).json.firewall;
}

Deno.test("a firewall waits until it is in force at its droplets", async () => {
  const b = bench();
  const id = await droplet(b);
  const made = await firewall(b, { droplet_ids: [id] });
  assertEquals([made.status, made.pending_changes], ["waiting", [
    { droplet_id: id, removing: false, status: "waiting" },
  ]]);
  b.clock.advance(10);
  assertEquals(await read(b, made.id), {
    id: made.id,
    name: "fw",
    status: "succeeded",
    pending_changes: [],
    droplet_ids: [id],
    tags: [],
    inbound_rules: [SSH],
    outbound_rules: [],
    created_at: "2026-01-01T00:00:10Z",
  });
  await b.call("DELETE", `${PATH}/${made.id}/droplets`, { droplet_ids: [id] });
  assertEquals((await read(b, made.id)).pending_changes, [
    { droplet_id: id, removing: true, status: "waiting" },
  ]);
});

Deno.test("a droplet lists the firewalls that it is behind by its id or by a tag", async () => {
  const b = bench();
  const id = await droplet(b, { tags: ["web"] });
  const one = await firewall(b, { droplet_ids: [id] });
  const two = await firewall(b, { name: "two", tags: ["web"] });
  await firewall(b, { name: "three" });
  const listed = (await b.call("GET", `/v2/droplets/${id}/firewalls`)).json;
  assertEquals(
    [listed.firewalls.map((each: { id: string }) => each.id), listed.meta.total],
    [[one.id, two.id], 2],
  );
  assertEquals((await b.call("GET", "/v2/droplets/1/firewalls")).status, 404);
  await b.call("DELETE", `/v2/droplets/${id}`);
  await b.call("DELETE", "/v2/tags/web");
  assertEquals((await read(b, one.id)).droplet_ids, []);
  assertEquals((await read(b, two.id)).tags, []);
  const added = { inbound_rules: [{ ...SSH, ports: "80" }] };
  assertEquals((await b.call("POST", `${PATH}/${two.id}/rules`, added)).status, 204);
});

Deno.test("rules are added and taken out, whatever the order of their fields", async () => {
  const b = bench();
  const { id } = await firewall(b);
  const ping = { protocol: "icmp", destinations: { addresses: ["10.0.0.0/8"] } };
  await b.call("POST", `${PATH}/${id}/rules`, { outbound_rules: [ping], inbound_rules: null });
  assertEquals((await read(b, id)).outbound_rules, [{ ...ping, ports: "0" }]);
  const { sources, ports, protocol } = SSH;
  await b.call("DELETE", `${PATH}/${id}/rules`, { inbound_rules: [{ sources, ports, protocol }] });
  assertEquals((await read(b, id)).inbound_rules, []);
  assertEquals(
    await b.refused("DELETE", `${PATH}/${id}/rules`, { outbound_rules: [ping] }),
    "422 unprocessable_entity: at least one of inbound_rules and outbound_rules is required",
  );
});

Deno.test("an update of a firewall has all of it; one that is refused changes nothing", async () => {
  const b = bench();
  const id = await droplet(b);
  await firewall(b, { name: "other" });
  const made = await firewall(b, { droplet_ids: [id] });
  b.clock.advance(10);
  const update = { name: "fw", outbound_rules: [{ ...rename(SSH) }] };
  assertEquals(
    await b.refused("PUT", `${PATH}/${made.id}`, { ...update, name: "other" }),
    "409 conflict: duplicate name",
  );
  assertEquals((await read(b, made.id)).status, "succeeded");
  const { json } = await b.call("PUT", `${PATH}/${made.id}`, update);
  const { droplet_ids, inbound_rules, status } = json.firewall;
  assertEquals([droplet_ids, inbound_rules, status], [[], [], "waiting"]);
});

function rename({ sources, ...rule }: typeof SSH) {
  return { ...rule, destinations: sources };
}

Deno.test("a firewall about what is not there, or that makes no sense, is refused", async () => {
  const b = bench();
  const cases: [Record<string, unknown>, string][] = [
    [
      { inbound_rules: [] },
      "at least one of inbound_rules and outbound_rules is required",
    ],
    [{ droplet_ids: [1] }, "droplet 1 could not be found"],
    [{ tags: ["none"] }, "tag none does not exist"],
    [
      { inbound_rules: [{ ...SSH, ports: "22-x" }] },
      'ports "22-x" are not a port, a range or "all"',
    ],
    [{ inbound_rules: [{ ...SSH, ports: "" }] }, "ports are required"],
    [
      { inbound_rules: [{ ...SSH, sources: {} }] },
      "sources must have at least one item",
    ],
    [
      { inbound_rules: [{ ...SSH, sources: { addresses: ["10.0.0.0/33"] } }] },
      'address "10.0.0.0/33" is neither an IP address nor a CIDR',
    ],
    [
      { inbound_rules: Array(51).fill(SSH).map((rule, i) => ({ ...rule, ports: `${i + 1}` })) },
      "at most 50 rules are allowed",
    ],
  ];
  for (const [more, message] of cases) {
    const body = { name: "fw", inbound_rules: [SSH], ...more };
    assertEquals(await b.refused("POST", PATH, body), `422 unprocessable_entity: ${message}`);
  }
  assertEquals((await b.call("GET", PATH)).json.firewalls, []);
});
