import { assert, assertEquals } from "@std/assert";
import { type Bench, bench, PLAIN } from "../../support.ts";

const START = Date.UTC(2026, 0, 1) / 1000;
const METRICS = "/v2/monitoring/metrics";

// deno-lint-ignore no-explicit-any -- an answer, read as a test needs it
async function series(b: Bench, path: string, query: string, from = 0, to = 600): Promise<any[]> {
  const window = `start=${START + from}&end=${START + to}`;
  const { status, json, text } = await b.call("GET", `${METRICS}/${path}?${query}&${window}`);
  assertEquals(status, 200, text);
  assertEquals([json.status, json.data.resultType], ["success", "matrix"]);
  return json.data.result;
}

function hour(): Bench {
  const b = bench({ seed: { droplets: [{ name: "watched", monitoring: true }, { name: "not" }] } });
  b.clock.advance(3600);
  return b;
}

Deno.test("points lie in the window, at even steps, and are the same whenever they are read", async () => {
  const b = hour();
  const [one] = await series(b, "droplet/memory_free", "host_id=3164001");
  assertEquals(one.metric, { host_id: "3164001" });
  const times = one.values.map(([time]: [number]) => time - START);
  assertEquals(times, [0, 120, 240, 360, 480, 600]);
  const [later] = await series(b, "droplet/memory_free", "host_id=3164001", 240, 900);
  assertEquals(later.values.slice(0, 4), one.values.slice(2));
  const GIB = 2 ** 30;
  assert(one.values.every(([, value]: [number, string]) => +value > 0 && +value < GIB));
});

Deno.test("there are no points before a resource was made, and none that are still to come", async () => {
  const b = hour();
  const [one] = await series(b, "droplet/memory_total", "host_id=3164001", -3600, 36_000);
  assertEquals(one.values[0], [START, String(2 ** 30)]);
  assertEquals(one.values.at(-1)[0], START + 3600);
  assertEquals(await series(b, "droplet/memory_total", "host_id=3164001", 7200, 9000), []);
});

Deno.test("a long window has fewer points, further apart", async () => {
  const b = bench({ seed: { droplets: 1 } });
  b.clock.advance(30 * 86_400);
  const [idle] = await series(b, "droplet/cpu", "host_id=3164001", 0, 30 * 86_400);
  assert(idle.values.length <= 500);
  const [[first], [second]] = idle.values;
  assertEquals((second - first) % 120, 0);
});

Deno.test("the time of a processor adds up, mode by mode", async () => {
  const modes = await series(hour(), "droplet/cpu", "host_id=3164001", 600, 600);
  const total = modes.reduce((sum, { values }) => sum + Number(values[0][1]), 0);
  assertEquals(Math.round(total), 600);
  assertEquals(modes.map(({ metric }) => metric.mode).toSorted(), [
    ...["idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"],
  ]);
});

Deno.test("a droplet without the agent has no metrics of its inside", async () => {
  const b = hour();
  assertEquals(await series(b, "droplet/load_1", "host_id=3164002"), []);
  assertEquals(await series(b, "droplet/filesystem_free", "host_id=3164002"), []);
  const query = "host_id=3164002&interface=public&direction=inbound";
  const [traffic] = await series(b, "droplet/bandwidth", query);
  assertEquals(traffic.metric, {
    host_id: "3164002",
    interface: "public",
    direction: "inbound",
  });
});

for (
  const [query, refusal] of [
    [
      "host_id=9&start=1&end=2",
      "404 not_found: The resource you were accessing could not be found.",
    ],
    [
      "host_id=x&start=1&end=2",
      "404 not_found: The resource you were accessing could not be found.",
    ],
    ["start=1&end=2", "422 unprocessable_entity: host_id is required"],
    ["host_id=3164001&end=2", "422 unprocessable_entity: start is required"],
    ["host_id=3164001&start=now&end=2", "422 unprocessable_entity: start must be a UNIX timestamp"],
    ["host_id=3164001&start=3&end=2", "422 unprocessable_entity: end must not be before start"],
  ] as const
) {
  Deno.test(`metrics with ${query} are refused`, async () => {
    assertEquals(await hour().refused("GET", `${METRICS}/droplet/cpu?${query}`), refusal);
  });
}

Deno.test("metrics of an autoscale pool show how many droplets it has", async () => {
  const b = bench();
  const body = {
    name: "pool",
    config: { target_number_instances: 2 },
    droplet_template: { ...PLAIN, ssh_keys: [] },
  };
  const { id } = (await b.call("POST", "/v2/droplets/autoscale", body)).json.autoscale_pool;
  b.clock.advance(600);
  const query = `autoscale_pool_id=${id}`;
  const [current] = await series(b, "droplet_autoscale/current_instances", query);
  assertEquals([current.metric, current.values[0][1]], [{ autoscale_pool_id: id }, "2"]);
  assertEquals(await series(b, "droplet_autoscale/target_cpu_utilization", query), []);
});

Deno.test("metrics of databases are those of MySQL, and of the operation asked for", async () => {
  const b = bench({ seed: { databases: [{ name: "sql", engine: "mysql" }, { name: "pg" }] } });
  b.clock.advance(600);
  const { databases } = (await b.call("GET", "/v2/databases")).json;
  const [mysql, pg] = databases.map((one: { id: string }) => one.id);
  const rate = async (metric: string) => {
    const [one] = await series(b, "database/mysql/op_rates", `db_id=${mysql}&metric=${metric}`);
    assertEquals(one.metric, { db_id: mysql, metric });
    return JSON.stringify(one.values);
  };
  assert(await rate("select") !== await rate("insert"));
  const path = `${METRICS}/database/mysql/op_rates?metric=select&start=1&end=2&db_id=`;
  assertEquals(
    await b.refused("GET", path + pg),
    "422 unprocessable_entity: The cluster is not one of MySQL.",
  );
});
