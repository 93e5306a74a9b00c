import { assertEquals } from "@std/assert";
import { type Bench, bench, PLAIN } from "../../support.ts";

const PATH = "/v2/droplets/autoscale";
const STATIC = {
  name: "web",
  config: { target_number_instances: 2 },
  droplet_template: { ...PLAIN, ssh_keys: [], tags: ["web"] },
};
const DYNAMIC = {
  ...STATIC,
  config: { min_instances: 1, max_instances: 3, target_cpu_utilization: 0.5 },
};

async function pool(b: Bench, body: Record<string, unknown> = STATIC) {
  const { json, text } = await b.call("POST", PATH, body);
  if (json.autoscale_pool === undefined) throw new Error(text);
  return json.autoscale_pool;
}

interface Member {
  readonly droplet_id: number;
  readonly status: string;
  readonly [more: string]: unknown;
}

async function members(b: Bench, id: string): Promise<Member[]> {
  return (await b.call("GET", `${PATH}/${id}/members`)).json.droplets;
}

async function droplets(b: Bench): Promise<number[]> {
  const { json } = await b.call("GET", "/v2/droplets?tag_name=web");
  return json.droplets.map(({ id }: { id: number }) => id);
}

Deno.test("a pool makes droplets, which are its members", async () => {
  const b = bench();
  const made = await pool(b);
  assertEquals(
    (await members(b, made.id)).map(({ status }) => status),
    ["provisioning", "provisioning"],
  );
  b.clock.advance(10);
  const [first] = (await b.call("GET", "/v2/droplets")).json.droplets;
  assertEquals([first.name, first.tags, first.status], [`web-${first.id}`, ["web"], "active"]);
  const all = await members(b, made.id);
  assertEquals(all[0], {
    droplet_id: first.id,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    health_status: "healthy",
    status: "active",
    current_utilization: { memory: 0, cpu: 0 },
  });
  assertEquals(all.map(({ droplet_id }) => droplet_id), await droplets(b));
  const shown = (await b.call("GET", `${PATH}/${made.id}`)).json.autoscale_pool;
  assertEquals([shown.status, shown.active_resources_count, shown.config], [
    "active",
    2,
    { target_number_instances: 2 },
  ]);
});

Deno.test("a pool grows and shrinks as its configuration changes, and writes it down", async () => {
  const b = bench();
  const { id } = await pool(b);
  b.clock.advance(10);
  const [first, second] = await droplets(b);
  const grown = { ...STATIC, config: { target_number_instances: 4 } };
  assertEquals((await b.call("PUT", `${PATH}/${id}`, grown)).status, 200);
  assertEquals((await droplets(b)).length, 4);
  await b.call("PUT", `${PATH}/${id}`, STATIC);
  assertEquals(await droplets(b), [first, second]);
  b.clock.advance(10);
  const { history } = (await b.call("GET", `${PATH}/${id}/history`)).json;
  assertEquals(
    history.map((one: Record<string, unknown>) => [
      one.current_instance_count,
      one.desired_instance_count,
      one.reason,
      one.status,
    ]),
    [
      [0, 2, "CONFIGURATION_CHANGE", "success"],
      [2, 4, "CONFIGURATION_CHANGE", "success"],
      [4, 2, "CONFIGURATION_CHANGE", "success"],
    ],
  );
});

Deno.test("a pool with bounds begins with the least, since nothing loads it", async () => {
  const b = bench();
  const { id, config } = await pool(b, DYNAMIC);
  assertEquals(config.cooldown_minutes, 10);
  assertEquals((await members(b, id)).length, 1);
  const more = { ...DYNAMIC, config: { ...DYNAMIC.config, min_instances: 2 } };
  await b.call("PUT", `${PATH}/${id}`, more);
  assertEquals((await members(b, id)).length, 2);
});

Deno.test("a pool goes with its droplets or leaves them, and a droplet leaves its pool", async () => {
  const b = bench();
  const [one, two] = [await pool(b), await pool(b, { ...STATIC, name: "two" })];
  const [gone = 0] = (await members(b, one.id)).map(({ droplet_id }) => droplet_id);
  await b.call("DELETE", `/v2/droplets/${gone}`);
  assertEquals((await members(b, one.id)).length, 1);
  assertEquals((await b.call("DELETE", `${PATH}/${one.id}`)).status, 202);
  assertEquals((await droplets(b)).length, 3);
  assertEquals(
    await b.refused("GET", `${PATH}/${one.id}`),
    `404 not_found: autoscale group with id ${one.id} not found`,
  );
  const dangerous = `${PATH}/${two.id}/dangerous`;
  assertEquals((await b.call("DELETE", dangerous)).status, 400);
  const sent = await b.call("DELETE", dangerous, undefined, { "x-dangerous": "true" });
  assertEquals([sent.status, (await droplets(b)).length], [202, 1]);
});

Deno.test("a pool that could not be is refused, and no droplet is made", async () => {
  const b = bench();
  const refused = (more: Record<string, unknown>) =>
    b.refused("POST", PATH, { ...STATIC, ...more });
  const template = (more: Record<string, unknown>) => ({
    droplet_template: { ...STATIC.droplet_template, ...more },
  });
  const unprocessable = "422 unprocessable_entity:";
  assertEquals(
    await refused(template({ size: "none" })),
    `${unprocessable} You specified an invalid size for Droplet creation.`,
  );
  assertEquals(
    await refused(template({ project_id: "none" })),
    `${unprocessable} Project could not be found.`,
  );
  assertEquals(
    await refused({ config: { min_instances: 3, max_instances: 1, target_cpu_utilization: 0.5 } }),
    `${unprocessable} config: min_instances must not be above max_instances`,
  );
  assertEquals(
    await refused({ config: { target_number_instances: 26 } }),
    `${unprocessable} creating this/these droplet(s) will exceed your droplet limit`,
  );
  assertEquals([await droplets(b), (await b.call("GET", PATH)).json.autoscale_pools], [[], []]);
});
